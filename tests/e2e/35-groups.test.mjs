// Groups of events where there are more marks than room: what they count, and what opens them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import {
  boxOf, call, openOn, painted, retry, setState, startDevice, stateOf, textOf, untilFound, untilReady,
} from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { readCases, serveCase } from "./support/images.mjs";
import { withSite } from "./support/suite.mjs";

const CASE = (await readCases()).find(({ name }) => name === "groups");
// What is read from a file has no prototype, which not every driver passes on.
const STATE = JSON.parse(JSON.stringify(CASE.state));

/** Sets a part of the state, and marks the buttons that stand there as those of before. */
async function setStateAnew(page, partial) {
  await page.evaluate(() => {
    const buttons = document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-group");
    for (const button of buttons) button.dataset.before = "";
  });
  await setState(page, partial);
}

/** The numbers that the groups have, as soon as there are some that are not of before. */
function groupCounts(page) {
  return retry("groups", async () => {
    const counts = await page.evaluate(() => {
      const buttons = document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-groups:not([hidden]) .dl-group:not([data-before])");
      return [...buttons].map((button) => Number(button.dataset.count));
    });
    return counts.length > 0 && counts;
  });
}

/** The group that has the focus: where its event lies, and its middle; null elsewhere. */
function focusedGroup(page) {
  return page.evaluate(() => {
    const { shadowRoot } = document.querySelector("dateline-map");
    const button = shadowRoot.activeElement;
    if (!button?.classList.contains("dl-group")) return null;
    const { left, top, width, height } = button.getBoundingClientRect();
    const stage = shadowRoot.querySelector(".dl-stage").getBoundingClientRect();
    const middle = [left + width / 2 - stage.left, top + height / 2 - stage.top];
    const [, x, y] = button.dataset.key.split(" ").map(Number);
    return { x, y, middle, size: [stage.width, stage.height], count: Number(button.dataset.count) };
  });
}

/** Where a point of the world, 2³² units wide, is on a map of that size. */
function onScreen({ x, y, size }, { lon, lat, zoom }) {
  const units = 2 ** 32;
  const middle = [((lon + 180) / 360) * units, (0.5 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / (2 * Math.PI)) * units];
  const scale = 2 ** (zoom - 24);
  return [(x - middle[0]) * scale + size[0] / 2, (y - middle[1]) * scale + size[1] / 2];
}

describe("groups of events", () => {
  const suite = withSite();
  let poor;

  before(async () => {
    if (BROWSER === "chromium") poor = await startDevice({ args: ["--disable-3d-apis"] });
  });
  after(() => poor?.close());

  async function opened(lang, controls, device = suite.device) {
    const found = await openOn(device, { width: 1200, height: 900 });
    suite.toClose.push(found.close);
    const path = await serveCase(suite.site, { ...CASE, lang, controls, width: 1100, height: 800 });
    await found.page.goto(suite.site.url(path), { waitUntil: "load" });
    await untilReady(found.page);
    await untilFound(found.page, ".dl-groups");
    await setStateAnew(found.page, STATE);
    return found.page;
  }

  test("every event in view is in one group or stands alone, also behind a filter", async () => {
    const page = await opened("en");
    await setState(page, { view: { lon: 10.03, lat: 50.014, zoom: 13 } });
    // Buttons of what was shown before may stand there until the map has come to rest.
    const accounted = () => retry("groups and a few alone", async () => {
      const sum = (await groupCounts(page)).reduce((all, count) => all + count, 0);
      const { inView } = (await stateOf(page)).counts;
      return inView - sum >= 0 && inView - sum <= 30 && { inView, sum };
    });
    const whole = await accounted();
    await setStateAnew(page, { filters: { hiddenCategories: ["circle"] } });
    const left = await accounted();
    assert.ok(left.inView < whole.inView && left.sum < whole.sum);
  });

  for (const [lang, words] of [["en", /\d+ events? here: /], ["ar", /هنا: /]]) {
    test(`keys reach a group, hear what it is and go nearer, in ${lang}`, async () => {
      const page = await opened(lang);
      await groupCounts(page);
      const before = (await stateOf(page)).view.zoom;
      const focus = () => page.evaluate(() => document.querySelector("dateline-map").shadowRoot.activeElement?.getAttribute("aria-label") ?? "");
      await (await untilFound(page, '.dl-group[tabindex="0"]')).evaluate((button) => button.focus());
      const first = await focus();
      assert.match(first, words);
      await page.keyboard.press("ArrowRight");
      const second = await focus();
      assert.match(second, words);
      assert.notEqual(first, second);
      await page.keyboard.press("Enter");
      await retry("a nearer view", async () => (await stateOf(page)).view.zoom > before + 0.9);
    });
  }

  test("a group that cannot come apart is listed, with exactly its events", async () => {
    const page = await opened("en", "full");
    await setState(page, { view: { lon: 10.052, lat: 50.0, zoom: 17 } });
    // Buttons of the view before may stand there until the map has come to rest.
    await retry("its group alone", async () => String(await groupCounts(page)) === "45");
    const stage = await untilFound(page, ".dl-stage");
    const { x, y, width, height } = await stage.boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
    await retry("the list", async () => (await call(page, "getState")).counts.inWindow === 45);
    assert.match(await textOf(page, ".dl-count"), /45/);
    // A host hears of it, may hand it back, and lifts it with the other filters.
    const { filters } = await call(page, "getState");
    assert.equal(filters.group, 45);
    await setState(page, { filters });
    assert.equal((await call(page, "getState")).filters.group, 45);
    await assert.rejects(setState(page, { filters: { group: "45" } }), /group/);
    await setState(page, { filters: {} });
    const { counts, filters: lifted } = await call(page, "getState");
    assert.equal(lifted.group, null);
    assert.ok(counts.inWindow > 45, String(counts.inWindow));
  });

  test("of two pictures the one with the group becomes that of the clock, whose list it is", async () => {
    const page = await opened("en", "full");
    // Nothing has happened by the clock's own moment; the other is most of the map.
    const [early, late] = ["2020-01-05", "2020-01-20"];
    const beside = { compare: late, beside: "swipe", curtain: 100 };
    await setState(page, { t: early, mode: "cumulative", ...beside, view: { lon: 10.052, lat: 50.0, zoom: 17 } });
    await retry("its group alone", async () => String(await groupCounts(page)) === "45");
    const stage = await untilFound(page, ".dl-stage");
    const { x, y, width, height } = await stage.boundingBox();
    await page.mouse.click(x + width / 2, y + height / 2);
    await retry("the list", async () => (await call(page, "getState")).counts.inWindow === 45);
    const { t, compare } = await stateOf(page);
    assert.deepEqual([t, compare], [late, early]);
  });

  test("the focus stays with the events of a group while it comes apart, and then goes to the map", async () => {
    const page = await opened("en", "full");
    await groupCounts(page);
    await (await untilFound(page, '.dl-group[tabindex="0"]')).evaluate((button) => button.focus());
    await page.keyboard.press("End");
    let { x, y, count } = await focusedGroup(page);
    for (let presses = 0; ; presses += 1) {
      assert.ok(presses < 8, "a group of some events is apart by now");
      const { view } = await stateOf(page);
      await page.keyboard.press("Enter");
      const now = await retry("the map to rest, and the focus", async () => {
        const { view: nearer, counts } = await stateOf(page);
        const isElsewhere = nearer.zoom !== view.zoom;
        if (!isElsewhere && counts.inWindow === count) return "listed";
        const group = await focusedGroup(page);
        if (isElsewhere && group) {
          // In flight no two pictures are of one view.
          await painted(page);
          await painted(page);
          const { view: rested } = await stateOf(page);
          const [shownX, shownY] = onScreen(group, rested);
          const isNear = Math.hypot(shownX - group.middle[0], shownY - group.middle[1]) < 128;
          return JSON.stringify(rested) === JSON.stringify(nearer) && isNear && group;
        }
        const isOnMap = await page.evaluate(() => document.querySelector("dateline-map").shadowRoot.activeElement?.classList.contains("dl-stage"));
        return isElsewhere && isOnMap && "on the map";
      });
      if (typeof now === "string") break;
      assert.deepEqual([now.x, now.y], [x, y], "it is the same event's group");
      ({ x, y, count } = now);
    }
  });

  test("without WebGL2 there are the same groups, which tap and keys open", { skip: BROWSER !== "chromium" && "only Chromium can be started without" }, async () => {
    const [rich, page] = [await opened("en", "full"), await opened("en", "full", poor)];
    const counts = await groupCounts(page);
    assert.deepEqual(counts, await groupCounts(rich));
    const drawing = await untilFound(page, "img.dl-drawing[src]");
    const drawn = decodeURIComponent(await drawing.evaluate((image) => image.src));
    const numbers = [...drawn.matchAll(/>([\d,]+)<\/text><\/g>/g)].map(([, number]) => Number(number.replaceAll(",", "")));
    assert.ok(counts.every((count) => numbers.includes(count)), `${counts} are not in ${numbers}`);
    await setState(page, { view: { lon: 10.052, lat: 50.0, zoom: 17 } });
    await retry("its group alone", async () => String(await groupCounts(page)) === "45");
    const { left, top, width, height } = await boxOf(page, ".dl-stage");
    await page.mouse.click(left + width / 2, top + height / 2);
    await retry("the list", async () => (await call(page, "getState")).counts.inWindow === 45);
  });
});
