// What keeps a page fluid with very much data: nothing done twice, nothing done for a map
// that nobody sees. Counts calls, never milliseconds.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { click, find, hideMarks, openOn, openStory, painted, readStory, retry, setState, stateOf, textOf, untilFound, untilHands, untilReady, untilState } from "./support/app.mjs";
import { readCases, serveCase } from "./support/images.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { withSite } from "./support/suite.mjs";

const CASE = (await readCases()).find(({ name }) => name === "groups");
/** More than are drawn one by one. */
const COUNT = 40_000;

/** So many events over the days of January 2020. */
function manyEvents(count = COUNT) {
  const rows = Array.from({ length: count }, (_, place) => {
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

/**
 * In the page, before anything of it: counts rests between pieces of work, all of which are as if
 * they had taken long, what is handed to the graphics card in one go, in a frame or not, and how
 * high each picture is.
 */
function countPieces() {
  const pieces = { rests: 0, inFrames: [], outOfFrames: [], heights: [] };
  globalThis.pieces = pieces;
  let now = 0;
  performance.now = () => (now += 100);
  globalThis.MessageChannel = class extends MessageChannel {
    constructor() {
      super();
      pieces.rests += 1;
    }
  };
  let isFrame = false;
  const request = globalThis.requestAnimationFrame;
  globalThis.requestAnimationFrame = (act) =>
    request((time) => {
      isFrame = true;
      act(time);
      isFrame = false;
    });
  const clear = WebGL2RenderingContext.prototype.clear;
  WebGL2RenderingContext.prototype.clear = function (...given) {
    pieces.heights.push(this.canvas.height);
    return clear.apply(this, given);
  };
  const upload = WebGL2RenderingContext.prototype.bufferData;
  WebGL2RenderingContext.prototype.bufferData = function (...given) {
    (isFrame ? pieces.inFrames : pieces.outOfFrames).push(given[1].byteLength);
    return upload.apply(this, given);
  };
}

/** In the page, before anything of it: counts what is written on canvases. */
function countWords() {
  const words = { cleared: 0, written: 0 };
  globalThis.words = words;
  globalThis.numbers = 0;
  const prototype = CanvasRenderingContext2D.prototype;
  for (const [name, key] of [["clearRect", "cleared"], ["fillText", "written"]]) {
    const call = prototype[name];
    prototype[name] = function (...given) {
      words[key] += 1;
      if (/^\d/.test(given[0]) && name === "fillText") globalThis.numbers += 1;
      return call.apply(this, given);
    };
  }
}

describe("very much data", () => {
  const suite = withSite();

  async function open(look = {}) {
    const opened = await openOn(suite.device, { width: 1000, height: 800 });
    suite.toClose.push(opened.close);
    await opened.page.evaluateOnNewDocument(countWork);
    const path = await serveCase(suite.site, { ...CASE, lang: "en", width: 900, height: 700, ...look });
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

  test("a large story is read, readied and let go of in pieces, between which the page has its turn", async () => {
    const opened = await openOn(suite.device, { width: 1000, height: 800 });
    suite.toClose.push(opened.close);
    const { page } = opened;
    await page.evaluateOnNewDocument(countPieces);
    const path = await serveCase(suite.site, { ...CASE, lang: "en", width: 900, height: 700 });
    const count = 60_000;
    suite.site.replace("/data/groups/events.csv", { body: manyEvents(count) });
    await page.goto(suite.site.url(path), { waitUntil: "load" });
    await untilReady(page);
    const { rests, inFrames, outOfFrames, heights } = await page.evaluate(() => globalThis.pieces);
    // Strings, rows, details, marks and four orders of the index: fifteen pieces of rows each.
    assert.ok(rests > 8 * Math.floor(count / 4096), `${rests} rests`);
    const marks = (bytes) => bytes >= count * 16;
    assert.deepEqual([outOfFrames.filter(marks).length, inFrames.filter(marks).length], [1, 0]);
    // The story has made the map lower, and no picture of it has the height of before.
    const height = await page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gl").height);
    assert.deepEqual([...new Set(heights)], [height]);
    // Another story in its place: it goes in pieces too.
    await untilFound(page, ".dl-groups");
    const before = await page.evaluate(() => globalThis.pieces.rests);
    await page.evaluate(() => document.querySelector("dateline-map").setAttribute("src", "/data/aleppo.dateline"));
    await untilState(page, "the other story", ({ counts }) => counts.events < 1_000);
    await retry("it has gone", async () => (await page.evaluate(() => globalThis.pieces.rests)) > before + 10 + Math.floor(count / 4096));
  });

  test("a step of the clock that moves no name leaves the names as they are, and a step of the camera does not", async () => {
    const opened = await openOn(suite.device, { width: 1000, height: 800 });
    suite.toClose.push(opened.close);
    const { page } = opened;
    await page.evaluateOnNewDocument(countWords);
    const map = '<dateline-map src="/data/aleppo.dateline" lang="en" controls="none" style="display:block;inline-size:900px;block-size:700px"></dateline-map>';
    suite.site.replace("/names.html", { body: pageWith(map) });
    await page.goto(suite.site.url("/names.html"), { waitUntil: "load" });
    await untilHands(page);
    const view = { lon: 37.168, lat: 36.205, zoom: 13 };
    await hideMarks(page, await readStory(suite.site));
    await setState(page, { t: "2016-12-01", view });
    await painted(page);
    const wordsAfter = async (partial) => {
      await page.evaluate(() => Object.assign(globalThis.words, { cleared: 0, written: 0 }));
      await setState(page, partial);
      await painted(page);
      return page.evaluate(() => globalThis.words);
    };
    assert.deepEqual(await wordsAfter({ t: "2016-12-02" }), { cleared: 0, written: 0 });
    const { cleared, written } = await wordsAfter({ view: { ...view, lon: 37.17 } });
    assert.ok(cleared > 0 && written > 0, `${cleared} times ${written} words`);
    // The other theme has other ink, the other language other names.
    await page.evaluate(() => Object.assign(globalThis.words, { cleared: 0, written: 0 }));
    await page.evaluate(() => document.querySelector("dateline-map").setAttribute("theme", "dark"));
    await painted(page);
    assert.ok((await page.evaluate(() => globalThis.words.written)) > 0);
    assert.ok((await wordsAfter({ lang: "ar" })).written > 0);
  });

  test("a step of the clock writes no number of a group: they are put together from figures", async () => {
    const opened = await openOn(suite.device, { width: 1000, height: 800 });
    suite.toClose.push(opened.close);
    const { page } = opened;
    await page.evaluateOnNewDocument(countWork);
    await page.evaluateOnNewDocument(countWords);
    const path = await serveCase(suite.site, { ...CASE, lang: "en", controls: "none", width: 900, height: 700 });
    suite.site.replace("/data/groups/events.csv", { body: manyEvents() });
    await page.goto(suite.site.url(path), { waitUntil: "load" });
    await untilReady(page);
    await untilFound(page, ".dl-groups");
    const view = { lon: 10.03, lat: 50.015, zoom: 15 };
    await setState(page, { mode: "window", from: "2020-01-03", to: "2020-01-08", view });
    await painted(page);
    // A thousand marks are many more than are drawn one by one.
    assert.ok((await stateOf(page)).counts.inView > 1_000);
    assert.ok((await page.evaluate(() => globalThis.numbers)) >= 10, "no figures were written");
    await page.evaluate(() => {
      Object.assign(globalThis.work, { drawn: 0, uploaded: 0 });
      globalThis.numbers = 0;
    });
    await setState(page, { from: "2020-01-10", to: "2020-01-17" });
    await painted(page);
    const { work, numbers } = await page.evaluate(() => ({ work: globalThis.work, numbers: globalThis.numbers }));
    assert.equal(numbers, 0);
    // Where the groups are now, and nothing else, for each picture on the way.
    assert.ok(work.drawn > 20 && work.uploaded >= 1 && work.uploaded <= 3, JSON.stringify(work));
  });

  test("without buttons none are built, nor what would count for them", async () => {
    const { page } = await open();
    await untilFound(page, ".dl-thumb-moment");
    const built = await page.evaluate(() => {
      const { shadowRoot } = document.querySelector("dateline-map");
      return [".dl-transport", ".dl-chip", ".dl-below-row", ".dl-page"].filter((one) => shadowRoot.querySelector(one));
    });
    assert.deepEqual(built, []);
  });

  test("says that marks wait for what groups them where it does not arrive, and tries again", async () => {
    const loader = await (await fetch(suite.site.url("/dateline.js"))).text();
    const giveBack = suite.site.cut(`/${/dateline-late-[0-9a-f]+\.wasm/.exec(loader)[0]}`);
    // By hand: what a host asks for waits for the same part.
    const { page, record } = await open({ controls: "full" });
    const choose = async (mode) => (await find(page, ".dl-mode select")).select(mode);
    await choose("window");
    await untilFound(page, ".dl-no-webgl .dl-link");
    assert.match(await textOf(page, ".dl-no-webgl"), /did not arrive/);
    // With few enough they are drawn, and there is nothing to say.
    await choose("moment");
    await retry("no word", async () => (await textOf(page, ".dl-no-webgl")) === "");
    await choose("window");
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
