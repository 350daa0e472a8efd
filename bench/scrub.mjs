// A window of 30 days over ten years of made-up events, moved step by step: how long until
// other pixels stand on the screen, in our map, in our map where nothing can be passed by, and
// in two other libraries; then a clock over 20 000 areas. One run of one browser.
//
//   cargo xtask bench scrub [name of a system …]
//
// Prints a table, in ms: from the change until the first other picture is on the screen and
// until the last one (half of the steps take less; `p95` of 20 take less), all tasks of the main
// thread for such a step, and its work on a step that is one of many, a day a frame, until the
// frame is handed over. Then what that work is: script and the calls of WebGL in it (which wait
// for the picture where no card draws it), style, layout, and the rest, which is paint and what
// the browser does for any frame; how often layout and styles are worked out, and what goes to
// WebGL. `bare` is the floor of the machine: canvases of that size that are only cleared.
// Prints ratios of the times until the last picture. No test: nothing here fails for being slow,
// but it does where two systems show different numbers of events.

import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { openOn, painted, startDevice, untilFound } from "../tests/e2e/support/app.mjs";
import { startHost, startSite } from "../tests/e2e/support/server.mjs";
import { watchScreen } from "./screen.mjs";
import { SIZE, about, readyOurs, serveBare, serveOurs, servePeer } from "./systems.mjs";

const DAY = 86_400;
const FIRST = Date.UTC(2016, 0, 1) / 1000;
const WINDOW = 30 * DAY;
const SHOTS = fileURLToPath(new URL("../tests/e2e/artifacts", import.meta.url));

/** Windows all over the ten years, some beside each other, none twice. */
function windows(count) {
  const starts = Array.from({ length: count }, (_, step) => 100 + ((step * 977) % (about.days - 200)));
  return starts.map((day) => [FIRST + day * DAY, FIRST + day * DAY + WINDOW]);
}

/** A window that is drawn on by a day a frame. */
const SERIES = Array.from({ length: 120 }, (_, step) => [FIRST + (900 + step) * DAY, FIRST + (900 + step) * DAY + WINDOW]);

const STEPS = windows(24);
const [device, site, host] = [await startDevice(), await startSite(), await startHost({})];

const SYSTEMS = {
  bare: { label: "bare: WebGL2, cleared", open: (page) => openBare(page, false), steps: STEPS },
  bare2d: { label: "bare: and a canvas of names", open: (page) => openBare(page, true), steps: STEPS },
  ours: { label: "ours, 1 000 000", open: (page) => openOurs(page, "million", "none"), steps: STEPS },
  scan: { label: "ours, every event looked at", open: (page) => openOurs(page, "million-scanned", "none", [about.lasting]), steps: STEPS.slice(0, 12) },
  maplibre: { label: "MapLibre GL, 1 000 000", open: (page) => openPeer(page, "maplibre", "million"), steps: STEPS.slice(0, 8) },
  hundred: { label: "ours, 100 000", open: (page) => openOurs(page, "hundred", "none"), steps: STEPS },
  leaflet: { label: "Leaflet.timeline, 100 000", open: (page) => openPeer(page, "leaflet", "hundred"), steps: STEPS.slice(0, 12) },
  whole: { label: "ours with timeline and list, 1 000 000", open: (page) => openOurs(page, "million", "full"), steps: STEPS },
  areas: { label: "20 000 areas, a step of the clock", open: (page) => openOurs(page, "areas", "none"), steps: STEPS, isClock: true },
};

async function openOurs(page, story, controls, hides = []) {
  await page.goto(await serveOurs(site, story, controls), { waitUntil: "load" });
  await readyOurs(page, { hides });
  if (controls === "full") await untilFound(page, ".dl-groups, .dl-thumb-moment");
  await painted(page);
}

async function openPeer(page, name, events) {
  await page.goto(await servePeer(host, name, events, STEPS[0]), { waitUntil: "load" });
  await page.waitForFunction("globalThis.bench", { timeout: 300_000 });
}

async function openBare(page, has2d) {
  await page.goto(serveBare(host, has2d), { waitUntil: "load" });
  await page.waitForFunction("globalThis.bench");
}

async function measure(name, { open, steps, isClock }) {
  const opened = await openOn(device, SIZE);
  const { page } = opened;
  page.setDefaultTimeout(600_000);
  await open(page);
  if (!(await page.evaluate(() => bench.webgl2()))) throw new Error(`${name}: no WebGL2`);
  const screen = await watchScreen(page);
  const change = isClock ? ([from]) => bench.moment(from) : ([from, to]) => bench.set(from, to);
  // Twice, so that whatever is made at first has been made.
  for (const one of windows(30).slice(-2)) await screen.step(change, one);
  const [times, counts] = [[], []];
  for (const one of steps) {
    times.push(await screen.step(change, one));
    await page.waitForFunction(() => bench.settled?.() ?? true);
    counts.push(isClock ? 0 : await page.evaluate(() => bench.count()));
  }
  const work = await screen.series(change, SERIES);
  const parts = await screen.parts(change, SERIES);
  await mkdir(SHOTS, { recursive: true });
  await writeFile(`${SHOTS}/scrub-${name}.png`, await page.screenshot({ type: "png" }));
  if (opened.record.pageErrors.length > 0) throw new Error(opened.record.pageErrors.join("\n"));
  await screen.close();
  await opened.close();
  return { times, counts, parts, work: work.sort((a, b) => a - b) };
}

const sorted = (times, key) => times.map((one) => one[key]).sort((a, b) => a - b);
const median = (list) => list[list.length >> 1];
const p95 = (list) => list[Math.min(list.length - 1, Math.floor(list.length * 0.95))];
const ms = (value) => value.toFixed(1).padStart(9);

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SYSTEMS);
const found = {};
console.log(`${"ms".padEnd(42)} ${"first".padStart(9)} ${"whole".padStart(9)} ${"p95".padStart(9)} ${"tasks".padStart(9)} ${"work".padStart(9)} ${"p95".padStart(9)}   shown`);
for (const name of wanted) {
  const { times, counts, parts, work } = await measure(name, SYSTEMS[name]);
  const [first, whole, tasks] = ["first_ms", "whole_ms", "tasks_ms"].map((key) => sorted(times, key));
  found[name] = { whole: median(whole), counts, parts };
  const columns = [median(first), median(whole), p95(whole), median(tasks), median(work), p95(work)].map(ms).join(" ");
  console.log(`${SYSTEMS[name].label.padEnd(42)} ${columns}   ${median([...counts].sort((a, b) => a - b))}`);
}
await Promise.all([device.close(), site.close(), host.close()]);

console.log(`\n${"by the step of a series".padEnd(42)} ${["tasks", "script", "of it GL", "style", "layout", "rest"].map((word) => word.padStart(9)).join(" ")}   layouts, styles, draws, points, bytes up`);
for (const [name, { parts }] of Object.entries(found)) {
  const rest = parts.tasks - parts.script - parts.style - parts.layout;
  const columns = [parts.tasks, parts.script, parts.gl, parts.style, parts.layout, rest].map(ms).join(" ");
  const counted = [parts.layouts, parts.styles, parts.draws].map((one) => one.toFixed(1));
  console.log(`${SYSTEMS[name].label.padEnd(42)} ${columns}   ${[...counted, Math.round(parts.points), Math.round(parts.uploaded)].join(", ")}`);
}

/** What a system takes beyond what the machine takes for any picture. */
function beyond(name) {
  const floor = found.bare2d ?? found.bare;
  if (!floor || !found[name]) return;
  console.log(`${name}: ${(found[name].whole - floor.whole).toFixed(1)} ms more to the whole picture than the bare canvases`);
}
["ours", "scan", "areas"].forEach(beyond);

/** Both showed the same numbers of events, window by window. */
function agree(one, other) {
  const [a, b] = [found[one]?.counts, found[other]?.counts];
  if (!a || !b) return;
  const differs = b.findIndex((count, step) => count !== a[step]);
  if (differs >= 0) throw new Error(`${one} shows ${a[differs]} events, ${other} ${b[differs]}, in window ${differs}`);
  console.log(`${other} takes ${(found[other].whole / found[one].whole).toFixed(1)} times as long as ${one}; the same counts in ${b.length} windows`);
}
agree("ours", "scan");
agree("ours", "maplibre");
agree("hundred", "leaflet");
