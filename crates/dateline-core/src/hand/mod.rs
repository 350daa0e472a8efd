//! What fingers, pens and mice mean on a map: throws, double taps, taps of two fingers, boxes;
//! and what a wheel means.
//!
//! Pure: a [`Touch`] goes in, a [`Meaning`] comes out, times are arguments. Dragging and
//! pinching are not here but in [`crate::geo::View`], since they are the same at each moment.
//! Has no opinion on cameras, and on who listens where.

mod box_zoom;
mod throw;
mod wheel;

pub use box_zoom::Marked;
pub use throw::{Glide, Throw, eased};
pub use wheel::{Turn, WheelUnit, wheel_zoom};

/// A position on the map, CSS pixels from its top left corner.
pub type Point = (f64, f64);

/// How far a pointer may stray and still be a tap, CSS pixels.
const TAP_SLOP_PX: f64 = 6.0;
/// The same for each of two fingers, which are put down with less care.
const TWO_SLOP_PX: f64 = 12.0;
/// Two taps closer than this in time are a double tap, milliseconds.
const DOUBLE_TAP_MS: f64 = 320.0;
/// Two taps closer than this on the map are a double tap, CSS pixels.
const DOUBLE_TAP_PX: f64 = 28.0;
/// Two fingers that are down no longer than this tap, milliseconds.
const TWO_TAP_MS: f64 = 320.0;
/// How far a finger is drawn after a double tap to double the scale, CSS pixels.
const DRAWN_PX_PER_ZOOM: f64 = 128.0;

/// What a pointer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It comes down.
    Down,
    /// It moves, down or not.
    Move,
    /// It is lifted.
    Up,
    /// It is taken away, such as by the page that starts to scroll.
    Cancel,
}

/// A pointer at a moment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Touch {
    /// Which pointer.
    pub id: i32,
    /// What it does.
    pub kind: Kind,
    /// Where.
    pub at: Point,
    /// When, milliseconds from whenever.
    pub time_ms: f64,
    /// Whether it is a mouse, and neither finger nor pen.
    pub is_mouse: bool,
    /// Whether Shift is held.
    pub with_shift: bool,
    /// Whether its coming down stopped a map that was moving.
    pub stops: bool,
}

/// What a touch means beside dragging and pinching.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Meaning {
    /// Nothing of its own: whoever drags, pinches and selects goes on.
    Nothing,
    /// It belongs to a gesture of this module, and to nobody else.
    Taken,
    /// A map that was dragged is let go of at such a speed, CSS pixels a second.
    Thrown(Point),
    /// Twice as near, about this place.
    Nearer(Point),
    /// Twice as far, about this place.
    Farther(Point),
    /// So many zooms nearer, about this place, at once: taken.
    Drawn(Point, f64),
    /// A box is being drawn: taken.
    Boxing(Marked),
    /// A box was drawn: taken.
    Boxed(Marked),
    /// There is no box any more: taken.
    Unboxed,
}

impl Meaning {
    /// Whether nobody else is to hear of the touch.
    pub fn is_taken(self) -> bool {
        !matches!(self, Self::Nothing | Self::Thrown(_) | Self::Nearer(_) | Self::Farther(_))
    }
}

/// The gesture that is under way.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Gesture {
    /// None, or one that has no meaning here any more.
    #[default]
    None,
    /// A pointer has come down at this place, and may be a tap.
    Tap(Point),
    /// It has moved: the map is dragged.
    Drag,
    /// A finger came down for the second time at this place and has not moved.
    Second(Point),
    /// It has: the scale is drawn, about the first place and since the second.
    Draw(Point, Point),
    /// Two fingers have come down and have not moved, the first at this time.
    Two(f64),
    /// A box is drawn.
    Box(Marked),
}

/// The pointers of one map, and what they are about.
#[derive(Clone, Debug, Default)]
pub struct Hand {
    /// Who is down: number, and where each came down.
    down: Vec<(i32, Point)>,
    gesture: Gesture,
    /// When the first of those that are down came.
    since_ms: f64,
    last_tap: Option<(f64, Point)>,
    throw: Throw,
    /// Whether the pointer that is down stopped the map and means nothing else.
    stops: bool,
}

impl Hand {
    /// What a touch means.
    pub fn feel(&mut self, touch: Touch) -> Meaning {
        match touch.kind {
            Kind::Down => self.come_down(touch),
            Kind::Move => self.go_on(touch),
            Kind::Up => self.lift(touch),
            Kind::Cancel => self.give_up(),
        }
    }

    /// Whether a finger or the mouse is on the map.
    pub fn is_down(&self) -> bool {
        !self.down.is_empty()
    }

    /// Whether that pointer is on the map.
    pub fn has(&self, id: i32) -> bool {
        self.down.iter().any(|(one, _)| *one == id)
    }

    /// Whether what is under way belongs to the map even where one finger belongs to the page.
    pub fn holds(&self) -> bool {
        matches!(self.gesture, Gesture::Second(_) | Gesture::Draw(..) | Gesture::Box(_))
    }

    /// Ends whatever is under way, such as by the Escape key.
    pub fn give_up(&mut self) -> Meaning {
        let was_boxing = matches!(self.gesture, Gesture::Box(_));
        *self = Self::default();
        if was_boxing { Meaning::Unboxed } else { Meaning::Nothing }
    }

    fn come_down(&mut self, touch: Touch) -> Meaning {
        if matches!(self.gesture, Gesture::Box(_)) {
            return Meaning::Taken;
        }
        self.down.retain(|(id, _)| *id != touch.id);
        self.down.push((touch.id, touch.at));
        if self.down.len() > 1 {
            let may_tap = self.down.len() == 2 && matches!(self.gesture, Gesture::Tap(_));
            self.gesture = if may_tap { Gesture::Two(self.since_ms) } else { Gesture::None };
            return Meaning::Nothing;
        }
        self.since_ms = touch.time_ms;
        self.stops = touch.stops;
        self.throw = Throw::default();
        self.throw.moved(touch.time_ms, touch.at);
        if touch.with_shift {
            self.gesture = Gesture::Box(Marked { from: touch.at, to: touch.at });
            return Meaning::Taken;
        }
        let is_second = self.is_second(touch);
        self.gesture = if is_second && !touch.is_mouse {
            Gesture::Second(touch.at)
        } else {
            Gesture::Tap(touch.at)
        };
        Meaning::Nothing
    }

    /// Whether a touch follows a tap closely.
    fn is_second(&self, touch: Touch) -> bool {
        self.last_tap.is_some_and(|(time_ms, at)| {
            touch.time_ms - time_ms < DOUBLE_TAP_MS && distance(at, touch.at) < DOUBLE_TAP_PX
        })
    }

    fn go_on(&mut self, touch: Touch) -> Meaning {
        let Some((_, start)) = self.down.iter().find(|(id, _)| *id == touch.id).copied() else {
            return Meaning::Nothing;
        };
        let strays = |slop_px: f64| distance(start, touch.at) > slop_px;
        match self.gesture {
            Gesture::Tap(_) if strays(TAP_SLOP_PX) => self.gesture = Gesture::Drag,
            Gesture::Two(_) if strays(TWO_SLOP_PX) => self.gesture = Gesture::None,
            Gesture::Second(about) if strays(TAP_SLOP_PX) => {
                self.gesture = Gesture::Draw(about, touch.at);
                return Meaning::Taken;
            }
            Gesture::Draw(about, before) => {
                self.gesture = Gesture::Draw(about, touch.at);
                return Meaning::Drawn(about, (touch.at.1 - before.1) / DRAWN_PX_PER_ZOOM);
            }
            Gesture::Box(marked) => {
                let marked = Marked { to: touch.at, ..marked };
                self.gesture = Gesture::Box(marked);
                return Meaning::Boxing(marked);
            }
            _ => {}
        }
        self.throw.moved(touch.time_ms, touch.at);
        Meaning::Nothing
    }

    fn lift(&mut self, touch: Touch) -> Meaning {
        let before = self.down.len();
        self.down.retain(|(id, _)| *id != touch.id);
        if self.down.len() == before {
            return Meaning::Nothing;
        }
        if !self.down.is_empty() {
            // The first of two fingers; one that stays drags on, and throws nothing.
            return Meaning::Nothing;
        }
        match std::mem::take(&mut self.gesture) {
            Gesture::Tap(_) | Gesture::Second(_) if self.stops => {
                self.last_tap = None;
                Meaning::Taken
            }
            Gesture::Tap(_) if !self.is_second(touch) => {
                self.last_tap = Some((touch.time_ms, touch.at));
                Meaning::Nothing
            }
            Gesture::Tap(at) | Gesture::Second(at) => {
                self.last_tap = None;
                Meaning::Nearer(at)
            }
            Gesture::Two(since_ms) if touch.time_ms - since_ms < TWO_TAP_MS => {
                self.last_tap = None;
                Meaning::Farther(touch.at)
            }
            Gesture::Drag => {
                self.throw.at_release(touch.time_ms).map_or(Meaning::Nothing, Meaning::Thrown)
            }
            Gesture::Draw(..) => {
                self.last_tap = None;
                Meaning::Taken
            }
            Gesture::Box(marked) => self.close_box(Marked { to: touch.at, ..marked }, touch),
            Gesture::Two(_) | Gesture::None => Meaning::Nothing,
        }
    }

    /// A box is let go of: a mere press is a tap with Shift, and the second one steps back.
    fn close_box(&mut self, marked: Marked, touch: Touch) -> Meaning {
        if marked.is_meant() {
            self.last_tap = None;
            return Meaning::Boxed(marked);
        }
        if self.is_second(touch) {
            self.last_tap = None;
            return Meaning::Farther(touch.at);
        }
        self.last_tap = Some((touch.time_ms, touch.at));
        Meaning::Unboxed
    }
}

fn distance(a: Point, b: Point) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests;
