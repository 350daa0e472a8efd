// What failed, and nothing else: a second reporter for the runner of Node.js. What it writes is
// printed once more at the very end of a run, below what all other steps have printed.

import { basename } from "node:path";
import { inspect } from "node:util";

/** Lines of an error that say enough; a picture or a page in words may have thousands. */
const LINES_AT_MOST = 40;

export default async function* failures(source) {
  for await (const { type, data } of source) {
    // A group fails because one of its tests did, which has been told by then.
    if (type !== "test:fail" || data.details.error?.failureType === "subtestsFailed") continue;
    const { error, duration_ms: took } = data.details;
    const place = data.file ? `${basename(data.file)}:${data.line}` : "";
    // Where a whole file fell, its cause is a word, and the error around it has the signal.
    const cause = typeof error?.cause === "object" && error.cause !== null ? error.cause : error;
    const said = inspect(cause).split("\n").slice(0, LINES_AT_MOST);
    yield `✖ ${place} ${data.name} (${Math.round(took)} ms)\n${said.map((line) => `    ${line}`).join("\n")}\n`;
  }
}
