// The reader of plain folders and files is a program of its own (crates/dateline-reader),
// loaded only when somebody wants it. It lies beside the loader: where this file is once it is
// bundled, and above the folder of snippets before.

const READER = new URL("dateline-reader.js", import.meta.url.replace(/snippets\/[^/]+\/src\/platform\/reader\.js.*$/, ""));

/** What `name` of the reader's way in (crates/dateline-reader/src/entry.js) answers. */
export const ask = async (name, argument) => (await import(READER.href))[name](argument);
