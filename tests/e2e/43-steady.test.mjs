// What stays as it is while other things change: the focus near a button that goes, what was
// unfolded, a field, the page under a finger; and what hosts are not told again.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  attributeOf, boxOf, call, click, find, hideMarks, openOn, openPanel, openStory, painted, readStory, readStoryFile, retry, setState,
  stateOf, textOf, texts, untilFocused, untilFound, untilReady, untilState,
} from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { hostPage, page as pageWith } from "./support/pages.mjs";
import { untilLate } from "./support/files.mjs";
import { withSite } from "./support/suite.mjs";

const WIDE = { width: 1280, height: 800 };
// The site's own policy allows no style attribute; a publisher's page may.
const NO_POLICY = { "Content-Security-Policy": "" };
const CHROMIUM_ONLY = { skip: BROWSER !== "chromium" && "such wishes are Chromium's" };
/** A story of events alone, by its rows. */
const EVENTS_ALONE = {
  dateline: 1, title: { en: "Events alone" }, languages: ["en"], timeZone: "UTC", files: { events: "events.csv" },
  categories: [{ id: "event", name: { en: "Event" }, shape: "circle", colour: "#333333" }],
};

/** What `read`, sent to the page whole, says of the first map's shadow tree. */
async function inside(page, read) {
  const root = await page.evaluateHandle(() => document.querySelector("dateline-map").shadowRoot);
  return root.evaluate(read);
}

/** A property of the style of the first element that matches. */
const styleOf = (page, selector, property) => find(page, selector).then((one) => one.evaluate((it, name) => getComputedStyle(it)[name], property));

describe("what stays while other things change", () => {
  const suite = withSite();

  async function openHost(body, size = WIDE) {
    suite.site.replace("/host.html", { body, headers: NO_POLICY });
    const { page, close } = await openOn(suite.device, size);
    suite.toClose.push(close);
    await page.goto(suite.site.url("/host.html"), { waitUntil: "load" });
    await page.evaluate(async () => { await customElements.whenDefined("dateline-map"); });
    return page;
  }

  /** The shipped story, or what `change` makes of its description and of one of its tables. */
  async function openChanged({ story, events, lang = "en", size }) {
    if (story) suite.site.replace("/data/aleppo/story.json", { body: JSON.stringify(story(await readStory(suite.site))) });
    if (events) suite.site.replace("/data/aleppo/events.csv", { body: events(await readStoryFile(suite.site, "events.csv")) });
    const page = await openHost(pageWith(`<dateline-map src="/data/aleppo/" lang="${lang}"></dateline-map>`), size);
    await untilReady(page);
    return page;
  }

  async function openAlone(rows) {
    suite.site.replace("/data/alone/story.json", { body: JSON.stringify(EVENTS_ALONE), type: "application/json" });
    suite.site.replace("/data/alone/events.csv", { body: `id,date,title,lat,lon,category\n${rows}\n`, type: "text/csv" });
    const page = await openHost(pageWith('<dateline-map src="/data/alone/" lang="en"></dateline-map>'));
    await untilReady(page);
    return page;
  }

  async function openOwn(path = "/#lang=en", size = WIDE) {
    const { page, close } = await openStory(suite.device, suite.site, { path, ...size });
    suite.toClose.push(close);
    return page;
  }

  async function press(page, selector) {
    await (await untilFound(page, selector)).focus();
    await page.keyboard.press("Enter");
  }

  test("a host is told once of what it sets itself, also by a listener", async () => {
    const page = await openHost(hostPage());
    await untilReady(page);
    await page.evaluate(() => {
      const map = document.querySelector("dateline-map");
      window.told = 0;
      map.addEventListener("dateline:change", () => {
        // Without an end the tab would be beyond help.
        if ((window.told += 1) < 200) map.setState({ mode: "window" });
      });
    });
    await setState(page, { t: "2016-12-03" });
    await untilState(page, "the mode", (state) => state.mode === "window");
    for (let pictures = 0; pictures < 4; pictures += 1) await painted(page);
    assert.ok((await page.evaluate(() => window.told)) <= 3, "it is told again and again");
  });

  test("two maps that are set as each other is come to rest", async () => {
    const one = '<dateline-map src="/data/aleppo/" lang="en"></dateline-map>';
    const page = await openHost(pageWith(one + one));
    await untilReady(page);
    await page.evaluate(async () => {
      const maps = [...document.querySelectorAll("dateline-map")];
      // What sets the state has come.
      for (const map of maps) await map.setState({ t: "2016-12-01" });
      window.told = 0;
      for (const [from, to] of [maps, [...maps].reverse()]) {
        from.addEventListener("dateline:change", ({ detail: { t, mode, view } }) => {
          if ((window.told += 1) < 200) to.setState({ t, mode, view });
        });
      }
      await maps[0].setState({ t: "2016-12-03", view: { lon: 37.1612345678, lat: 36.2012345678, zoom: 12.61234 } });
    });
    await retry("the other map", () => page.evaluate(() => document.querySelectorAll("dateline-map")[1].getState().t === "2016-12-03"));
    for (let pictures = 0; pictures < 4; pictures += 1) await painted(page);
    assert.ok((await page.evaluate(() => window.told)) <= 12, "they tell each other for ever");
  });

  test("a tab that is pressed from far down shows its page from the top, on a phone", async () => {
    const page = await openOwn("/#lang=en", { width: 360, height: 640 });
    await openPanel(page, "events");
    await setState(page, { mode: "cumulative", t: "2016-12-20" });
    await untilFound(page, ".dl-events > li:nth-child(40)");
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await retry("far down", async () => (await boxOf(page, ".dl-panel")).top < -1_000);
    await (await find(page, ".dl-tab:nth-child(1)")).evaluate((tab) => tab.click());
    await untilFound(page, '.dl-page[data-page="story"]');
    await retry("its top", async () => (await boxOf(page, ".dl-panel")).top >= -1);
  });

  test("the card of an area lists a hundred events at a time, and the focus stays by them", async () => {
    const page = await openChanged({
      events: (table) => {
        const keys = table.slice(0, table.indexOf("\n")).trim().split(",");
        const row = (n) => ({ id: `MORE-${n}`, date: "2016-12-01", title: `More ${n}`, area: "hanano", category: "shelling", source: "Test" });
        const line = (values) => keys.map((key) => values[key] ?? "").join(",");
        return `${table.trimEnd()}\n${Array.from({ length: 130 }, (_, n) => line(row(n))).join("\n")}\n`;
      },
    });
    await setState(page, { selection: "area:hanano" });
    await untilFound(page, ".dl-card .dl-events > li");
    const rows = () => inside(page, (root) => root.querySelectorAll(".dl-card .dl-events > li").length);
    assert.equal(await rows(), 100);
    await press(page, ".dl-card .dl-events + .dl-button");
    await retry("the others", async () => (await rows()) >= 130);
    await retry("no more of them", () => inside(page, (root) => root.querySelector(".dl-card .dl-events + .dl-button") === null));
    await untilFocused(page, ".dl-events");
  });

  test("the focus stays with the key when nothing is hidden any more", async () => {
    const page = await openOwn();
    await press(page, ".dl-chips .dl-chip:nth-child(1)");
    await untilState(page, "a kind that is hidden", (state) => state.filters.hiddenCategories.length === 1);
    await press(page, ".dl-chips .dl-link");
    await untilState(page, "none", (state) => state.filters.hiddenCategories.length === 0);
    await untilFocused(page, ".dl-chips .dl-chip");
  });

  test("the clock's field takes a minute as it is", async () => {
    const page = await openOwn();
    const field = await find(page, ".dl-transport .dl-date");
    const type = async (text) => {
      await field.evaluate((one) => { one.value = ""; one.focus(); });
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    };
    await type("2016-12-05T22:00");
    await untilState(page, "the minute", (state) => state.t === "2016-12-05T22:00");
  });

  test("years before the first are not taken for those after it", async () => {
    const page = await openAlone("a,-0043-03-15,The Ides of March,41.9,12.5,event\nb,-0030-09-02,A battle at sea,38.9,20.7,event");
    await setState(page, { mode: "window" });
    await openPanel(page, "events");
    await untilFound(page, ".dl-events .dl-row");
    const dates = (await texts(page, ".dl-row-kicker")).join();
    assert.match(dates, /15 March 44 BC/);
    assert.match(dates, /2 September 31 BC/);
    assert.match((await texts(page, ".dl-tick")).join(), /4\d BC/);
  });

  test("a story without a date has no clock, and says of no day that it is of it", async () => {
    const page = await openAlone("a,,A mill,41.9,12.5,event");
    await untilFound(page, ".dl-row");
    for (const hidden of [".dl-asof", ".dl-transport", ".dl-axis", ".dl-count"]) {
      assert.equal((await boxOf(page, hidden)).height, 0, hidden);
    }
    assert.ok((await boxOf(page, ".dl-chips")).height > 0);
    assert.doesNotMatch(await inside(page, (root) => root.querySelector(".dl-app").innerText), /1970/);
  });

  test("both dates are the same only while they are", async () => {
    const page = await openOwn();
    await setState(page, { t: "2016-11-20T02:00", compare: "2016-11-20T02:00" });
    await untilFound(page, ".dl-changes-sum");
    const words = () => textOf(page, ".dl-changes-sum");
    await retry("the same", async () => (await words()).startsWith("Both dates are the same"));
    await setState(page, { t: "2016-11-20T03:00" });
    await retry("no more", async () => (await words()).startsWith("Not one"));
  });

  test("what was unfolded of the changes stays so when control changes", async () => {
    const page = await openOwn();
    await setState(page, { t: "2016-12-06", compare: "2016-11-14" });
    await click(page, ".dl-changed summary");
    await untilFound(page, ".dl-changed details[open] .dl-claims");
    const before = await textOf(page, ".dl-changes-sum");
    await setState(page, { t: "2016-12-12" });
    await retry("other changes", async () => (await textOf(page, ".dl-changes-sum")) !== before);
    await untilFound(page, ".dl-changed details[open] .dl-claims");
    // What is folded is not built.
    assert.equal(await inside(page, (root) => root.querySelectorAll(".dl-changed .dl-claims").length), 1);
  });

  test("the list of dates to compare with is not taken away while the clock runs", async () => {
    const page = await openOwn();
    await setState(page, { t: "2016-11-16", compare: "2016-11-14" });
    const list = await untilFound(page, ".dl-offers select");
    await call(page, "play");
    await untilState(page, "some days", (state) => state.t > "2016-11-18");
    await call(page, "pause");
    assert.ok(await list.evaluate((one) => one.isConnected));
  });

  test("without a panel there are no ways into it", async () => {
    const page = await openHost(hostPage('controls="compact"'));
    await untilReady(page);
    await untilFound(page, ".dl-below-row");
    assert.equal(await inside(page, (root) => [...root.querySelectorAll(".dl-way")].filter((way) => way.offsetWidth > 0).length), 0);
  });

  for (const lang of ["en", "ar"]) {
    test(`nothing below the axis scrolls sideways, in ${lang}`, async () => {
      const page = await openOwn(`/#lang=${lang}`);
      await untilFound(page, ".dl-below-row");
      const beyond = () => inside(page, (root) => {
        const below = root.querySelector(".dl-below");
        return below.scrollWidth - below.clientWidth;
      });
      assert.ok((await beyond()) <= 0);
      await inside(page, (root) => root.querySelectorAll('.dl-layer-switch[aria-expanded="false"]').forEach((one) => one.click()));
      await untilFound(page, ".dl-lane");
      await painted(page);
      assert.ok((await beyond()) <= 0);
    });
  }

  test("a lane is pressed where it is seen, on a page that shows the map smaller", async () => {
    const page = await openHost(hostPage('style="transform: scale(0.5); transform-origin: 0 0; width: 1200px"'));
    await untilReady(page);
    await click(page, ".dl-layer-switch");
    await untilFound(page, ".dl-lane[role=slider]");
    await painted(page);
    await inside(page, (root) => [...root.querySelectorAll(".dl-lane[role=slider]")].at(-1).focus());
    await page.keyboard.press("End");
    await painted(page);
    const said = await inside(page, (root) => root.activeElement.getAttribute("aria-valuetext"));
    const at = await inside(page, (root) => {
      const drawing = root.activeElement.querySelector(".dl-lane-marks");
      const box = drawing.getBoundingClientRect();
      const paths = [...drawing.querySelectorAll("path")].map((path) => path.getAttribute("d")).join(" ");
      const last = Math.max(...[...paths.matchAll(/M(-?[\d.]+)/g)].map(([, x]) => Number(x)));
      return [box.left + ((last + 1.5) * box.width) / Number(drawing.getAttribute("width")), box.top + box.height / 2];
    });
    await page.mouse.click(...at);
    const end = said.slice(said.lastIndexOf(", ") + 2);
    await retry(end, async () => (await texts(page, ".dl-card h3, .dl-found h3, .dl-found-row")).some((words) => words.includes(end)));
  });

  test("a list of events that do not fade says up to when, and no number of days", async () => {
    const page = await openChanged({ story: (story) => ({ ...story, fadeDays: 0 }) });
    await openPanel(page, "events");
    assert.match((await textOf(page, ".dl-count-span")).trim(), /^to \d/);
  });

  test("buttons to the ends of the window point as time runs", async () => {
    const page = await openChanged({ lang: "ar", story: (story) => ({ ...story, timeline: { ...story.timeline, axis: "ltr" } }) });
    await click(page, ".dl-dates-button");
    assert.equal(await styleOf(page, '.dl-icons[dir="ltr"] .dl-mirrored', "transform"), "none");
    assert.notEqual(await styleOf(page, ".dl-icons:not([dir]) .dl-mirrored", "transform"), "none");
  });

  test("text of a page around the map does not change the map's", async () => {
    const how = "letter-spacing: 0.3em; word-spacing: 1em; text-transform: uppercase; text-align: right; text-indent: 2em; white-space: pre; text-shadow: 1px 1px red";
    const page = await openHost(pageWith(`<div style="${how}"><dateline-map src="/data/aleppo/" lang="en"></dateline-map></div>`));
    await untilReady(page);
    const wanted = {
      letterSpacing: "normal", wordSpacing: "0px", textTransform: "none", textAlign: "start", textIndent: "0px", whiteSpace: "normal", textShadow: "none",
    };
    for (const [property, value] of Object.entries(wanted)) {
      assert.equal(await styleOf(page, ".dl-app", property), value, property);
    }
  });

  test("an element without a story waits for one, and keeps it when its address is taken away", async () => {
    const page = await openHost(pageWith('<dateline-map lang="en"></dateline-map>'));
    await page.evaluate(() => {
      const map = document.querySelector("dateline-map");
      window.failed = 0;
      map.addEventListener("dateline:error", () => { window.failed += 1; });
    });
    await untilFound(page, ".dl-app.dl-loading");
    await painted(page);
    assert.equal(await inside(page, (root) => root.querySelector(".dl-failed") !== null), false);
    await page.evaluate(() => document.querySelector("dateline-map").setAttribute("src", "/data/aleppo/"));
    await untilReady(page);
    const { counts } = await stateOf(page);
    await page.evaluate(() => document.querySelector("dateline-map").removeAttribute("src"));
    await painted(page);
    assert.deepEqual((await stateOf(page)).counts, counts);
    assert.equal(await page.evaluate(() => window.failed), 0);
  });

  test("what is chosen on the map by a key is said", async () => {
    const page = await openOwn();
    await hideMarks(page, await readStory(suite.site));
    const { lon, lat, name } = await call(page, "area", "hanano");
    await setState(page, { view: { lon, lat, zoom: 15 } });
    await press(page, ".dl-stage");
    await untilState(page, "the area", (state) => state.selection === "area:hanano");
    await retry("its name", async () => (await textOf(page, ".dl-chosen")) === (name.en ?? name));
    await untilFocused(page, ".dl-stage");
  });

  test("what means something by its colour is seen on paper and in the system's colours", CHROMIUM_ONLY, async () => {
    const page = await openOwn();
    await untilLate(page);
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { media: "print", features: [] });
    for (const one of [".dl-swatch", ".dl-playhead", ".dl-window", ".dl-map"]) {
      assert.equal(await styleOf(page, one, "webkitPrintColorAdjust"), "exact", one);
    }
    await session.send("Emulation.setEmulatedMedia", { media: "screen", features: [{ name: "forced-colors", value: "active" }] });
    await painted(page);
    const paper = await styleOf(page, ".dl-app", "backgroundColor");
    for (const one of [".dl-playhead", ".dl-window"]) {
      assert.notEqual(await styleOf(page, one, "backgroundColor"), paper, one);
    }
  });

  test("the ring of the focus on a kind of event is not cut off, on a phone", async () => {
    const page = await openOwn("/#lang=en", { width: 360, height: 640 });
    await (await find(page, ".dl-date")).focus();
    // By a key: only then a ring is drawn.
    await page.keyboard.press("Tab");
    await (await find(page, ".dl-chip")).focus();
    await retry("the ring", async () => (await styleOf(page, ".dl-chip", "outlineOffset")) === "-3px");
  });
});
