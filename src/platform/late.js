// What comes late of the program: the loader has left word of it at the element's class, and
// of what it shares with the first part (xtask/src/split). A program in one piece has none.

export async function loadLate(part) {
  // The loader has its turn once the program has started, which is where this may be asked.
  await new Promise((resolve) => setTimeout(resolve));
  const late = customElements.get("dateline-map")?.late;
  if (!late) return;
  const [url, integrity] = late.parts[part];
  const response = await fetch(url, { integrity });
  await WebAssembly.instantiate(await response.arrayBuffer(), { first: late.first });
}

/**
 * Whether there is time for what nobody has asked for yet: once the page has nothing better to
 * do, and never for a reader who saves data.
 */
export async function isIdle() {
  if (navigator.connection?.saveData) return false;
  await new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: 3000 });
    else setTimeout(resolve, 300);
  });
  return true;
}

/** For how long pieces of work follow each other without a rest, milliseconds. */
const WORK_MS = 5;
let rested = 0;

/**
 * Fulfilled in a task of its own where one has been at work for long enough, so that the page can
 * answer; at once where not. Not by a timer: there may be hundreds of rests, and browsers put timers
 * off that follow one another.
 */
export async function rest() {
  if (performance.now() - rested < WORK_MS) return;
  await new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(0);
  });
  rested = performance.now();
}
