// The address: it opens what it says, keeps what is shown, and a hostile one does nothing.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import {
  atRest, click, openOn, openStory, painted, retry, setState, startDevice, stateOf, textOf, texts, untilFound, untilReady,
  untilState,
} from "./support/app.mjs";
import { startSite } from "./support/server.mjs";

/** Fragments that nobody writes by mistake. Each would set `ran` if it were run. */
const HOSTILE = [
  "#<img src=x onerror=window.ran=1>",
  "#t=<img src=x onerror=window.ran=1>&lang=<svg onload=window.ran=1>",
  "#t=%3Cimg%20src%3Dx%20onerror%3Dwindow.ran%3D1%3E",
  "#sel=javascript:window.ran=1&map=javascript:window.ran=1",
  "#sel=event:%22%3E%3Cscript%3Ewindow.ran=1%3C/script%3E",
  "#sel=area:<script>window.ran=1</script>&chapter=<b>1</b>",
  "#javascript:window.ran=1",
  "#__proto__=polluted&constructor=polluted&hasOwnProperty=polluted",
  "#t=2016-13-40&from=2016-12-07&to=2016-11-15&mode=evil&map=99/1000/1000&lang=xx",
  `#t=${"2016-12-05".repeat(10_000)}`,
  `#${"cat=-air-strike&".repeat(5_000)}`,
];

describe("the address", () => {
  let site;
  let device;
  /** The state of the story where the address asks for nothing. */
  let calm;
  let opened = [];

  before(async () => {
    site = await startSite();
    device = await startDevice();
    const plain = await openStory(device, site);
    calm = await stateOf(plain.page);
    await plain.close();
  });

  afterEach(async () => {
    for (const { record, close } of opened) {
      assert.deepEqual(record.pageErrors, []);
      await close();
    }
    opened = [];
  });

  after(async () => {
    await device?.close();
    await site?.close();
  });

  async function open(fragment = "") {
    const one = await openStory(device, site, { path: `/${fragment}` });
    opened.push(one);
    return one.page;
  }

  const hashOf = (page) => page.evaluate(() => location.hash);

  /** Writes a fragment into the address bar and waits until the page has heard of it. */
  async function goTo(page, fragment) {
    await page.evaluate(async (wanted) => {
      const heard = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
      location.hash = wanted;
      await heard;
    }, fragment);
    await painted(page);
  }

  test("gives the same state after the page is loaded again", async () => {
    const page = await open();
    await setState(page, {
      t: "2016-12-01T13:30", from: "2016-11-20", to: "2016-12-10", mode: "window", lang: "ar", selection: "area:shaar",
      view: { lon: 37.17, lat: 36.21, zoom: 13.25 }, filters: { hiddenCategories: ["air-strike", "shelling"] },
    });
    await retry("the address of it", async () => {
      const hash = await hashOf(page);
      return ["t=2016-12-01T13:30", "sel=area:shaar", "lang=ar", "air-strike"].every((part) => hash.includes(part));
    });
    const before = await stateOf(page);
    await page.reload({ waitUntil: "load" });
    await untilReady(page);
    const now = await stateOf(page);
    for (const key of ["lon", "lat", "zoom"]) {
      assert.ok(Math.abs(now.view[key] - before.view[key]) < 0.005, `${key}: ${now.view[key]} after ${before.view[key]}`);
    }
    assert.deepEqual({ ...now, view: null }, { ...before, view: null });
  });

  test("is kept up to date by what a reader does", async () => {
    const page = await open();
    await click(page, ".dl-play > :last-child");
    const { t } = await stateOf(page);
    await retry("the day in the address", async () => (await hashOf(page)).includes(`t=${t}`));
    await click(page, ".dl-switch");
    await retry("the language in the address", async () => (await hashOf(page)).includes("lang=ar"));
  });

  test("opens the day, the quarter and the language that a link names", async () => {
    const page = await open("#t=2016-12-05&sel=area:shaar&lang=ar");
    const state = await stateOf(page);
    assert.deepEqual([state.t, state.selection, state.lang], ["2016-12-05", "area:shaar", "ar"]);
    await untilFound(page, '.dl-card[data-area="shaar"]');
    assert.match(await textOf(page, ".dl-card h3"), /الشعار/);
    assert.match(await textOf(page, ".dl-asof-date"), /^5 كانون الأول 2016$/);
    const root = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir, document.title]);
    assert.deepEqual(root.slice(0, 2), ["ar", "rtl"]);
    assert.match(root[2], /حلب/);
  });

  test("opens the event, the chapter and the place that a link names", async () => {
    const page = await open("#sel=event:ALP-080");
    await untilFound(page, '.dl-card[data-event="ALP-080"]');
    await goTo(page, "#chapter=3");
    await untilState(page, "the third chapter", (state) => state.chapter === 3);
    await goTo(page, "#map=14.00/36.2200/37.1800&lang=en");
    const { view } = await stateOf(page);
    assert.deepEqual([view.zoom, view.lat, view.lon].map((one) => Math.round(one * 1e4) / 1e4), [14, 36.22, 37.18]);
  });

  test("does nothing when it is hostile, whether it is opened or typed", async () => {
    const page = await open();
    // What comes late of the timeline is a part of the words.
    await untilFound(page, ".dl-era");
    const words = await atRest(page, "the words", () => texts(page, ".dl-header, .dl-main"));
    for (const fragment of HOSTILE) {
      await goTo(page, fragment);
      assert.deepEqual(await stateOf(page), calm, fragment.slice(0, 60));
    }
    assert.deepEqual(await texts(page, ".dl-header, .dl-main"), words);
    const found = await page.evaluate(() => [
      "ran" in window,
      "polluted" in {},
      document.querySelectorAll("img, script:not([src])").length,
      document.querySelector("dateline-map").shadowRoot.querySelectorAll("img, script, [onerror], [onload], a[href^=javascript]").length,
    ]);
    assert.deepEqual(found, [false, false, 0, 0]);
    assert.deepEqual(await opened[0].record.violations(), []);
  });

  test("opens the story as it is when what is opened is hostile", async () => {
    for (const fragment of [HOSTILE[1], HOSTILE[3], HOSTILE[9]]) {
      const page = await open(fragment);
      assert.deepEqual(await stateOf(page), calm, fragment.slice(0, 60));
      assert.equal(await page.evaluate(() => "ran" in window), false);
      assert.deepEqual(await opened.at(-1).record.violations(), []);
    }
  });

  /** Waits until the app has written the address itself, which names the language. */
  const written = (page) => retry("the address in the app's words", async () => (await hashOf(page)).includes("&lang="));

  test("goes back and forward with the browser", async () => {
    const page = await open("#t=2016-11-20");
    assert.equal((await stateOf(page)).t, "2016-11-20");
    await written(page);
    await goTo(page, "#t=2016-12-05&sel=area:shaar");
    await written(page);
    await goTo(page, "#t=2016-12-12");
    assert.equal((await stateOf(page)).t, "2016-12-12");
    await written(page);
    await page.evaluate(() => history.back());
    const state = await untilState(page, "5 December again", ({ t }) => t === "2016-12-05");
    assert.equal(state.selection, "area:shaar");
    await page.evaluate(() => history.back());
    await untilState(page, "20 November again", ({ t }) => t === "2016-11-20");
    await page.evaluate(() => history.go(2));
    await untilState(page, "12 December again", ({ t }) => t === "2016-12-12");
  });

  test("keeps the way back for those who are quick", async () => {
    const page = await open("#t=2016-11-20");
    await written(page);
    // The app writes the address a while after a change: a step back just then must win.
    for (const waitMs of [0, 290, 298, 302]) {
      await goTo(page, "#t=2016-12-05");
      await written(page);
      await page.evaluate(async (pause) => {
        const heard = new Promise((resolve) => addEventListener("hashchange", resolve, { once: true }));
        location.hash = "#t=2016-12-12";
        await heard;
        await new Promise((resolve) => setTimeout(resolve, pause));
        const back = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
        history.back();
        await back;
      }, waitMs);
      await painted(page);
      assert.equal((await stateOf(page)).t, "2016-12-05", `after ${waitMs} ms`);
      await written(page);
    }
  });

  test("is followed when it is changed just after the page has opened", async () => {
    // Two readers, for the app writes the address itself at about that time.
    for (const day of ["2016-12-05", "2016-12-12"]) {
      const page = await open("#t=2016-11-20");
      await goTo(page, `#t=${day}`);
      // What follows the address may still be on its way.
      await retry("the day of the address", async () => (await stateOf(page)).t === day);
    }
  });

  test("shows in an open page what it shows in a new one", async () => {
    const page = await open();
    await setState(page, {
      t: "2016-12-01", from: "2016-11-20", to: "2016-12-10", mode: "window", selection: "area:shaar", chapter: 2,
      view: { lon: 37.17, lat: 36.21, zoom: 13.25 }, filters: { hiddenCategories: ["air-strike"], exactDates: true },
    });
    const link = "#t=2016-12-05&sel=area:qadi-askar&lang=en";
    await goTo(page, link);
    const followed = await untilState(page, "the quarter of the link", ({ selection }) => selection === "area:qadi-askar");
    assert.deepEqual(followed, await stateOf(await open(link)));
  });

  test("names another story of the site, and none of any other", async () => {
    const body = '<!doctype html><script type="module" src="/dateline.js"></script><dateline-map hash src="/none.dateline"></dateline-map>';
    site.replace("/any.html", { body });
    const one = await openStory(device, site, { path: "/any.html?a=1&story=data%2Faleppo%2F#t=2016-12-05&lang=en" });
    opened.push(one);
    const { t, counts } = await stateOf(one.page);
    assert.deepEqual([t, counts.areas], ["2016-12-05", 110]);
    const other = await openOn(device);
    opened.push(other);
    await other.page.goto(site.url("/any.html?story=https://example.org/x.dateline#lang=en"), { waitUntil: "load" });
    await untilFound(other.page, ".dl-failed");
    assert.match(await textOf(other.page, ".dl-failed"), /could not be fetched/);
    assert.deepEqual(other.record.origins(), [site.origin]);
  });

  test("is left alone by an element that does not own it", async () => {
    const body = '<!doctype html><script type="module" src="/dateline.js"></script><dateline-map src="/data/aleppo/" t="2016-12-12" lang="en"></dateline-map>';
    site.replace("/guest.html", { body });
    const one = await openOn(device);
    opened.push(one);
    await one.page.goto(site.url("/guest.html#t=2016-11-20&lang=ar"), { waitUntil: "load" });
    await untilReady(one.page);
    const { t, lang } = await stateOf(one.page);
    assert.deepEqual([t, lang], ["2016-12-12", "en"]);
    await click(one.page, ".dl-play > :last-child");
    await untilState(one.page, "a step", (state) => state.t > "2016-12-12");
    await painted(one.page);
    assert.equal(await hashOf(one.page), "#t=2016-11-20&lang=ar");
  });
});
