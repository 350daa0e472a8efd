//! One errand for several: who wants what somebody else has gone for waits until that one is
//! back.
//!
//! Has no opinion on what is fetched, and on who runs the futures.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};

/// What becomes of an errand.
#[derive(Clone, Copy, Debug)]
enum End<F> {
    /// Whoever went is on the way.
    None,
    /// It is over, and what was wanted may be there.
    Over,
    /// It was in vain, and why.
    Failed(F),
}

/// Somebody on the way.
#[derive(Debug)]
struct Going<K, F: Copy> {
    wanted: K,
    end: Rc<Cell<End<F>>>,
    /// Those who wait.
    waiting: Vec<Waker>,
}

/// What somebody has gone for, and why that may be in vain.
#[derive(Debug)]
pub struct Errands<K: Copy + PartialEq, F: Copy> {
    going: RefCell<Vec<Going<K, F>>>,
}

impl<K: Copy + PartialEq, F: Copy> Default for Errands<K, F> {
    fn default() -> Self {
        Self { going: RefCell::default() }
    }
}

/// What is to be done by whoever wants something.
#[derive(Debug)]
pub enum Turn<'a, K: Copy + PartialEq, F: Copy> {
    /// To go for it; it is over when this is dropped.
    Go(Errand<'a, K, F>),
    /// To look whether it is there now.
    Look,
    /// To do without: somebody went in vain, and why.
    Failed(F),
}

/// The errand of the one who went.
#[derive(Debug)]
pub struct Errand<'a, K: Copy + PartialEq, F: Copy> {
    all: &'a Errands<K, F>,
    wanted: K,
    end: Rc<Cell<End<F>>>,
}

impl<K: Copy + PartialEq, F: Copy> Errands<K, F> {
    /// Whose turn it is: at once where nobody has gone for it, else when that one is back.
    pub async fn turn(&self, wanted: K) -> Turn<'_, K, F> {
        let of = |going: &Going<K, F>| (going.wanted == wanted).then(|| Rc::clone(&going.end));
        let Some(end) = self.going.borrow().iter().find_map(of) else {
            let end = Rc::new(Cell::new(End::None));
            let going = Going { wanted, end: Rc::clone(&end), waiting: Vec::new() };
            self.going.borrow_mut().push(going);
            return Turn::Go(Errand { all: self, wanted, end });
        };
        poll_fn(|context| match end.get() {
            End::Over => Poll::Ready(Turn::Look),
            End::Failed(why) => Poll::Ready(Turn::Failed(why)),
            End::None => {
                let mut all = self.going.borrow_mut();
                if let Some(going) = all.iter_mut().find(|going| going.wanted == wanted) {
                    going.waiting.push(context.waker().clone());
                }
                Poll::Pending
            }
        })
        .await
    }
}

impl<K: Copy + PartialEq, F: Copy> Errand<'_, K, F> {
    /// Ends it in vain, for those who wait too. One that is only called back is dropped instead.
    pub fn fail(self, why: F) {
        self.end.set(End::Failed(why));
    }
}

impl<K: Copy + PartialEq, F: Copy> Drop for Errand<'_, K, F> {
    fn drop(&mut self) {
        if matches!(self.end.get(), End::None) {
            self.end.set(End::Over);
        }
        let mut all = self.all.going.borrow_mut();
        let place = all.iter().position(|going| going.wanted == self.wanted);
        let ended = place.map(|place| all.swap_remove(place));
        // They may look at once.
        drop(all);
        ended.into_iter().flat_map(|going| going.waiting).for_each(Waker::wake);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::{Context, Wake};

    #[derive(Default)]
    struct Calls(AtomicUsize);

    impl Wake for Calls {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    fn poll<T>(future: Pin<&mut impl Future<Output = T>>, calls: &Arc<Calls>) -> Option<T> {
        let waker = Waker::from(Arc::clone(calls));
        match future.poll(&mut Context::from_waker(&waker)) {
            Poll::Ready(value) => Some(value),
            Poll::Pending => None,
        }
    }

    #[test]
    fn one_goes_and_the_others_wait_until_that_one_is_back() {
        let (errands, calls) = (Errands::<_, ()>::default(), Arc::<Calls>::default());
        let Some(Turn::Go(errand)) = poll(pin!(errands.turn(7)), &calls) else {
            panic!("nobody has gone")
        };
        let (mut second, mut third) = (pin!(errands.turn(7)), pin!(errands.turn(7)));
        assert!(poll(second.as_mut(), &calls).is_none() && poll(third.as_mut(), &calls).is_none());
        assert!(matches!(poll(pin!(errands.turn(8)), &calls), Some(Turn::Go(_))), "another thing");
        drop(errand);
        assert_eq!(calls.0.load(Ordering::Relaxed), 2);
        assert!(matches!(poll(second, &calls), Some(Turn::Look)));
        // What was only called back somebody else goes for.
        let turn = poll(pin!(errands.turn(7)), &calls);
        assert!(matches!(turn, Some(Turn::Go(_))));
        assert!(matches!(poll(third, &calls), Some(Turn::Look)));
    }

    #[test]
    fn who_goes_in_vain_goes_for_all_who_wait_and_for_nobody_after_them() {
        let (errands, calls) = (Errands::default(), Arc::<Calls>::default());
        let Some(Turn::Go(errand)) = poll(pin!(errands.turn(7)), &calls) else {
            panic!("nobody has gone")
        };
        let mut second = pin!(errands.turn(7));
        assert!(poll(second.as_mut(), &calls).is_none());
        errand.fail("gone");
        assert!(matches!(poll(second, &calls), Some(Turn::Failed("gone"))));
        assert!(matches!(poll(pin!(errands.turn(7)), &calls), Some(Turn::Go(_))));
    }
}
