// How long the page is kept from answering while large vector tiles arrive:
//
//   node tests/e2e/measure-tiles.mjs [streets in a tile]
//
// with WebGL2 and in the picture that stands in for it. Needs the built site in `dist/` and
// Chromium. No test: nothing here can fail for being slow.

import { openOn, painted, retry, setState, startDevice, untilReady } from "./support/app.mjs";
import { startSite } from "./support/server.mjs";
import { CENTRE, FOLDER, VECTOR, around, serveTiled } from "./support/tiled.mjs";
import { archive, townTile } from "./support/tiles.mjs";

const COUNT = Number(process.argv[2] ?? 3_000);
const tile = townTile({ count: COUNT });
const body = archive(around([7]).map((place) => [...place, tile]), { least: 7, greatest: 7 });

const site = await startSite();
const loader = await (await fetch(site.url("/dateline.js"))).text();
for (const [name, args] of [["WebGL2", []], ["the picture", ["--disable-3d-apis"]]]) {
  const device = await startDevice({ args });
  site.replace(`${FOLDER}ground.pmtiles`, { body, ranges: true });
  const { page } = await openOn(device, { width: 1280, height: 720 });
  await page.evaluateOnNewDocument(() => {
    window.uploads = 0;
    const { bufferData } = WebGL2RenderingContext.prototype;
    WebGL2RenderingContext.prototype.bufferData = function (target, data, ...rest) {
      if (data.byteLength > 1_000_000) window.uploads += 1;
      return bufferData.call(this, target, data, ...rest);
    };
  });
  const letGo = site.hold(`/${/dateline-tile-[0-9a-f]+\.wasm/.exec(loader)[0]}`);
  await page.goto(site.url(serveTiled(site, VECTOR)), { waitUntil: "load" });
  await untilReady(page);
  await painted(page);
  const session = await page.createCDPSession();
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  const ended = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.start", { categories: "disabled-by-default-devtools.timeline,devtools.timeline,toplevel,__metadata" });
  letGo();
  // Where there is WebGL2, a tile is there when its lines are given to the graphics card.
  const seen = () => page.evaluate(() => {
    const drawing = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-drawing[src]");
    return drawing ? drawing.src.split("<svg x").length > 3 : window.uploads > 3;
  });
  await retry("tiles", seen);
  await painted(page);
  await setState(page, { view: { ...CENTRE, zoom: 9.2 } });
  await painted(page);
  await session.send("Tracing.end");
  await ended;
  const isMain = (one) => one.name === "thread_name" && one.args.name === "CrRendererMain";
  const threads = new Set(events.filter(isMain).map(({ pid, tid }) => `${pid}.${tid}`));
  const tasks = events.filter((one) => one.name === "RunTask" && one.dur && threads.has(`${one.pid}.${one.tid}`));
  const longest = tasks.map(({ dur }) => dur / 1000).sort((a, b) => b - a).slice(0, 8);
  console.log(`${name}: tiles of ${tile.length} bytes; longest tasks ${longest.map((ms) => ms.toFixed(1)).join(", ")} ms`);
  await device.close();
}
await site.close();
