// What keeps a page fluid with very much data: nothing done twice, nothing done for a map
// that nobody sees. Counts calls, never milliseconds.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { click, openOn, openStory, painted, retry, setState, stateOf, textOf, untilFound, untilHands, untilReady } from "./support/app.mjs";
import { readCases, serveCase } from "./support/images.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { withSite } from "./support/suite.mjs";

const CASE = (await readCases()).find(({ name }) => name === "groups");
/** More than are drawn one by one. */
const COUNT = 40_000;

/** So many events over the days of January 2020. */
function manyEvents() {
  const rows = Array.from({ length: COUNT }, (_, place) => {
    const [day, x, y] = [1 + (place % 30), place % 211, place % 173];
    const position = `${(50 + y / 5000).toFixed(4)},${(10 + x / 3000).toFixed(4)}`;
    return `e${place},2020-01-${String(day).padStart(2, "0")},${position},exact,circle,event,confirmed,Gazette`;
  });
  return `id,date,lat,lon,geo_precision,category,title,verification,source\n${rows.join("\n")}\n`;
}

/** In the page, before anything of it: counts what goes to WebGL. */
function countWork() {
  const work = { drawn: 0, uploaded: 0 };
  globalThis.work = work;
  const prototype = WebGL2RenderingContext.prototype;
  for (const name of ["drawArrays", "bufferData", "bufferSubData", "texImage2D", "texSubImage2D"]) {
    const call = prototype[name];
    prototype[name] = function (...given) {
      if (name === "drawArrays") work.drawn += given[2];
      else work.uploaded += 1;
      return call.apply(this, given);
    };
  }
}

describe("very much data", () => {
  const suite = withSite();

  async function open() {
    const opened = await openOn(suite.device, { width: 1000, height: 800 });
    suite.toClose.push(opened.close);
    await opened.page.evaluateOnNewDocument(countWork);
    const path = await serveCase(suite.site, { ...CASE, lang: "en", width: 900, height: 700 });
    suite.site.replace("/data/groups/events.csv", { body: manyEvents() });
    await opened.page.goto(suite.site.url(path), { waitUntil: "load" });
    await untilReady(opened.page);
    return opened;
  }

  test("a step of the clock uploads nothing and draws no more than its window", async () => {
    const { page } = await open();
    await untilFound(page, ".dl-groups");
    // From near, so that few are in view and each is drawn by itself.
    const view = { lon: 10.03, lat: 50.015, zoom: 19 };
    await setState(page, { mode: "window", from: "2020-01-03", to: "2020-01-03", view });
    await painted(page);
    await page.evaluate(() => Object.assign(globalThis.work, { drawn: 0, uploaded: 0 }));
    await setState(page, { from: "2020-01-10", to: "2020-01-10" });
    await painted(page);
    const { drawn, uploaded } = await page.evaluate(() => globalThis.work);
    assert.equal(uploaded, 0);
    // The day's, and what shares their blocks, in each picture that was drawn on the way.
    assert.ok(drawn > 0 && drawn <= 4 * (COUNT / 30 + 512), `${drawn} marks`);
  });

  test("says that marks wait for what groups them where it does not arrive, and tries again", async () => {
    const loader = await (await fetch(suite.site.url("/dateline.js"))).text();
    const giveBack = suite.site.cut(`/${/dateline-late-[0-9a-f]+\.wasm/.exec(loader)[0]}`);
    const { page, record } = await open();
    await setState(page, { mode: "window", from: "2020-01-01", to: "2020-01-31" });
    await untilFound(page, ".dl-no-webgl .dl-link");
    assert.match(await textOf(page, ".dl-no-webgl"), /did not arrive/);
    // With few enough they are drawn, and there is nothing to say.
    await setState(page, { from: "2020-01-03", to: "2020-01-04" });
    await retry("no word", async () => (await textOf(page, ".dl-no-webgl")) === "");
    await setState(page, { from: "2020-01-01", to: "2020-01-31" });
    await untilFound(page, ".dl-no-webgl .dl-link");
    giveBack();
    await click(page, ".dl-no-webgl .dl-link");
    await untilFound(page, ".dl-groups:not([hidden]) .dl-group");
    assert.equal(await textOf(page, ".dl-no-webgl"), "");
    // Firefox tells as an error what the policy of the page around says of its own style.
    assert.deepEqual(record.pageErrors.filter((error) => !/inline style/.test(error)), []);
  });

  test("a map that plays stands still while it is out of sight, and goes on when it is back", async () => {
    const map = '<dateline-map src="/data/aleppo.dateline" lang="en" style="display:block;block-size:600px"></dateline-map>';
    suite.site.replace("/far.html", { body: pageWith(`${map}<div style="block-size:6000px"></div>`), headers: { "Content-Security-Policy": "" } });
    const { page, close } = await openStory(suite.device, suite.site, { path: "/far.html" });
    suite.toClose.push(close);
    await untilHands(page);
    await page.evaluate(() => scrollTo(0, 5000));
    await painted(page);
    await setState(page, { playing: true });
    const moment = async () => (await stateOf(page)).t;
    await retry("it stands still", async () => {
      const before = await moment();
      for (let frame = 0; frame < 10; frame += 1) await painted(page);
      return before === (await moment());
    });
    const { t, playing } = await stateOf(page);
    assert.equal(playing, true);
    // What changes out of sight asks for a picture too, and none of them may stand in the way.
    await page.evaluate(() => document.querySelector("dateline-map").setAttribute("theme", "dark"));
    await page.evaluate(() => scrollTo(0, 0));
    await retry("it goes on", async () => (await moment()) !== t);
    for (const display of ["none", "block"]) {
      await page.evaluate((value) => { document.querySelector("dateline-map").style.display = value; }, display);
      for (let frame = 0; frame < 5; frame += 1) await painted(page);
    }
    const shown = await moment();
    await retry("it goes on where it was hidden", async () => (await moment()) !== shown);
  });
});
