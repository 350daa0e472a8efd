// Pauses of the page that last until a test says so, and thus no shorter than a slow machine needs
// to look at what is during one.

/**
 * In the page, before anything of it: keeps what waits for as long as a pause after a failure or
 * longer, until it is let go of.
 */
export function holdPauses() {
  const held = new Map();
  let areHeld = true;
  window.letGo = () => {
    // What fails after this waits as long as it is told to.
    areHeld = false;
    for (const [key, act] of [...held]) {
      held.delete(key);
      act();
    }
  };
  const { setTimeout, clearTimeout } = window;
  let last = 0;
  window.setTimeout = (act, delay, ...rest) => {
    if (!areHeld || !(delay >= 1000)) return setTimeout(act, delay, ...rest);
    last -= 1;
    held.set(last, act);
    return last;
  };
  window.clearTimeout = (key) => held.delete(key) || clearTimeout(key);
}
