// The late part of the program: loaded once, when the page is idle or a reader is about to
// want it, and never if it was changed on its way.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { attributeOf, click, find, openOn, openPanel, openStory, painted, retry, setState, stateOf, textOf, untilFound, untilReady } from "./support/app.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { withSite } from "./support/suite.mjs";

const MAP = '<dateline-map src="/data/aleppo.dateline" lang="en"></dateline-map>';
const PART = /dateline-late-[0-9a-f]+\.wasm$/;

describe("the late part", () => {
  const suite = withSite();

  async function open(options = {}) {
    const opened = await openStory(suite.device, suite.site, options);
    suite.toClose.push(opened.close);
    return opened;
  }

  /** The same for a reader who has asked the browser to save data. */
  async function openSaving(path) {
    const opened = await openOn(suite.device);
    suite.toClose.push(opened.close);
    await opened.page.evaluateOnNewDocument(() => {
      Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
    });
    await opened.page.goto(suite.site.url(path), { waitUntil: "load" });
    await untilReady(opened.page);
    return opened;
  }

  const asked = () => suite.site.count(PART);

  /** Where the late part lies, as the loader has it. */
  async function partPath() {
    const loader = await (await fetch(suite.site.url("/dateline.js"))).text();
    return `/${/dateline-late-[0-9a-f]+\.wasm/.exec(loader)[0]}`;
  }

  test("comes by itself once the page is idle, and the first picture does not wait for it", async () => {
    const letGo = suite.site.hold(await partPath());
    const { page, record } = await open({ path: "/#lang=en" });
    await retry("the request", async () => asked() === 1);
    // What a host asks for waits for it too.
    const asks = setState(page, { selection: "area:shaar" });
    await click(page, ".dl-tab:nth-child(4)");
    assert.match(await textOf(page, ".dl-waiting"), /Loading/);
    assert.equal((await stateOf(page)).selection, null);
    letGo();
    await asks;
    await untilFound(page, '.dl-card[data-area="shaar"]');
    assert.equal(asked(), 1);
    const order = suite.site.log.map(({ path }) => path).filter((path) => /\.dateline$/.test(path) || PART.test(path));
    assert.match(order[0], /aleppo\.dateline$/);
    assert.deepEqual(record.pageErrors, []);
  });

  test("is not asked for until somebody does something, where data are to be saved", async () => {
    const { page } = await openSaving("/#lang=en");
    await painted(page);
    await page.mouse.move(200, 300);
    await page.evaluate(() => scrollBy(0, 50));
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => requestIdleCallback(resolve))));
    await painted(page);
    assert.equal(asked(), 0);
  });

  test("comes with the first touch where data are to be saved, once for every card after it", async () => {
    const { page, record } = await openSaving("/#lang=en");
    await click(page, '.dl-tab:nth-child(4)');
    await untilFound(page, '.dl-page[data-page="about"] h3');
    await setState(page, { selection: "area:shaar" });
    await untilFound(page, '.dl-card[data-area="shaar"]');
    await setState(page, { selection: "event:ALP-080" });
    await untilFound(page, ".dl-card");
    assert.equal(asked(), 1);
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(await record.violations(), []);
  });

  test("is asked for again at a touch, where it did not arrive by itself", async () => {
    const giveBack = suite.site.cut(await partPath());
    const { page, record } = await open({ path: "/#lang=en" });
    // Some browsers ask twice by themselves where a connection breaks.
    await retry("the first request", async () => asked() >= 1);
    giveBack();
    await openPanel(page, "about");
    await untilFound(page, '.dl-page[data-page="about"] h3');
    assert.deepEqual(record.pageErrors, []);
  });

  test("comes by itself where the address opens a card", async () => {
    const { page } = await open({ path: "/#sel=area:shaar&lang=en" });
    await untilFound(page, '.dl-card[data-area="shaar"]');
    assert.equal(asked(), 1);
  });

  test("is one for all maps of a page", async () => {
    suite.site.replace("/two.html", { body: pageWith(MAP + MAP) });
    const { page } = await open({ path: "/two.html" });
    const shown = await page.evaluate(async () => {
      const maps = [...document.querySelectorAll("dateline-map")];
      await Promise.all(maps.map((map) => map.setState({ selection: "area:shaar" })));
      const end = Date.now() + 20_000;
      const cards = () => maps.filter((map) => map.shadowRoot.querySelector(".dl-card")).length;
      while (cards() < 2 && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 50));
      return cards();
    });
    assert.equal(shown, 2);
    assert.equal(asked(), 1);
  });

  test("leaves the focus where it was when the list takes its place", async () => {
    const letGo = suite.site.hold(await partPath());
    const { page } = await openSaving("/#lang=en");
    await (await find(page, ".dl-tab:nth-child(2)")).focus();
    await page.keyboard.press("Enter");
    await untilFound(page, '.dl-page[data-page="events"] > .dl-waiting');
    letGo();
    await untilFound(page, ".dl-row");
    const focused = () => page.evaluate(() => document.querySelector("dateline-map").shadowRoot.activeElement?.className);
    assert.match((await focused()) ?? "", /dl-tab/);
    await (await find(page, ".dl-row")).focus();
    await page.keyboard.press("Enter");
    await untilFound(page, ".dl-card");
    await retry("the focus in the card", async () => /dl-back/.test((await focused()) ?? ""));
  });

  test("brings the words that only it says, in the reader's language", async () => {
    const letGo = suite.site.hold(await partPath());
    const { page } = await openSaving("/#lang=ar");
    await click(page, ".dl-tab:nth-child(2)");
    assert.match(await textOf(page, ".dl-waiting"), /جارٍ/);
    letGo();
    await untilFound(page, ".dl-row");
    assert.match(await textOf(page, ".dl-count"), /\p{Script=Arabic}/u);
    await setState(page, { lang: "en" });
    await retry("the English words", async () => /event/.test(await textOf(page, ".dl-count")));
  });

  test("keeps the address, and follows what was done to it meanwhile", async () => {
    const letGo = suite.site.hold(await partPath());
    const { page, record } = await open({ path: "/#lang=en" });
    await page.evaluate(() => (location.hash = "#t=2016-11-26&lang=en"));
    await painted(page);
    letGo();
    await retry("the moment of the address", async () => (await stateOf(page)).t === "2016-11-26");
    await setState(page, { t: "2016-12-05" });
    await retry("the moment in the address", async () => (await page.evaluate(() => location.hash)).includes("t=2016-12-05"));
    assert.deepEqual(record.pageErrors, []);
  });

  test("comes when the address is changed, where data are to be saved", async () => {
    const { page } = await openSaving("/#lang=en");
    await page.evaluate(() => (location.hash = "#t=2016-11-26&lang=en"));
    await retry("the moment of the address", async () => (await stateOf(page)).t === "2016-11-26");
    assert.equal(asked(), 1);
  });

  test("can be tried again where it did not arrive", async () => {
    const giveBack = suite.site.cut(await partPath());
    const { page, record } = await open({ path: "/#lang=en" });
    await click(page, ".dl-tab:nth-child(4)");
    await retry("the notice", async () => /did not arrive/.test(await textOf(page, ".dl-waiting")));
    assert.equal(await attributeOf(page, ".dl-waiting p", "role"), "alert");
    // A host is told at once.
    await assert.rejects(setState(page, { t: "2016-12-05" }), /did not arrive/);
    giveBack();
    await click(page, ".dl-waiting button");
    await untilFound(page, '.dl-page[data-page="about"] h3');
    assert.deepEqual(record.pageErrors, []);
  });

  test("is not run if it was changed on its way", async () => {
    const path = await partPath();
    const body = Buffer.from(await (await fetch(suite.site.url(path))).arrayBuffer());
    suite.site.replace(path, { body: Buffer.concat([body, Buffer.from([0, 1, 0])]) });
    const { page, record } = await open({ path: "/#lang=en" });
    await click(page, ".dl-tab:nth-child(4)");
    await retry("the notice", async () => /did not arrive/.test(await textOf(page, ".dl-waiting")));
    assert.deepEqual(record.pageErrors.filter((text) => !text.includes("integrity")), []);
  });

  test("is found beside the loader by a page of another folder", async () => {
    suite.site.replace("/article/", {
      body: `<!doctype html><title>Article</title>${MAP}<script type="module" src="../dateline.js"></script>`,
    });
    const opened = await openOn(suite.device);
    suite.toClose.push(opened.close);
    await opened.page.goto(suite.site.url("/article/"), { waitUntil: "load" });
    await untilReady(opened.page);
    await setState(opened.page, { selection: "area:shaar" });
    await untilFound(opened.page, ".dl-card");
    assert.equal(asked(), 1);
  });
});
