// The reader's way in, alike as a worker and as a module of the page. The names and the
// digest are filled in when the site is finished (xtask/src/dist/reader.rs).
import init, { Drawing, keep_files, read_files, read_folder } from "./{bindings}";

const program = new URL("./{program}", import.meta.url);
/** No file with more bytes is read. */
const MOST_BYTES = 2 ** 30;
/** The first bytes of a packed story, and how many it may have at most (docs/pack-format.md). */
const PACKED = [0x8d, 0x44, 0x54, 0x4c];
const MOST_PACKED_BYTES = 2 ** 28;
/** How often somebody is told of the progress at most, milliseconds. */
const TELL_EVERY_MS = 100;
const IS_WORKER = "WorkerGlobalScope" in globalThis;
/**
 * Whether a worker may be made: not by a page of another origin, nor in a frame without one,
 * where the origin is "null". Asked all the same, some browsers complain.
 */
const MAY_WORK = !IS_WORKER && new URL(import.meta.url).origin === location.origin;

let starting;

/** Fulfilled once the program may be called. One that did not arrive is fetched anew. */
function start() {
  starting ??= init({ module_or_path: fetch(program, { integrity: "{digest}" }) }).catch((error) => {
    starting = undefined;
    throw error;
  });
  return starting;
}

/**
 * The story in the folder at `url` as the bytes of a pack: read in a worker where one can be
 * made, else here.
 */
export async function readFolder(url) {
  if (MAY_WORK) {
    try {
      const { pack } = await readInWorker({ url });
      return pack;
    } catch {
      // The policy of the page forbids it, or the worker did not get far.
    }
  }
  await start();
  return read_folder(url);
}

/**
 * What the `files` of a task tell as `{ pack, kinds, files, alike }`, or, if it says `keeps`, their
 * story folder as `{ zip }`; of a packed story its bytes, and as `beside` those of its details, if
 * they are a file of their own. Null if the work broke off or was ended. They are read in a worker where
 * one can be made, else here. The worker takes the files themselves, whose bytes never come to
 * the page. `stop` of the task ends the worker; what runs here cannot be ended.
 */
export async function readFiles(task) {
  const { files, language, choices, keeps, tell } = task;
  const question = { files, language, choices, keeps };
  if (MAY_WORK) {
    let hasBegun = false;
    try {
      const begun = (progress) => {
        hasBegun = true;
        tell(progress);
      };
      return await readInWorker(question, begun, task);
    } catch {
      // What was too much for a worker would be too much for the page.
      if (task.stopped || hasBegun) return null;
    }
  }
  await start();
  return task.stopped ? null : filesHere(question, tell).catch(() => null);
}

/** What makes pictures of the story in `pack`. */
export async function drawingOf(pack) {
  await start();
  return new Drawing(pack);
}

/**
 * Hands over the story folder of a task's files as a ZIP under the task's name; the answer says
 * whether there is one.
 */
export async function saveFolder(task) {
  const kept = await readFiles({ ...task, keeps: true, tell: () => {} });
  if (kept?.zip) save({ name: task.name, kind: "application/zip", content: kept.zip });
  return Boolean(kept?.zip);
}

/**
 * The file at an address of the page's own origin or of the one that the program came from; null
 * for an address anywhere else, which is not asked. Without cookies.
 */
export async function fetchFile(address) {
  let url;
  try {
    url = new URL(address, document.baseURI);
  } catch {
    return null;
  }
  if (![location.origin, new URL(import.meta.url).origin].includes(url.origin)) return null;
  const response = await fetch(url, { credentials: "omit" });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return new File([await response.blob()], nameOf(url) || "file");
}

/** The name of a file by its address, where a percent sign may stand for itself. */
function nameOf(url) {
  const name = url.pathname.split("/").pop();
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

/** Hands over a file that the browser keeps. */
export function save({ name, kind, content }) {
  const url = URL.createObjectURL(new Blob([content], { type: kind }));
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function readInWorker(question, tell, task) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(import.meta.url, { type: "module" });
    const end = (settle, value) => {
      worker.terminate();
      settle(value);
    };
    if (task) {
      task.stop = () => end(reject);
      if (task.stopped) end(reject);
    }
    worker.onmessage = ({ data: { progress, done } }) => {
      if (progress) tell(progress);
      else if (done) end(resolve, done);
      else end(reject);
    };
    worker.onerror = (event) => {
      // What failed here is tried again above; nobody else need hear of it.
      event.preventDefault();
      end(reject);
    };
    worker.postMessage(question);
  });
}

/**
 * A file whose bytes can be asked for at once: from the browser, as a worker may, else from memory.
 * Asking fails where it cannot be read; one that is gone or a folder, of which some browsers say
 * that it has no bytes, is to be asked for one.
 */
async function handed(file) {
  const { name } = file;
  const reader = IS_WORKER ? new FileReaderSync() : null;
  let [size, bytes] = [file.size, null];
  try {
    if (reader && !size) reader.readAsArrayBuffer(file);
    if (!reader) bytes = await file.slice(0, MOST_BYTES).arrayBuffer();
  } catch {
    size ||= 1;
  }
  const part = (from, to) => (reader ? reader.readAsArrayBuffer(file.slice(from, to)) : bytes.slice(from, to));
  return { name, size, read: (from, to) => new Uint8Array(part(from, to)) };
}

/**
 * What there is to hand on if the files are a packed story, alone or with its details; null of any
 * others, and where one cannot be had, of which the reader of files tells.
 */
async function packedIn(files) {
  if (files.length > 2 || files.some(({ size }) => size > MOST_PACKED_BYTES)) return null;
  try {
    const read = await Promise.all(files.map(async (file) => new Uint8Array(await file.slice(0, PACKED.length).arrayBuffer())));
    if (!read.every((head) => PACKED.every((byte, place) => head[place] === byte))) return null;
    const isBeside = (file) => file.name.includes(".details");
    const [story, details] = [...files].sort((one, other) => isBeside(one) - isBeside(other));
    const bytes = async (file) => file && new Uint8Array(await file.arrayBuffer());
    return { pack: await bytes(story), beside: await bytes(details), kinds: "dateline", files: [], alike: [] };
  } catch {
    return null;
  }
}

async function filesHere({ files, language, choices, keeps }, tell) {
  tell([0, 0, files.length, 0]);
  const packed = keeps ? null : await packedIn(files);
  if (packed) return packed;
  const given = [];
  for (const file of files) given.push(await handed(file));
  let last = performance.now();
  const told = (...at) => {
    if (performance.now() - last < TELL_EVERY_MS) return;
    last = performance.now();
    tell(at);
  };
  const question = [given, language, choices, told];
  return keeps ? { zip: keep_files(...question) } : read_files(...question);
}

if (IS_WORKER) {
  const answer = async (question) => {
    await start();
    if (question.url) return { pack: await read_folder(question.url) };
    return filesHere(question, (progress) => postMessage({ progress }));
  };
  addEventListener("message", async ({ data }) => {
    const done = await answer(data).catch(() => null);
    const bytes = done?.pack ?? done?.zip;
    postMessage({ done }, bytes ? [bytes.buffer] : []);
  });
}
