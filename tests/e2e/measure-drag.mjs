// How much work on the main thread one step of a drag is (T15), with so many events:
//
//   node tests/e2e/measure-drag.mjs [events] [story's folder on the site]
//
// Needs the built site in `dist/` and Chromium. No test: nothing here can fail for being slow.

import { openOn, painted, setState, startDevice, stateOf, untilHands, untilReady } from "./support/app.mjs";
import { hostPage } from "./support/pages.mjs";
import { startSite } from "./support/server.mjs";

const COUNT = Number(process.argv[2] ?? 100_000);
const STEPS = 40;

/** A table of events spread over the last 60 days of the story and all of its kinds and areas. */
function table(kinds, areas) {
  const rows = ["id,date,title,category,area,verification,source"];
  for (let place = 0; place < COUNT; place += 1) {
    const day = new Date(Date.UTC(2016, 10, 1) + ((place * 7_919) % 60) * 86_400_000).toISOString().slice(0, 10);
    rows.push(`E${place},${day},Event,${kinds[place % kinds.length]},${areas[(place * 31) % areas.length]},confirmed,S`);
  }
  return rows.join("\n");
}

const site = await startSite();
const device = await startDevice();
const story = await (await fetch(site.url("/data/aleppo/story.json"))).json();
const areas = (await (await fetch(site.url("/data/aleppo/areas.geojson"))).json()).features.map((area) => area.id ?? area.properties.id);
site.replace("/data/aleppo/events.csv", { body: table(story.categories.map(({ id }) => id), areas) });
site.replace("/own.html", { body: hostPage() });
const { page } = await openOn(device, { width: 1280, height: 900 });
await page.goto(site.url("/own.html"), { waitUntil: "load" });
await untilReady(page);
await untilHands(page);
const { counts } = await stateOf(page);
for (const [name, mode, selector] of [["moment", "moment", ".dl-thumb-moment"], ["window", "window", ".dl-thumb-window"], ["end", "window", ".dl-thumb-end"]]) {
  await setState(page, { t: "2016-12-06", mode, from: "2016-11-20", to: "2016-11-29" });
  await painted(page);
  const before = await page.metrics();
  const longest = await page.evaluate(async (wanted, steps) => {
    const root = document.querySelector("dateline-map").shadowRoot;
    const [track, grip] = [root.querySelector(".dl-track"), root.querySelector(`${wanted} .dl-thumb-grip`)];
    const box = grip.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const send = (type, by) => track.dispatchEvent(new PointerEvent(type, {
      pointerId: 1, pointerType: "mouse", bubbles: true, cancelable: true, button: 0, clientX: x + by, clientY: y,
    }));
    const times = [];
    send("pointerdown", 0);
    for (let step = 0; step < steps; step += 1) {
      const start = performance.now();
      send("pointermove", 150 * Math.sin(step / 10));
      // Effects run after the event, in the same task.
      await Promise.resolve();
      await new Promise((resolve) => setTimeout(resolve));
      times.push(performance.now() - start);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    send("pointerup", 0);
    times.sort((a, b) => a - b);
    return { median: times[times.length >> 1], p95: times[Math.floor(times.length * 0.95)] };
  }, selector, STEPS);
  const now = await page.metrics();
  const each = (key) => (((now[key] - before[key]) * 1000) / STEPS).toFixed(1);
  console.log(`${name}: ${counts.events} events; per step ${each("TaskDuration")} ms of tasks, of it ${each("ScriptDuration")} ms script, ${each("LayoutDuration")} ms layout, ${each("RecalcStyleDuration")} ms style; until the event is answered median ${longest.median.toFixed(1)} ms, p95 ${longest.p95.toFixed(1)} ms`);
}
await device.close();
await site.close();
