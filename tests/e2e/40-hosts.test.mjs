// The map on pages that show it smaller than it is, hide it, or give it the whole screen; and
// under hands that end a gesture in a way of their own.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  atRest, boxOf, call, click, openOn, openStory, painted, rest, retry, setState, stateOf, untilFound, untilHands, untilReady,
} from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { hostPage, page as pageWith } from "./support/pages.mjs";
import { withSite } from "./support/suite.mjs";
import { line, screenOf, stroke, tell } from "./support/touch.mjs";

// The site's own policy allows no style attribute; a publisher's page may.
const NO_POLICY = { "Content-Security-Policy": "" };

describe("the map on other people's pages", () => {
  const suite = withSite();

  async function open(body, size = { width: 1280, height: 800 }) {
    suite.site.replace("/host.html", { body, headers: NO_POLICY });
    const { page, close } = await openOn(suite.device, size);
    suite.toClose.push(close);
    await page.goto(suite.site.url("/host.html"), { waitUntil: "load" });
    await untilReady(page);
    return page;
  }

  async function openOwn() {
    const { page, close } = await openStory(suite.device, suite.site, { path: "/#lang=en" });
    suite.toClose.push(close);
    await untilHands(page);
    await rest(page);
    return page;
  }

  test("is pressed where it is seen, where a page shows it smaller than it is", async () => {
    const page = await open(hostPage('style="transform: scale(0.5); transform-origin: 0 0; width: 1200px"'));
    const { lon, lat } = await call(page, "area", "shaar");
    const { categories } = await (await fetch(suite.site.url("/data/aleppo/story.json"))).json();
    const hiddenCategories = categories.map(({ id }) => id);
    await setState(page, { view: { lon: lon - 0.01, lat, zoom: 13.5 }, filters: { hiddenCategories } });
    const box = await boxOf(page, ".dl-stage");
    const seen = { width: box.width * 2, height: box.height * 2 };
    const [x, y] = screenOf((await stateOf(page)).view, seen, { lon, lat });
    await page.mouse.click(box.left + x / 2, box.top + y / 2);
    const { selection } = await retry("what was pressed", async () => (await stateOf(page)).selection && stateOf(page));
    assert.equal(selection, "area:shaar");
  });

  test("shows a chapter as it is meant, also if that was opened while the map was hidden", async () => {
    const page = await open(pageWith('<div id="tab"><dateline-map src="/data/aleppo/" lang="en"></dateline-map></div>'));
    const hide = (how) => page.evaluate((display) => { document.getElementById("tab").style.display = display; }, how);
    await setState(page, { chapter: 2 });
    const { view } = await atRest(page, "the chapter", () => stateOf(page));
    await setState(page, { chapter: 1 });
    await hide("none");
    await retry("a map without a size", async () => (await boxOf(page, ".dl-stage")).width === 0);
    await painted(page);
    await setState(page, { chapter: 2 });
    await hide("");
    const shown = await atRest(page, "the chapter again", () => stateOf(page));
    assert.ok(Math.abs(shown.view.zoom - view.zoom) < 1, `${shown.view.zoom} after ${view.zoom}`);
  });

  test("takes the wheel while it has the whole screen to itself, and gives it back", async () => {
    const page = await open(hostPage());
    const zoom = async () => (await stateOf(page)).view.zoom;
    const overMap = async () => {
      const box = await boxOf(page, ".dl-stage");
      await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    };
    const before = await zoom();
    await click(page, '.dl-map-buttons [aria-label="Full screen"]');
    await untilFound(page, '.dl-map-buttons [aria-label="Leave full screen"]');
    await untilFound(page, ".dl-stage:not(.dl-yields)");
    await overMap();
    await page.mouse.wheel({ deltaY: -200 });
    await retry("the map zooms", async () => (await zoom()) > before + 0.5);
    await click(page, '.dl-map-buttons [aria-label="Leave full screen"]');
    await untilFound(page, ".dl-stage.dl-yields");
  });

  test("is zoomed by a pinch of the pad over what stands on it, and the page is not", async () => {
    const page = await openOwn();
    const before = (await stateOf(page)).view.zoom;
    const box = await boxOf(page, ".dl-legend");
    await page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    await page.keyboard.down("Control");
    await page.mouse.wheel({ deltaY: -50 });
    await page.keyboard.up("Control");
    await retry("the map zooms", async () => (await stateOf(page)).view.zoom > before + 0.2);
    assert.equal(await page.evaluate(() => window.visualViewport.scale), 1);
  });

  test("lets go where a press has opened a menu, of whose end nobody hears", async () => {
    const page = await openOwn();
    const { view, t } = await stateOf(page);
    const mouse = { pointerType: "mouse" };
    const [down] = stroke([[200, 200]], { ...mouse, lifts: false });
    const hover = line([260, 220], [30, 10], 6).map(([x, y], step) => ({
      ...mouse, type: "pointermove", x, y, at: 1_050 + 16 * step, buttons: 0,
    }));
    await tell(page, [down, ...hover]);
    await painted(page);
    assert.deepEqual((await stateOf(page)).view, view);
    // The next press is one of its own.
    await tell(page, stroke(line([200, 200], [16, 0], 6), mouse));
    await retry("the map is dragged", async () => (await stateOf(page)).view.lon < view.lon);
    assert.equal((await stateOf(page)).t, t);
  });

  test("says nothing of two fingers to whoever has just used two", async () => {
    const page = await open(hostPage());
    await untilHands(page);
    await page.evaluate(() => {
      const root = document.querySelector("dateline-map").shadowRoot;
      window.advice = 0;
      new MutationObserver(() => { window.advice += root.querySelector(".dl-advice") ? 1 : 0; }).observe(root, { childList: true, subtree: true });
    });
    const two = (type, x, pointerId, at) => ({ type, x, y: 200, pointerId, at, pointerType: "touch" });
    const { view } = await stateOf(page);
    await tell(page, [
      two("pointerdown", 200, 1, 1_000), two("pointerdown", 300, 2, 1_010), two("pointermove", 150, 1, 1_100), two("pointermove", 380, 2, 1_110),
      two("pointerup", 380, 2, 1_200), two("pointermove", 140, 1, 1_210), two("pointermove", 120, 1, 1_230), two("pointerup", 120, 1, 1_240),
    ]);
    await painted(page);
    assert.ok((await stateOf(page)).view.zoom > view.zoom + 0.3);
    assert.equal(await page.evaluate(() => window.advice), 0);
    // One finger alone is told, as ever.
    await tell(page, stroke(line([200, 200], [16, 0], 6), { from: 3_000 }));
    await retry("the word", () => page.evaluate(() => window.advice > 0));
  });

  test("is a picture where the graphics card is taken away for good, and a map when it is back", { skip: BROWSER !== "chromium" && "gives it back by itself" }, async () => {
    const page = await openOwn();
    const canvas = (act) => page.evaluate((what) => {
      const context = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gl").getContext("webgl2");
      window.loss ??= context.getExtension("WEBGL_lose_context");
      window.loss[what]();
    }, act);
    const isPicture = () => page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelector(".dl-no-webgl") !== null);
    assert.equal(await isPicture(), false);
    await canvas("loseContext");
    await retry("the picture", isPicture);
    await canvas("restoreContext");
    await retry("the map", async () => !(await isPicture()));
    const { lon, lat } = await call(page, "area", "shaar");
    await retry("its pixels", async () => (await page.evaluate((at) => document.querySelector("dateline-map").pixelAt(...at), [lon, lat])) !== null);
  });
});
