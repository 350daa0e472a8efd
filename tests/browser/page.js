// What the tests do to their page by way of JavaScript.
//
// In one file, and the program's own scripts are few: the runner's server keeps each of a
// browser's connections on a thread, and those that wait for a seventh script wait for ever.

const packs = new Map();
const fetched = window.fetch.bind(window);
window.fetch = (address, options) => {
  const pack = packs.get(new URL(address, location.href).pathname);
  return pack ? Promise.resolve(new Response(pack)) : fetched(address, options);
};
/** From now on the file at `path` is there. */
export const serve = (path, pack) => void packs.set(path, pack.slice());

/** Turns the wheel with Ctrl over a part of the track. */
export const turn = (track, share, delta) => {
  const { left, width, top } = track.getBoundingClientRect();
  track.dispatchEvent(new WheelEvent('wheel', {
    deltaY: delta, ctrlKey: true, clientX: left + share * width, clientY: top + 30,
    bubbles: true, cancelable: true, composed: true,
  }));
};
