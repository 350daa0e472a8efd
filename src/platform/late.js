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
