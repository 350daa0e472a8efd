// The clock under a reader's hands: typed, chosen, played, dragged, clicked; in both
// directions of writing; and the same days wherever the reader sits.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";

import {
  attributeOf, boxOf, call, click, find, openPanel, openStory, painted, retry, setState, startDevice, stateOf, textOf,
  texts, untilHands, untilState,
} from "./support/app.mjs";
import { startSite } from "./support/server.mjs";

const THUMB = ".dl-thumb-moment";
const DAY_MS = 86_400_000;
/** The window of the story at its start, which is also what the axis shows: 39 days. */
const WINDOW = { from: "2016-11-14", to: "2016-12-22" };
const [FIRST_DAY, DAYS] = [Date.parse(WINDOW.from), 39];
/** What every test starts from. */
const START = { t: "2016-12-06", mode: "moment", ...WINDOW, lang: "en", selection: null, playing: false };

/** The place on the track at which `day` ends, in pixels of the viewport. */
async function endOf(page, day, isRtl) {
  const track = await boxOf(page, ".dl-track");
  const share = ((Date.parse(day) - FIRST_DAY) / DAY_MS + 1) / DAYS;
  return isRtl ? track.right - share * track.width : track.left + share * track.width;
}

/** The middle of the bars, where a press means the moment. */
async function barsHeight(page) {
  const bars = await boxOf(page, ".dl-bars");
  return (bars.top + bars.bottom) / 2;
}

/** Drags a thumb by its grip to where `day` ends, in steps, and gives the state on the way. */
async function drag(page, thumb, day, isRtl = false) {
  const grip = await boxOf(page, `${thumb} .dl-thumb-grip`);
  const [x, y] = [(grip.left + grip.right) / 2, (grip.top + grip.bottom) / 2];
  const to = await endOf(page, day, isRtl);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move((x + to) / 2, y, { steps: 4 });
  const halfway = await stateOf(page);
  await page.mouse.move(to, y, { steps: 4 });
  await page.mouse.up();
  return halfway;
}

async function typeDate(page, text) {
  const field = await find(page, ".dl-date");
  await field.click({ count: 3 });
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
}

describe("the clock", () => {
  let site;
  let device;
  let page;
  let record;

  before(async () => {
    site = await startSite();
    device = await startDevice();
    ({ page, record } = await openStory(device, site));
    await untilHands(page);
  });

  beforeEach(async () => {
    await setState(page, START);
  });

  after(async () => {
    assert.deepEqual(record.pageErrors, []);
    await device?.close();
    await site?.close();
  });

  test("goes to a day that is typed, and says everywhere that it did", async () => {
    await typeDate(page, "2016-12-12");
    await untilState(page, "12 December", (state) => state.t === "2016-12-12");
    await painted(page);
    assert.equal(await textOf(page, ".dl-asof-date"), "12 December 2016");
    assert.equal(await attributeOf(page, THUMB, "aria-valuetext"), "12 December 2016");
    assert.equal(await attributeOf(page, ".dl-date", "aria-invalid"), "false");
    assert.match(await attributeOf(page, ".dl-map", "aria-label"), /12 December 2016/);
  });

  test("stays where it is when what is typed is no date, and marks the field", async () => {
    await typeDate(page, "2016-13-40");
    await retry("the mark", async () => (await attributeOf(page, ".dl-date", "aria-invalid")) === "true");
    assert.match(await textOf(page, ".dl-field-note"), /not a date|ليس تاريخ/);
    assert.equal((await stateOf(page)).t, START.t);
    await typeDate(page, "2016-12-01");
    await untilState(page, "1 December", (state) => state.t === "2016-12-01");
    await retry("no mark", async () => (await attributeOf(page, ".dl-date", "aria-invalid")) === "false");
  });

  test("lists by the chosen mode what is counted", async () => {
    await openPanel(page, "events");
    const counts = {};
    for (const mode of ["window", "cumulative", "moment"]) {
      await (await find(page, ".dl-mode select")).select(mode);
      const { counts: told } = await untilState(page, mode, (state, wanted) => state.mode === wanted, mode);
      await painted(page);
      const rows = await texts(page, ".dl-page > .dl-events [data-event]");
      assert.equal(rows.length, Math.min(told.inWindow, 100), mode);
      counts[mode] = told.inWindow;
    }
    assert.ok(counts.window > counts.cumulative && counts.cumulative > counts.moment && counts.moment > 0, JSON.stringify(counts));
  });

  test("stands still until it is told to play, plays, and stops at the end of a day", async () => {
    assert.equal((await stateOf(page)).playing, false);
    assert.equal(await attributeOf(page, ".dl-play-button", "aria-label"), "Play");
    await setState(page, { t: "2016-11-20" });
    await click(page, ".dl-play-button");
    const running = await untilState(page, "two days on", (state) => state.t >= "2016-11-22");
    assert.equal(running.playing, true);
    assert.equal(await attributeOf(page, ".dl-play-button", "aria-label"), "Pause");
    await click(page, ".dl-play-button");
    const { t } = await untilState(page, "a stop", (state) => !state.playing);
    assert.match(t, /^\d{4}-\d\d-\d\d$/);
    await painted(page);
    assert.equal((await stateOf(page)).t, t);
  });

  test("says nothing of each frame to whoever listens to its thumb while it plays", async () => {
    await page.evaluate(() => {
      const thumb = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-thumb-moment");
      window.said = [];
      new MutationObserver(() => window.said.push(thumb.getAttribute("aria-valuetext"))).observe(thumb, { attributeFilter: ["aria-valuetext", "aria-valuenow"] });
    });
    const said = () => page.evaluate(() => window.said);
    await setState(page, { t: "2016-11-20" });
    await page.evaluate(() => { window.said = []; });
    await setState(page, { playing: true });
    await untilState(page, "another moment", ({ t, playing }) => playing && t > "2016-11-20T12");
    await painted(page);
    assert.deepEqual(await said(), []);
    await setState(page, { playing: false });
    await painted(page);
    assert.equal((await said()).length, 1);
  });

  test("plays to the end of the window and stops there", async () => {
    await setState(page, { from: "2016-12-18", to: "2016-12-20", t: "2016-12-20T18:00" });
    await click(page, ".dl-play-button");
    await untilState(page, "playing or past it", (state) => state.playing || state.t === "2016-12-20");
    const { t } = await untilState(page, "the end", (state) => !state.playing);
    assert.equal(t, "2016-12-20");
  });

  test("steps from event to event and back", async () => {
    await setState(page, { t: "2016-12-04" });
    const days = [];
    for (const selector of [".dl-play > :last-child", ".dl-play > :last-child", ".dl-play > :first-child"]) {
      await click(page, selector);
      days.push((await stateOf(page)).t);
    }
    assert.deepEqual(days, ["2016-12-05", "2016-12-06", "2016-12-05"]);
  });

  test("follows the thumb of the moment from day to day, and lets go of it", async () => {
    const halfway = await drag(page, THUMB, "2016-12-16");
    assert.ok(halfway.t > START.t && halfway.t < "2016-12-16", halfway.t);
    assert.equal((await stateOf(page)).t, "2016-12-16");
    await page.mouse.move(await endOf(page, "2016-11-20"), await barsHeight(page));
    assert.equal((await stateOf(page)).t, "2016-12-16");
  });

  test("goes to where the track is clicked", async () => {
    for (const day of ["2016-11-27", "2016-12-13"]) {
      await page.mouse.click(await endOf(page, day), await barsHeight(page));
      assert.equal((await stateOf(page)).t, day);
    }
  });

  test("takes the ends of its window by their grips, and only them", async () => {
    await drag(page, ".dl-thumb-start", "2016-11-24");
    await drag(page, ".dl-thumb-end", "2016-12-10");
    const state = await stateOf(page);
    // A grip at the end of a day is the start of the next.
    assert.deepEqual([state.from, state.to, state.t], ["2016-11-25", "2016-12-10", START.t]);
  });

  test("runs from right to left in Arabic: dragged, clicked, stepped", async () => {
    await setState(page, { lang: "ar" });
    await painted(page);
    const halfway = await drag(page, THUMB, "2016-12-16", true);
    assert.ok(halfway.t > START.t && halfway.t < "2016-12-16", halfway.t);
    assert.equal((await stateOf(page)).t, "2016-12-16");
    await page.mouse.click(await endOf(page, "2016-11-27", true), await barsHeight(page));
    assert.equal((await stateOf(page)).t, "2016-11-27");
    await painted(page);
    assert.match(await attributeOf(page, THUMB, "aria-valuetext"), /^27 تشرين الثاني 2016$/);
    const early = await boxOf(page, THUMB);
    await click(page, ".dl-play > :last-child");
    await painted(page);
    assert.ok((await stateOf(page)).t > "2016-11-27");
    assert.ok((await boxOf(page, THUMB)).left < early.left, "later is further left");
    const [previous, next] = [await boxOf(page, ".dl-play > :first-child"), await boxOf(page, ".dl-play > :last-child")];
    assert.ok(previous.left > next.right, "the way back is on the right");
  });

  test("takes hold of the grips of its window in Arabic too", async () => {
    await setState(page, { lang: "ar" });
    await painted(page);
    await drag(page, ".dl-thumb-end", "2016-12-10", true);
    assert.equal((await stateOf(page)).to, "2016-12-10");
  });

  test("takes a date typed in Arabic with Latin digits", async () => {
    await setState(page, { lang: "ar" });
    await typeDate(page, "2016-12-13");
    await untilState(page, "13 December", (state) => state.t === "2016-12-13");
    await painted(page);
    assert.equal(await textOf(page, ".dl-asof-date"), "13 كانون الأول 2016");
  });
});

describe("the days of the story", () => {
  let site;
  let device;

  before(async () => {
    site = await startSite();
    device = await startDevice();
  });

  after(async () => {
    await device?.close();
    await site?.close();
  });

  /** Everything on the page that tells a day, for a reader in `zone`. */
  async function daysIn(zone) {
    const { page, close } = await openStory(device, site, { zone });
    const offset = await page.evaluate(() => new Date(2016, 11, 6).getTimezoneOffset());
    await untilHands(page);
    await openPanel(page, "events");
    const told = [];
    for (const t of ["2016-11-26", "2016-12-05", "2016-12-05T23:30", "2016-12-06T00:30"]) {
      await setState(page, { t, mode: "cumulative" });
      told.push({
        t: (await stateOf(page)).t,
        asOf: await textOf(page, ".dl-asof"),
        field: await page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelector(".dl-date").value),
        slider: await attributeOf(page, THUMB, "aria-valuetext"),
        number: await attributeOf(page, THUMB, "aria-valuenow"),
        counts: (await stateOf(page)).counts,
        list: await texts(page, ".dl-page > .dl-events .dl-row-kicker"),
        span: await textOf(page, ".dl-count"),
        histogram: await attributeOf(page, ".dl-bars", "aria-label"),
        bars: await page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelector(".dl-bars").innerHTML),
        ticks: await texts(page, ".dl-tick"),
      });
    }
    told.push(await call(page, "area", "qadi-askar"));
    await close();
    return { offset, told };
  }

  test("are the same for readers eleven hours behind, at and fourteen hours ahead of UTC", async () => {
    const west = await daysIn("Pacific/Pago_Pago");
    const middle = await daysIn("UTC");
    const east = await daysIn("Pacific/Kiritimati");
    assert.deepEqual([west.offset, middle.offset, east.offset], [660, 0, -840], "the readers are not where they should be");
    assert.equal(middle.told[1].slider, "5 December 2016");
    assert.ok(middle.told[1].list.length > 20);
    assert.deepEqual(west.told, middle.told);
    assert.deepEqual(east.told, middle.told);
  });
});
