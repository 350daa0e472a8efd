//! One animation frame at a time.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_render::{AnimationFrame, request_animation_frame};

/// Asks for frames, at most one at a time, and cancels the pending one on drop.
#[derive(Clone, Default)]
pub struct FrameRequest {
    pending: Rc<RefCell<Option<AnimationFrame>>>,
}

impl FrameRequest {
    /// Runs `draw` in the next frame, unless one is pending already. The argument is
    /// the frame's time in milliseconds.
    pub fn request(&self, draw: impl FnOnce(f64) + 'static) {
        if self.pending.borrow().is_some() {
            return;
        }
        let pending = Rc::downgrade(&self.pending);
        let frame = request_animation_frame(move |time_ms| {
            // Cleared first: the drawing itself may ask for the next frame.
            if let Some(pending) = pending.upgrade() {
                let done = pending.borrow_mut().take();
                draw(time_ms);
                drop(done);
            }
        });
        *self.pending.borrow_mut() = Some(frame);
    }

    /// Forgets the pending frame.
    pub fn cancel(&self) {
        self.pending.borrow_mut().take();
    }
}
