//! Reads the painted map back, for hosts that check what they show and for tests.

use std::cell::RefCell;
use std::rc::Rc;

use dateline_core::geo::LonLat;

type ReadPixel = Box<dyn Fn(LonLat) -> Option<[u8; 4]>>;

/// A handle on the map of one element; empty until the map is there.
#[derive(Clone, Default)]
pub struct PixelProbe {
    read: Rc<RefCell<Option<ReadPixel>>>,
}

impl PixelProbe {
    /// Connects the handle with a map.
    pub fn connect(&self, read: impl Fn(LonLat) -> Option<[u8; 4]> + 'static) {
        *self.read.borrow_mut() = Some(Box::new(read));
    }

    /// Disconnects it.
    pub fn disconnect(&self) {
        self.read.borrow_mut().take();
    }

    /// Red, green, blue and alpha as painted at the place, without names; `None` outside
    /// the map or without WebGL.
    pub fn pixel_at(&self, place: LonLat) -> Option<[u8; 4]> {
        self.read.borrow().as_ref().and_then(|read| read(place))
    }
}
