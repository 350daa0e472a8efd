// Whether there is time for what nobody has asked for yet: once the page has nothing better to
// do, and never for a reader who saves data.

export async function isIdle() {
  if (navigator.connection?.saveData) return false;
  await new Promise((resolve) => {
    if (globalThis.requestIdleCallback) requestIdleCallback(resolve, { timeout: 3000 });
    else setTimeout(resolve, 300);
  });
  return true;
}
