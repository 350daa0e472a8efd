// A static server on this machine's loopback, for one test file at a time.
//
// Serves the built site with the headers that ship with it (`_headers`), so that every
// test runs under the published policy. A test may replace a file or let it fail, and may
// start a second server for the pages of "another site".

import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".geojson": "application/geo+json",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".mjs": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webp": "image/webp",
  ".woff2": "font/woff2",
};

/** The folder of the built site. */
export const DIST = process.env.DATELINE_DIST ?? fileURLToPath(new URL("../../../dist", import.meta.url));

/** The built site, with its own headers. */
export async function startSite() {
  const rules = parseHeaders(await readFile(join(DIST, "_headers"), "utf8"));
  return startServer({ folder: DIST, rules });
}

/**
 * Pages of another site: `pages` maps a path to its text, `headers` go with each of them.
 */
export async function startHost(pages, headers = {}) {
  const rules = [{ path: "/*", set: Object.entries(headers), drop: [] }];
  const host = await startServer({ folder: null, rules });
  for (const [path, body] of Object.entries(pages)) host.replace(path, { body });
  return host;
}

async function startServer({ folder, rules }) {
  const replaced = new Map();
  const log = [];
  const server = createServer((request, response) => {
    answer({ folder, rules, replaced, log }, request, response).catch((error) => {
      response.writeHead(500).end(String(error));
    });
  });
  // By itself it would end a connection after five seconds, and thus in the middle of a slow test.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    /** The address of `path` on this server. */
    url: (path = "/") => new URL(path, origin).href,
    /** Each request so far: `{ method, path, status, referrer }`. */
    log,
    /** How many answers were given for paths that match `pattern`. */
    count: (pattern) => log.filter((entry) => pattern.test(entry.path)).length,
    /**
     * Answers `path` with `{ body, status, type, headers }` from now on; what is
     * left out stays as it is. With `ranges` parts of the body may be asked for, with
     * `cutAfter` the connection breaks after so many bytes of it. Returns a function that takes
     * it back.
     */
    replace(path, answer) {
      replaced.set(path, answer);
      return () => replaced.delete(path);
    },
    /** Breaks the connection for `path` from now on, as a lost network would. */
    cut(path) {
      replaced.set(path, { isCut: true });
      return () => replaced.delete(path);
    },
    /**
     * Keeps whoever asks for `path` waiting until the function that it returns is called;
     * nothing that waits on the answer can happen before, however slow the machine.
     */
    hold(path) {
      let letGo;
      const until = new Promise((resolve) => (letGo = resolve));
      replaced.set(path, { until, letGo });
      return () => {
        replaced.delete(path);
        letGo();
      };
    },
    /** Takes back all that `replace`, `cut` and `hold` did, and empties the log. */
    reset() {
      for (const { letGo } of replaced.values()) letGo?.();
      replaced.clear();
      log.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}

async function answer({ folder, rules, replaced, log }, request, response) {
  const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
  const other = replaced.get(path) ?? {};
  const entry = { method: request.method, path, status: 0, referrer: request.headers.referer ?? "" };
  log.push(entry);
  if (other.isCut) return request.socket.destroy();
  await other.until;

  const headers = headersFor(rules, path);
  const send = (status, more, body) => {
    entry.status = status;
    response.writeHead(status, { ...headers, ...more, ...other.headers });
    if (request.method === "HEAD" || body === undefined) return response.end();
    return typeof body.pipe === "function" ? body.pipe(response) : response.end(body);
  };
  if (!["GET", "HEAD"].includes(request.method)) return send(405, { Allow: "GET, HEAD" });
  if (other.cutAfter !== undefined) return sendCut(other, request, response, headers);
  const name = path.endsWith("/") ? `${path}index.html` : path;
  const type = other.type ?? TYPES[extname(name)] ?? "application/octet-stream";
  if (other.ranges && request.headers.range) return sendPart(other.body, request.headers.range, send);
  if (other.body !== undefined || (other.status ?? 200) !== 200) {
    return send(other.status ?? 200, { "Content-Type": other.type ?? TYPES[extname(name)] ?? TYPES[".html"] }, other.body ?? "");
  }
  const file = await fileIn(folder, name);
  if (!file) return send(404, { "Content-Type": "text/plain" }, "not found");
  return sendFile(file, type, request.headers.range, send);
}

/** Announces the whole body and breaks off. */
function sendCut({ body, cutAfter }, request, response, headers) {
  response.writeHead(200, { ...headers, "Content-Length": body.length });
  response.write(body.subarray(0, cutAfter), () => request.socket.destroy());
}

/** A part of a body that is in memory. */
function sendPart(body, range, send) {
  const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(range).map(Number);
  const part = body.subarray(first, last + 1);
  const more = { "Content-Range": `bytes ${first}-${first + part.length - 1}/${body.length}` };
  return send(206, { "Content-Type": "application/octet-stream", ...more }, part);
}

/** The file of the folder with this name and its size; nothing outside the folder. */
async function fileIn(folder, name) {
  if (!folder) return null;
  const path = normalize(join(folder, name));
  if (!path.startsWith(folder + sep)) return null;
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? { path, size: found.size } : null;
}

function sendFile(file, type, range, send) {
  const base = { "Content-Type": type, "Accept-Ranges": "bytes" };
  const asked = /^bytes=(\d*)-(\d*)$/.exec(range ?? "");
  if (!asked || (asked[1] === "" && asked[2] === "")) {
    return send(200, { ...base, "Content-Length": file.size }, createReadStream(file.path));
  }
  const isSuffix = asked[1] === "";
  const start = isSuffix ? Math.max(0, file.size - Number(asked[2])) : Number(asked[1]);
  const end = isSuffix || asked[2] === "" ? file.size - 1 : Math.min(Number(asked[2]), file.size - 1);
  if (start > end) return send(416, { "Content-Range": `bytes */${file.size}` });
  const more = { "Content-Length": end - start + 1, "Content-Range": `bytes ${start}-${end}/${file.size}` };
  return send(206, { ...base, ...more }, createReadStream(file.path, { start, end }));
}

/** Reads the lines of a `_headers` file: a path, then what to set or (`!`) drop for it. */
export function parseHeaders(text) {
  const rules = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("/")) rules.push({ path: line.trim(), set: [], drop: [] });
    else if (/^\s+!/.test(line)) rules.at(-1)?.drop.push(line.replace("!", "").trim().toLowerCase());
    else if (/^\s+[\w-]+:/.test(line)) {
      const colon = line.indexOf(":");
      rules.at(-1)?.set.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

function headersFor(rules, path) {
  const headers = {};
  for (const rule of rules) {
    const matches = rule.path.endsWith("*") ? path.startsWith(rule.path.slice(0, -1)) : path === rule.path;
    if (!matches) continue;
    for (const name of rule.drop) delete headers[Object.keys(headers).find((key) => key.toLowerCase() === name)];
    for (const [name, value] of rule.set) headers[name] = value;
  }
  return headers;
}
