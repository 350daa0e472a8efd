// The reader of plain folders is a program of its own (crates/dateline-reader), loaded only
// when somebody wants it. It lies beside the loader: where this file is once it is bundled,
// and above the folder of snippets before.

const READER = new URL("dateline-reader.js", import.meta.url.replace(/snippets\/[^/]+\/src\/platform\/reader\.js.*$/, ""));

/**
 * The story in the folder at `url` as the bytes of a pack: read in a worker where one can
 * be made, else here. A page of another origin and a frame without an origin may make none.
 */
export async function readFolder(url) {
  // Of a frame without an origin this is "null". Asked all the same, some browsers complain.
  if (READER.origin === location.origin) {
    try {
      return await readInWorker(url);
    } catch {
      // The policy of the page forbids it, or the worker did not get far.
    }
  }
  const reader = await import(READER.href);
  return reader.readFolder(url);
}

function readInWorker(url) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(READER, { type: "module" });
    const end = (settle, value) => {
      worker.terminate();
      settle(value);
    };
    worker.onmessage = ({ data }) => (data ? end(resolve, data) : end(reject));
    worker.onerror = (event) => {
      // What failed here is tried again below; nobody else need hear of it.
      event.preventDefault();
      end(reject);
    };
    worker.postMessage(url);
  });
}

/** What makes SVG pictures of the story in `pack`. */
export async function drawingOf(pack) {
  const reader = await import(READER.href);
  return reader.drawingOf(pack);
}
