// How long files of one's own are read and packed in the worker beside the same program in the
// terminal, what of it the page's main thread does, and how much memory the worker takes:
//
//   cargo build --profile reader -p dateline-cli
//   node tests/e2e/measure-open.mjs [events] [path of that `dateline`]
//
// Both programs are compiled for speed alike. Needs the built site in `dist/` and Chromium. No test:
// nothing here can fail for being slow.
// Files have at most a million rows each, as many as are read of one.

import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openStory, startDevice, untilFound } from "./support/app.mjs";
import { startSite } from "./support/server.mjs";

const COUNT = Number(process.argv[2] ?? 1_000_000);
const TERMINAL = process.argv[3] ?? join(process.env.CARGO_TARGET_DIR ?? "target", "reader", "dateline");
const ROWS_PER_FILE = 1_000_000;
const KINDS = ["Shelling", "Air strike", "Clash", "Evacuation", "Talks"];

/** A row by its number: always the same. */
function row(n) {
  const day = new Date(Date.UTC(2012, 0, 1) + ((n * 7_919) % 2_000) * 86_400_000).toISOString().slice(0, 10);
  const [lat, lon] = [35 + ((n * 104_729) % 20_000) / 10_000, 36 + ((n * 15_485) % 50_000) / 10_000];
  return { id: `E${n}`, day, title: `Event ${n}`, kind: KINDS[n % KINDS.length], lat: lat.toFixed(4), lon: lon.toFixed(4), killed: n % 4 };
}

function csv(from, to) {
  const rows = ["id,date,title,category,lat,lon,killed,source"];
  for (let n = from; n < to; n += 1) {
    const { id, day, title, kind, lat, lon, killed } = row(n);
    rows.push(`${id},${day},${title},${kind},${lat},${lon},${killed},Gazette`);
  }
  return `${rows.join("\n")}\n`;
}

function geojson(from, to) {
  const features = [];
  for (let n = from; n < to; n += 1) {
    const { id, day, title, kind, lat, lon } = row(n);
    features.push(`{"type":"Feature","id":"${id}","properties":{"date":"${day}","title":"${title}","category":"${kind}"},"geometry":{"type":"Point","coordinates":[${lon},${lat}]}}`);
  }
  return `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
}

/** The reader's way in, which also tells how long it took and how much memory that was. */
function measuring(entry) {
  const watch = `const instantiate = WebAssembly.instantiateStreaming;
WebAssembly.instantiateStreaming = async (...all) => {
  const made = await instantiate(...all);
  globalThis.measured = made.instance.exports.memory;
  return made;
};
`;
  return entry
    .replace("const program =", `${watch}const program =`)
    .replace("const done = await answer(data).catch(() => null);", `await start();
    const begun = performance.now();
    const done = await answer(data).catch(() => null);
    if (done) Object.assign(done, { ms: performance.now() - begun, memory: globalThis.measured.buffer.byteLength });`);
}

const folder = await mkdtemp(join(tmpdir(), "dateline-measure-"));
const [site, device] = [await startSite(), await startDevice()];
const entry = await (await fetch(site.url("/dateline-reader.js"))).text();
site.replace("/dateline-reader.js", { body: measuring(entry), headers: { "Content-Type": "text/javascript" } });

const mib = (bytes) => `${(bytes / 2 ** 20).toFixed(0)} MiB`;
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

async function measure(kind, write) {
  const paths = [];
  let bytes = 0;
  for (let from = 0; from < COUNT; from += ROWS_PER_FILE) {
    const text = write(from, Math.min(from + ROWS_PER_FILE, COUNT));
    const path = join(folder, `${kind}-${paths.length + 1}.${kind}`);
    await writeFile(path, text);
    bytes += Buffer.byteLength(text);
    paths.push(path);
  }
  /** What the terminal takes for the same files, ms, and how it ends. */
  const inTerminal = (...given) => {
    const begun = performance.now();
    const { status, error } = spawnSync(TERMINAL, given, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (error) throw error;
    return { status, ms: performance.now() - begun };
  };
  const { status, ms: read } = inTerminal("check", ...paths);
  // The worker hands on a pack that it has read once more; so does this.
  const { ms: packed } = inTerminal("pack", ...paths, "-o", join(folder, `${kind}.dateline`));
  const { page, close } = await openStory(device, site, { path: "/#lang=en" });
  await page.evaluate(() => {
    const field = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "field" });
    document.body.append(field);
    window.longest = [];
    new PerformanceObserver((list) => window.longest.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  });
  await (await page.$("#field")).uploadFile(...paths);
  const told = await page.evaluate(async () => {
    const files = [...document.querySelector("#field").files];
    const reader = await import("/dateline-reader.js");
    window.longest = [];
    const { ms, memory, pack } = await reader.readFiles({ files, language: "en", choices: null, tell: () => {} });
    const reading = Math.max(0, ...window.longest);
    let parse = 0;
    if (files[0].name.endsWith("json")) {
      for (const file of files) {
        const text = await file.text();
        const begun = performance.now();
        JSON.parse(text);
        parse += performance.now() - begun;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    window.longest = [];
    return { ms, memory, pack: pack.byteLength, reading, parse };
  });
  // The same once more as a reader does it, with all that the page does afterwards.
  const whole = await page.evaluate(async () => {
    const begun = performance.now();
    const { events, skipped } = await document.querySelector("dateline-map").open([...document.querySelector("#field").files]);
    const open = performance.now() - begun;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return { events, skipped: skipped.length, open, tasks: window.longest.map(Math.round).sort((a, b) => b - a) };
  });
  await untilFound(page, ".dl-app");
  await close();
  console.log(`${kind}: ${COUNT} rows in ${paths.length} files, ${mib(bytes)}; ${whole.events} events, ${whole.skipped} problems listed; terminal exit ${status}`);
  console.log(`  read and packed in the worker ${seconds(told.ms)}, in the terminal ${seconds(packed)}: ${(told.ms / packed).toFixed(2)} times as long; read alone in the terminal ${seconds(read)}`);
  if (told.parse) console.log(`  JSON.parse of the same text in the same browser ${seconds(told.parse)}: the worker takes ${(told.ms / told.parse).toFixed(2)} times as long`);
  console.log(`  worker's memory at most ${mib(told.memory)}: input + ${((told.memory - bytes) / COUNT).toFixed(0)} bytes an event; pack ${mib(told.pack)}`);
  console.log(`  longest task of the page while the worker reads ${told.reading.toFixed(0)} ms; from files to map ${seconds(whole.open)}, long tasks ${whole.tasks.slice(0, 8).join(", ")} ms`);
}

await measure("csv", csv);
await measure("geojson", geojson);
await device.close();
await site.close();
await rm(folder, { recursive: true });
