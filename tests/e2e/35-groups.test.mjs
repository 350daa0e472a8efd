// Groups of events where there are more marks than room: what they count, and what opens them.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { call, openOn, painted, retry, setState, stateOf, textOf, untilFound, untilReady } from "./support/app.mjs";
import { readCases, serveCase } from "./support/images.mjs";
import { withSite } from "./support/suite.mjs";

const CASE = (await readCases()).find(({ name }) => name === "groups");
// What is read from a file has no prototype, which not every driver passes on.
const STATE = JSON.parse(JSON.stringify(CASE.state));

/** The numbers that the groups have, as soon as there are some. */
function groupCounts(page) {
  return retry("groups", async () => {
    const counts = await page.evaluate(() => {
      const buttons = document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-groups:not([hidden]) .dl-group");
      return [...buttons].map((button) => Number(button.dataset.count));
    });
    return counts.length > 0 && counts;
  });
}

describe("groups of events", () => {
  const suite = withSite();

  async function opened(lang, controls) {
    const found = await openOn(suite.device, { width: 1200, height: 900 });
    suite.toClose.push(found.close);
    const path = await serveCase(suite.site, { ...CASE, lang, controls, width: 1100, height: 800 });
    await found.page.goto(suite.site.url(path), { waitUntil: "load" });
    await untilReady(found.page);
    await untilFound(found.page, ".dl-groups");
    await setState(found.page, STATE);
    await painted(found.page);
    return found.page;
  }

  test("every event in view is in one group or stands alone, also behind a filter", async () => {
    const page = await opened("en");
    await setState(page, { view: { lon: 10.03, lat: 50.014, zoom: 13 } });
    const whole = await groupCounts(page);
    const { counts } = await stateOf(page);
    const alone = counts.inView - whole.reduce((sum, count) => sum + count, 0);
    assert.ok(alone >= 0 && alone <= 30, `${alone} stand alone`);
    await setState(page, { filters: { hiddenCategories: ["circle"] } });
    const fewer = await retry("other groups", async () => {
      const now = await groupCounts(page);
      return now.join() !== whole.join() && now;
    });
    const left = (await stateOf(page)).counts.inView;
    assert.ok(left < counts.inView);
    assert.ok(Math.abs(left - fewer.reduce((sum, count) => sum + count, 0)) <= 30);
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
});
