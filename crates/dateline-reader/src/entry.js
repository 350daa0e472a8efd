// The reader's way in, alike as a worker and as a module of the page. The names and the
// digest are filled in when the site is finished (xtask/src/dist/reader.rs).
import init, { Drawing, read_folder } from "./{bindings}";

const program = new URL("./{program}", import.meta.url);
const ready = init({ module_or_path: fetch(program, { integrity: "{digest}" }) });
// Whoever asks for something is told; until then a failure is nobody's.
ready.catch(() => {});

/** The story in the folder at `url` as the bytes of a pack. */
export async function readFolder(url) {
  await ready;
  return read_folder(url);
}

/** What makes pictures of the story in `pack`. */
export async function drawingOf(pack) {
  await ready;
  return new Drawing(pack);
}

if ("WorkerGlobalScope" in globalThis) {
  addEventListener("message", async ({ data }) => {
    const pack = await readFolder(data).catch(() => null);
    postMessage(pack, pack ? [pack.buffer] : []);
  });
}
