//! A handle on the map of an element: what is painted, for hosts that check what they show and
//! for tests; and a story that is shown next, so that what is long about it is done beforehand.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use dateline_core::geo::LonLat;

use crate::state::Loaded;

/// What the map is asked.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'a> {
    /// What is painted at the place.
    Pixel(LonLat),
    /// Nothing: that this story is shown next.
    Next(&'a Arc<Loaded>),
}

type Ask = Box<dyn Fn(Asked<'_>) -> Option<[u8; 4]>>;

/// A handle on the map of one element; empty until the map is there.
#[derive(Clone, Default)]
pub struct PixelProbe {
    ask: Rc<RefCell<Option<Ask>>>,
}

impl PixelProbe {
    /// Connects the handle with a map.
    pub fn connect(&self, ask: impl Fn(Asked<'_>) -> Option<[u8; 4]> + 'static) {
        *self.ask.borrow_mut() = Some(Box::new(ask));
    }

    /// Disconnects it.
    pub fn disconnect(&self) {
        self.ask.borrow_mut().take();
    }

    /// Red, green, blue and alpha as painted at the place, without names; `None` outside
    /// the map or without WebGL. Nothing where it is told of the next story.
    pub fn ask(&self, asked: Asked<'_>) -> Option<[u8; 4]> {
        self.ask.borrow().as_ref().and_then(|ask| ask(asked))
    }
}
