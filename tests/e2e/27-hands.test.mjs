// The timeline under the hand: the window as a whole, drawn, typed and by keys alone; the axis
// nearer, wider, along and back; and what has no exact date or no place.

import assert from "node:assert/strict";
import { before, beforeEach, describe, test } from "node:test";

import { attributeOf, boxOf, click, find, openOn, openPanel, openStory, painted, rest, retry, setState, stateOf, textOf, texts, untilFound, untilHands, untilReady, untilState } from "./support/app.mjs";
import { hostPage } from "./support/pages.mjs";
import { withSite } from "./support/suite.mjs";

const DAY_MS = 86_400_000;
/** The days that the story covers. */
const [FIRST, LAST] = [Date.parse("2012-07-01") / DAY_MS, Date.parse("2016-12-31") / DAY_MS];
const HANDLES = {
  en: {
    ".dl-thumb-moment": "Moment", ".dl-thumb-start": "Start of the window", ".dl-thumb-window": "Window",
    ".dl-thumb-end": "End of the window",
  },
  ar: {
    ".dl-thumb-moment": "اللحظة", ".dl-thumb-start": "بداية الفترة", ".dl-thumb-window": "الفترة",
    ".dl-thumb-end": "نهاية الفترة",
  },
};

const iso = (day) => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Everything that the sliders of the timeline tell a screen reader, and where the focus is. */
function sliders(page) {
  return page.evaluate((selectors) => {
    const root = document.querySelector("dateline-map").shadowRoot;
    const told = {};
    for (const selector of selectors) {
      const thumb = root.querySelector(selector);
      const get = (name) => thumb.getAttribute(name);
      const locale = root.querySelector(".dl-app").lang === "ar" ? "ar-SY-u-ca-gregory-nu-latn" : "en-GB-u-ca-gregory-nu-latn";
      const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
      told[selector] = {
        role: get("role"), tabindex: get("tabindex"), label: get("aria-label"), text: get("aria-valuetext"),
        min: Number(get("aria-valuemin")), max: Number(get("aria-valuemax")), now: Number(get("aria-valuenow")),
        isFocused: root.activeElement === thumb, seen: getComputedStyle(thumb).visibility,
      };
      // What a day is called, by the browser itself.
      const [now, end] = [told[selector].now * 86_400_000, Number(root.querySelector(".dl-thumb-end").getAttribute("aria-valuenow")) * 86_400_000];
      told[selector].day = format.format(now);
      told[selector].dayBefore = format.format(now - 1);
      told[selector].range = format.formatRange(now, end - 1);
    }
    return told;
  }, Object.keys(HANDLES.en));
}

/** Asserts all of it (A28), and gives it. */
async function assertSliders(page, language, key) {
  const told = await sliders(page);
  for (const [selector, label] of Object.entries(HANDLES[language])) {
    const one = told[selector];
    const where = `${selector} after ${key}: ${JSON.stringify(one)}`;
    assert.equal(one.role, "slider", where);
    assert.equal(one.tabindex, "0", where);
    assert.equal(one.seen, "visible", where);
    assert.equal(one.label, label, where);
    assert.ok([one.min, one.now, one.max].every(Number.isInteger), where);
    assert.ok(one.min <= one.now && one.now <= one.max, where);
  }
  const [moment, start, whole, end] = Object.keys(HANDLES.en).map((selector) => told[selector]);
  assert.equal(moment.text, moment.dayBefore);
  assert.equal(start.text, start.day);
  assert.equal(end.text, end.dayBefore);
  assert.equal(whole.text, whole.range);
  assert.ok(start.now < end.now && start.max < end.now && end.min > start.now, "each end is bounded by the other");
  assert.equal(whole.now, start.now);
  assert.equal(whole.max, LAST + 1 - (end.now - start.now));
  assert.deepEqual([start.min, whole.min, end.max], [FIRST, FIRST, LAST + 1]);
  return told;
}

/** Presses Tab until the slider has the focus. */
async function tabTo(page, selector) {
  for (let count = 0; count < 60; count += 1) {
    await page.keyboard.press("Tab");
    const isThere = await page.evaluate((wanted) => document.querySelector("dateline-map").shadowRoot?.activeElement?.matches(wanted) ?? false, selector);
    if (isThere) return;
  }
  throw new Error(`Tab never came to ${selector}`);
}

async function press(page, key, isFine) {
  if (isFine) await page.keyboard.down("Shift");
  await page.keyboard.press(key);
  if (isFine) await page.keyboard.up("Shift");
  await painted(page);
}

/** Brings the slider that has the focus to `day` with keys, and looks at all after each. */
async function keyTo(page, language, selector, day) {
  const [later, earlier] = language === "ar" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
  let told = await assertSliders(page, language, "nothing");
  for (let count = 0; told[selector].now !== day; count += 1) {
    assert.ok(count < 90, `${selector} never came to ${iso(day)}`);
    assert.ok(told[selector].isFocused, `${selector} lost the focus`);
    const by = day - told[selector].now;
    const [arrow, leap] = by > 0 ? [later, "PageUp"] : [earlier, "PageDown"];
    // The whole story is in sight: a step is a month, a leap a year, and with Shift a day.
    const key = Math.abs(by) > 366 ? leap : arrow;
    await press(page, key, Math.abs(by) < 32);
    const next = await assertSliders(page, language, key);
    assert.notEqual(next[selector].now, told[selector].now, `${key} did nothing at ${iso(told[selector].now)}`);
    told = next;
  }
}

/** Where a moment is on the track, pixels of the viewport; the axis shows `from` to `to`. */
async function placeOf(page, moment, { from = "2016-11-14", to = "2016-12-23", isRtl = false } = {}) {
  const track = await boxOf(page, ".dl-track");
  const share = (Date.parse(moment) - Date.parse(from)) / (Date.parse(to) - Date.parse(from));
  return isRtl ? track.right - share * track.width : track.left + share * track.width;
}

async function heightOf(page, selector) {
  const box = await boxOf(page, selector);
  return (box.top + box.bottom) / 2;
}

/** The words of the axis, which tell what it shows. */
const axisWords = async (page) => (await texts(page, ".dl-tick")).join(" ");

describe("the timeline by keyboard alone", () => {
  const suite = withSite();

  for (const language of ["en", "ar"]) {
    test(`sets any window to the day and reads every value, in ${language}`, async () => {
      const { page, record, close } = await openStory(suite.device, suite.site, { path: `/#lang=${language}` });
      suite.toClose.push(close);
      await untilHands(page);
      const random = seeded(language === "ar" ? 2016 : 1205);
      for (let round = 0; round < 3; round += 1) {
        const days = [0, 1].map(() => FIRST + Math.floor(random() * (LAST - FIRST + 1))).sort((a, b) => a - b);
        const [from, to] = days;
        await page.evaluate(() => document.querySelector("dateline-map").shadowRoot.activeElement?.blur());
        await tabTo(page, ".dl-thumb-window");
        // The whole story.
        await press(page, "0");
        const { ".dl-thumb-window": whole } = await assertSliders(page, language, "0");
        await keyTo(page, language, ".dl-thumb-window", Math.min(from, whole.max));
        await tabTo(page, ".dl-thumb-end");
        await keyTo(page, language, ".dl-thumb-end", to + 1);
        await page.keyboard.down("Shift");
        for (let back = 0; back < 2; back += 1) await page.keyboard.press("Tab");
        await page.keyboard.up("Shift");
        await keyTo(page, language, ".dl-thumb-start", from);
        const state = await stateOf(page);
        assert.deepEqual([state.from, state.to], [iso(from), iso(to)]);
      }
      assert.deepEqual(record.pageErrors, []);
    });
  }
});

describe("the window", () => {
  const suite = withSite();
  let page;

  beforeEach(async () => {
    if (page) await rest(page);
  });

  before(async () => {
    ({ page } = await openStory(suite.device, suite.site, { path: "/#lang=en" }));
    await untilHands(page);
    await rest(page);
  });

  async function drag(from, to, y, modifier) {
    if (modifier) await page.keyboard.down(modifier);
    await page.mouse.move(from, y);
    await page.mouse.down();
    await page.mouse.move((from + to) / 2, y, { steps: 3 });
    await page.mouse.move(to, y, { steps: 3 });
    await page.mouse.up();
    if (modifier) await page.keyboard.up(modifier);
    await painted(page);
    return stateOf(page);
  }

  test("is moved as a whole by its bar, and stops with its length at the end of the story", async () => {
    await setState(page, { from: "2016-11-20", to: "2016-11-29" });
    await painted(page);
    const y = await heightOf(page, ".dl-thumb-window");
    const middle = await placeOf(page, "2016-11-25");
    const moved = await drag(middle, await placeOf(page, "2016-12-03"), y);
    assert.deepEqual([moved.from, moved.to], ["2016-11-28", "2016-12-07"]);
    const last = await drag(await placeOf(page, "2016-12-03"), (await placeOf(page, "2016-12-23")) + 300, y);
    assert.deepEqual([last.from, last.to], ["2016-12-22", "2016-12-31"]);
  });

  test("is moved as a whole from right to left in Arabic", async () => {
    await setState(page, { from: "2016-11-20", to: "2016-11-29", lang: "ar" });
    await painted(page);
    const at = (day) => placeOf(page, day, { isRtl: true });
    const moved = await drag(await at("2016-11-25"), await at("2016-12-03"), await heightOf(page, ".dl-thumb-window"));
    assert.deepEqual([moved.from, moved.to], ["2016-11-28", "2016-12-07"]);
  });

  test("moves by hours with Shift", async () => {
    await setState(page, { from: "2016-11-20", to: "2016-11-29" });
    await painted(page);
    const [from, to] = [await placeOf(page, "2016-11-25"), await placeOf(page, "2016-11-28T09:00")];
    const moved = await drag(from, to, await heightOf(page, ".dl-thumb-window"), "Shift");
    assert.match(moved.from, /^2016-11-2[23]T\d\d:00$/);
    assert.equal(Date.parse(`${moved.to}Z`) - Date.parse(`${moved.from}Z`), 10 * DAY_MS);
  });

  test("is put back by Escape while it is dragged", async () => {
    await setState(page, { from: "2016-11-20", to: "2016-11-29" });
    await painted(page);
    const y = await heightOf(page, ".dl-thumb-window");
    await page.mouse.move(await placeOf(page, "2016-11-25"), y);
    await page.mouse.down();
    await page.mouse.move(await placeOf(page, "2016-12-05"), y, { steps: 3 });
    assert.equal((await stateOf(page)).from, "2016-11-30");
    await page.keyboard.press("Escape");
    assert.deepEqual([(await stateOf(page)).from, (await stateOf(page)).to], ["2016-11-20", "2016-11-29"]);
    await page.mouse.up();
    assert.equal((await stateOf(page)).from, "2016-11-20");
  });

  test("is drawn anew over the bars in window mode, where a click is still the moment", async () => {
    await setState(page, { mode: "window", t: "2016-12-20" });
    await painted(page);
    const y = await heightOf(page, ".dl-bars");
    const drawn = await drag(await placeOf(page, "2016-12-08"), await placeOf(page, "2016-11-21"), y);
    assert.deepEqual([drawn.from, drawn.to, drawn.t], ["2016-11-21", "2016-12-07", "2016-12-20"]);
    await page.mouse.click(await placeOf(page, "2016-12-11"), y);
    assert.equal((await stateOf(page)).t, "2016-12-10");
    assert.equal((await stateOf(page)).from, "2016-11-21");
  });

  /** Types into a field of the window, and leaves it. */
  async function type(place, text, key) {
    await (await find(page, `.dl-typed-field:nth-of-type(${place}) input`)).click({ count: 3 });
    await page.keyboard.type(text);
    if (key) await page.keyboard.press(key);
    await painted(page);
  }

  const openDates = () => click(page, ".dl-dates-button").then(() => untilFound(page, ".dl-typed-field:nth-of-type(2) input"));

  const field = (place) => page.evaluate(
    (which) => document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-typed input")[which - 1].value,
    place,
  );

  test("is typed: days, months and years, in either script; its last day is inside", async () => {
    await openDates();
    assert.deepEqual([await field(1), await field(2)], ["2016-11-14", "2016-12-22"]);
    await type(1, "2016-11-20");
    await type(2, "2016-12-05", "Enter");
    const { from, to } = await stateOf(page);
    assert.deepEqual([from, to], ["2016-11-20", "2016-12-05"]);
    await type(1, "٢٠١٦-١١");
    await type(2, "2016", "Enter");
    await untilState(page, "a month to the end of the story", (state) => state.from === "2016-11-01" && state.to === "2016-12-31");
    assert.deepEqual([await field(1), await field(2)], ["2016-11-01", "2016-12-31"]);
    await click(page, ".dl-dates-button");
  });

  test("says in words what is wrong with what was typed, stays, and is restored by Escape", async () => {
    await openDates();
    for (const [place, text, words] of [[1, "yesterday", /not a date/], [2, "2010", /from 1 Jul 2012 to 31 Dec 2016/], [2, "2016-11-01", /before the first/]]) {
      await type(place, text, "Enter");
      assert.match(await textOf(page, ".dl-typed-error"), words);
      assert.equal(await attributeOf(page, ".dl-typed-error", "role"), "alert");
      assert.equal(await attributeOf(page, `.dl-typed-field:nth-of-type(${place}) input`, "aria-invalid"), "true");
      assert.equal(await attributeOf(page, `.dl-typed-field:nth-of-type(${place}) input`, "aria-describedby"), "dl-typed-error");
      assert.equal((await stateOf(page)).from, "2016-11-14");
      await page.keyboard.press("Escape");
      await painted(page);
      assert.deepEqual([await field(1), await field(2)], ["2016-11-14", "2016-12-22"]);
      assert.equal(await textOf(page, ".dl-typed-error"), "");
    }
    // Nothing is left to restore: now it closes.
    await page.keyboard.press("Escape");
    await painted(page);
    assert.equal(await attributeOf(page, ".dl-dates-button", "aria-expanded"), "false");
  });
});

describe("the axis", () => {
  const suite = withSite();
  let page;

  before(async () => {
    ({ page } = await openStory(suite.device, suite.site, { path: "/#lang=en", width: 1200, height: 600 }));
    await untilHands(page);
  });

  beforeEach(async () => {
    await rest(page);
  });

  test("is magnified by buttons from the whole story to minutes, and back step by step", async () => {
    await click(page, ".dl-dates-button");
    const seen = [await axisWords(page)];
    await click(page, '.dl-dates [aria-label="Show the whole story"]');
    await painted(page);
    seen.push(await axisWords(page));
    assert.match(seen[1], /2013.*2016/);
    for (let count = 0; count < 18; count += 1) await click(page, '.dl-axis-buttons [aria-label="Show a shorter time"]');
    await painted(page);
    assert.match(await axisWords(page), /\d\d:\d\d.*\d\d:\d\d/);
    for (let count = 0; count < 60 && (await axisWords(page)) !== seen[0]; count += 1) {
      await click(page, '.dl-dates [aria-label="Back to the time shown before"]');
      await painted(page);
    }
    assert.equal(await axisWords(page), seen[0]);
    assert.equal(await attributeOf(page, '.dl-dates [aria-label="Back to the time shown before"]', "aria-disabled"), "true");
    await click(page, '.dl-dates [aria-label="Forward again"]');
    await painted(page);
    assert.equal(await axisWords(page), seen[1]);
    await click(page, ".dl-dates-button");
  });

  test("is magnified by the wheel only with Ctrl, about the pointer, and undone as one step by Ctrl+Z", async () => {
    const y = await heightOf(page, ".dl-axis");
    await page.mouse.move(await placeOf(page, "2016-12-06"), y);
    const before = await axisWords(page);
    await page.mouse.wheel({ deltaY: 200 });
    // It is the page's, which may take some pictures to get there.
    await retry("the page has scrolled", () => page.evaluate(() => scrollY >= Math.min(document.documentElement.scrollHeight - innerHeight, 200) - 1));
    assert.equal(await axisWords(page), before);
    await page.evaluate(() => scrollTo(0, 0));
    await page.mouse.move(await placeOf(page, "2016-12-07"), await heightOf(page, ".dl-axis"));
    await page.keyboard.down("Control");
    for (let count = 0; count < 3; count += 1) await page.mouse.wheel({ deltaY: -200 });
    await page.keyboard.up("Control");
    await painted(page);
    assert.notEqual(await axisWords(page), before);
    // The moment, which was under the pointer, is still there.
    const now = await boxOf(page, ".dl-playhead");
    assert.ok(Math.abs(now.left - (await placeOf(page, "2016-12-07"))) < 4, JSON.stringify(now));
    await (await find(page, ".dl-thumb-moment")).focus();
    await page.keyboard.down("Control");
    await page.keyboard.press("KeyZ");
    await page.keyboard.up("Control");
    await painted(page);
    assert.equal(await axisWords(page), before);
  });

  test("is moved along by dragging its words", async () => {
    await click(page, '.dl-axis-buttons [aria-label="Show a shorter time"]');
    await painted(page);
    const [before, box] = [await axisWords(page), await boxOf(page, ".dl-axis")];
    const y = box.bottom - 8;
    await page.mouse.move(box.left + 400, y);
    await page.mouse.down();
    await page.mouse.move(box.left + 100, y, { steps: 4 });
    await page.mouse.up();
    await painted(page);
    assert.notEqual(await axisWords(page), before);
    assert.equal((await stateOf(page)).t, "2016-12-06");
  });

  /** Sends events of fingers to the track as a browser would. */
  function fingers(steps) {
    return page.evaluate((list) => {
      const track = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-track");
      const box = track.getBoundingClientRect();
      for (const [type, pointerId, x, y] of list) {
        track.dispatchEvent(new PointerEvent(type, {
          pointerId, pointerType: "touch", isPrimary: pointerId === 11, bubbles: true, cancelable: true, composed: true,
          button: 0, buttons: ["pointerdown", "pointermove"].includes(type) ? 1 : 0, clientX: box.left + x, clientY: box.top + y,
        }));
      }
    }, steps);
  }

  test("is pinched by two fingers, which do not move the moment", async () => {
    const before = await axisWords(page);
    await fingers([
      ["pointerdown", 11, 300, 40], ["pointerdown", 12, 400, 40], ["pointermove", 11, 200, 40], ["pointermove", 12, 600, 40],
      ["pointerup", 12, 600, 40], ["pointermove", 11, 100, 40], ["pointerup", 11, 100, 40],
    ]);
    await painted(page);
    assert.notEqual(await axisWords(page), before);
    assert.equal((await stateOf(page)).t, "2016-12-06");
  });

  test("leaves a finger that scrolls the page alone, and follows one that goes along", async () => {
    const before = await stateOf(page);
    await fingers([["pointerdown", 11, 100, 40], ["pointermove", 11, 102, 30], ["pointercancel", 11, 102, 30]]);
    assert.equal((await stateOf(page)).t, before.t);
    await fingers([["pointerdown", 11, 100, 40], ["pointermove", 11, 150, 40], ["pointermove", 11, 300, 40], ["pointerup", 11, 300, 40]]);
    const dragged = (await stateOf(page)).t;
    assert.notEqual(dragged, before.t);
    await fingers([["pointerdown", 11, 100, 40], ["pointerup", 11, 100, 40]]);
    assert.ok((await stateOf(page)).t < dragged, "a tap is the moment");
  });
});

describe("dates that are not exact, and events without a date or a place", () => {
  const suite = withSite();
  const ROWS = [
    "id,date,title,category,area,verification,source",
    "A,2016-12-05,A day,air-strike,shaar,confirmed,S",
    "B,2016-12-05,No place,statement,,confirmed,S",
    "C,,No date,air-strike,shaar,confirmed,S",
    "D,,Neither,air-strike,,confirmed,S",
    "E,2016-12,A month,air-strike,shaar,confirmed,S",
    "F,2016-12-05~,About,air-strike,shaar,confirmed,S",
    "G,2016-12-05T10:00,A time,air-strike,shaar,confirmed,S",
  ];

  async function open() {
    const story = await (await fetch(suite.site.url("/data/aleppo/story.json"))).json();
    const kinds = story.categories.map(({ id }) => id);
    const rows = ROWS.map((row) => row.replace("air-strike", kinds[0]).replace("statement", kinds[1]));
    suite.site.replace("/data/aleppo/events.csv", { body: rows.join("\n") });
    suite.site.replace("/own.html", { body: hostPage("hash") });
    const opened = await openOn(suite.device, { width: 1280, height: 900 });
    suite.toClose.push(opened.close);
    await opened.page.goto(suite.site.url("/own.html"), { waitUntil: "load" });
    await untilReady(opened.page);
    await setState(opened.page, { t: "2016-12-06", mode: "window" });
    await openPanel(opened.page, "events");
    await untilFound(opened.page, "#dl-undated");
    return { ...opened, kinds };
  }

  /** The ids in the list by group. */
  const groups = (page) => page.evaluate(() => {
    const root = document.querySelector("dateline-map").shadowRoot;
    const ids = (list) => [...list.querySelectorAll("[data-event]")].map((row) => row.dataset.event);
    const [placed, unplaced, undated] = [...root.querySelectorAll(".dl-page > .dl-events")].map(ids);
    return { placed, unplaced, undated };
  });

  test("are groups of their own, and every event is in exactly one", async () => {
    const { page, kinds } = await open();
    for (const [filters, expected] of [
      [{ hiddenCategories: [] }, { placed: ["E", "A", "F", "G"], unplaced: ["B"], undated: ["C", "D"] }],
      [{ hiddenCategories: [kinds[1]] }, { placed: ["E", "A", "F", "G"], unplaced: [], undated: ["C", "D"] }],
      [{ exactDates: true }, { placed: ["A", "G"], unplaced: ["B"], undated: [] }],
    ]) {
      await setState(page, { filters });
      await painted(page);
      const shown = await groups(page);
      assert.deepEqual(shown, expected);
      const { counts } = await stateOf(page);
      assert.equal(shown.placed.length + shown.unplaced.length, counts.inWindow);
      const hidden = counts.events - counts.inWindow - shown.undated.length;
      assert.equal(hidden, ROWS.length - 1 - Object.values(expected).flat().length);
      const sum = Object.values(counts.byCategory).reduce((all, count) => all + count, 0);
      assert.equal(sum, counts.inWindow);
    }
  });

  test("are opened by a chip at the timeline and by a link over the list", async () => {
    const { page } = await open();
    const focused = () => page.evaluate(() => document.querySelector("dateline-map").shadowRoot.activeElement?.id);
    await openPanel(page, "story");
    const ways = await texts(page, ".dl-way");
    assert.deepEqual(ways.map((words) => words.replace(/\s+/g, " ").trim()), ["Without a place 1", "Without a date 2"]);
    await (await find(page, ".dl-way")).evaluate((way) => way.click());
    await retry("the group of places", async () => (await focused()) === "dl-unplaced");
    await click(page, ".dl-ways button:last-child");
    await retry("the group of dates", async () => (await focused()) === "dl-undated");
  });

  test("are left out of list, map, counts and bars by a switch that a link keeps", async () => {
    const { page } = await open();
    await untilHands(page);
    await click(page, ".dl-dates-button");
    const ghosts = () => page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-ghost").length);
    const before = await ghosts();
    assert.equal(await attributeOf(page, ".dl-check input", "role"), "switch");
    await click(page, ".dl-check input");
    const { counts, filters } = await untilState(page, "exact dates", (state) => state.filters.exactDates);
    assert.equal(counts.inWindow, 3);
    assert.deepEqual(filters, { hiddenCategories: [], exactDates: true, group: null });
    await painted(page);
    assert.equal(await ghosts(), before, "the bars behind show what is left out");
    await retry("the address", async () => (await page.evaluate(() => location.hash)).includes("dates=exact"));
    await page.reload({ waitUntil: "load" });
    await untilReady(page);
    assert.equal((await stateOf(page)).filters.exactDates, true);
    await untilFound(page, ".dl-check input");
    const isChecked = await page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelector(".dl-check input").checked);
    assert.equal(isChecked, true);
  });
});
