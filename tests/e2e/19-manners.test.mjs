// The map in an article leaves the page its scrolling (E29): wheel and one finger are the
// page's, Ctrl with the wheel and two fingers the map's.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import { boxOf, openOn, painted, retry, startDevice, stateOf, untilReady } from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { hostPage, page as pageWith } from "./support/pages.mjs";
import { startSite } from "./support/server.mjs";

// The site's own policy allows no style attribute and no frame; a publisher's page may.
const NO_POLICY = { "Content-Security-Policy": "" };
const TALL = '<p style="height: 1500px">An article.</p>';

describe("the map in an article", () => {
  let site;
  let device;
  let close;

  before(async () => {
    site = await startSite();
    device = await startDevice();
  });

  afterEach(async () => {
    await close?.();
    close = undefined;
    site.reset();
  });

  after(async () => {
    await device?.close();
    await site?.close();
  });

  /** Opens an article with the map in the middle of it, and the map in view. */
  async function openArticle(attributes = "") {
    site.replace("/article.html", { body: hostPage(attributes, TALL, TALL), headers: NO_POLICY });
    const opened = await openOn(device, { width: 800, height: 700 });
    close = opened.close;
    await opened.page.goto(site.url("/article.html"), { waitUntil: "load" });
    await untilReady(opened.page);
    await opened.page.evaluate(() => {
      document.querySelector("dateline-map").shadowRoot.querySelector(".dl-stage").scrollIntoView({ block: "center" });
    });
    await painted(opened.page);
    const box = await boxOf(opened.page, ".dl-stage");
    await opened.page.mouse.move((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return opened.page;
  }

  const scrolled = (page) => page.evaluate(() => window.scrollY);
  const advice = (page) => page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelector(".dl-advice")?.textContent ?? null);

  test("lets the wheel scroll the page, and says how to zoom", async () => {
    const page = await openArticle();
    // It is said for a moment only, which a slow machine may miss: noted as it appears.
    await page.evaluate(() => {
      const root = document.querySelector("dateline-map").shadowRoot;
      new MutationObserver(() => {
        const said = root.querySelector(".dl-advice");
        if (said?.textContent) window.advice ??= { text: said.textContent, hidden: said.closest("[aria-hidden]") !== null };
      }).observe(root, { childList: true, characterData: true, subtree: true });
    });
    const [zoom, top] = [(await stateOf(page)).view.zoom, await scrolled(page)];
    await page.mouse.wheel({ deltaY: 200 });
    await retry("the page scrolls", async () => (await scrolled(page)) > top + 100);
    assert.equal((await stateOf(page)).view.zoom, zoom);
    const said = await retry("the word", () => page.evaluate(() => window.advice));
    assert.match(said.text, /turn the wheel/);
    assert.ok(said.hidden, "nobody who cannot see the map tried to zoom it");
    await retry("the word goes", async () => (await advice(page)) === null);
  });

  test("zooms by the wheel with Ctrl, and the page stays", async () => {
    const page = await openArticle();
    const [zoom, top] = [(await stateOf(page)).view.zoom, await scrolled(page)];
    await page.keyboard.down("Control");
    await page.mouse.wheel({ deltaY: -100 });
    await page.keyboard.up("Control");
    await retry("the map zooms", async () => (await stateOf(page)).view.zoom > zoom);
    assert.equal(await scrolled(page), top);
  });

  test("takes the wheel where the host says so", async () => {
    const page = await openArticle('gestures="greedy"');
    const [zoom, top] = [(await stateOf(page)).view.zoom, await scrolled(page)];
    await page.mouse.wheel({ deltaY: -100 });
    await retry("the map zooms", async () => (await stateOf(page)).view.zoom > zoom);
    assert.equal(await scrolled(page), top);
    assert.equal(await advice(page), null);
  });

  test("leaves one finger to the page and moves under two", { skip: BROWSER !== "chromium" }, async () => {
    const page = await openArticle();
    const box = await boxOf(page, ".dl-stage");
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const [before, top] = [(await stateOf(page)).view, await scrolled(page)];
    const finger = await page.touchscreen.touchStart(x, y);
    for (let step = 1; step <= 8; step += 1) await finger.move(x, y - step * 15);
    await finger.end();
    await retry("the page scrolls", async () => (await scrolled(page)) > top + 40);
    assert.deepEqual((await stateOf(page)).view, before);
    // A page that was thrown rolls on for a while.
    let rests = 0;
    let rest = await scrolled(page);
    await retry("the page rests", async () => {
      await painted(page);
      const last = rest;
      rest = await scrolled(page);
      rests = rest === last ? rests + 1 : 0;
      return rests > 8;
    });
    await page.evaluate((by) => window.scrollBy(0, by), top - rest);
    await painted(page);
    const [one, two] = [await page.touchscreen.touchStart(x - 40, y), await page.touchscreen.touchStart(x + 40, y)];
    for (let step = 1; step <= 8; step += 1) {
      await one.move(x - 40 - step * 8, y);
      await two.move(x + 40 + step * 8, y);
    }
    await one.end();
    await two.end();
    await retry("the map zooms", async () => (await stateOf(page)).view.zoom > before.zoom + 0.5);
    assert.equal(await scrolled(page), top);
  });

  test("yields in a frame too, though it owns the page there", async () => {
    site.replace("/framing.html", { body: pageWith(`<iframe title="Map" width="700" height="600" src="/"></iframe>`), headers: NO_POLICY });
    const opened = await openOn(device, { width: 800, height: 700 });
    close = opened.close;
    await opened.page.goto(site.url("/framing.html"), { waitUntil: "load" });
    const framed = () => opened.page.frames().find((frame) => frame !== opened.page.mainFrame());
    const classOf = () =>
      // A frame that is still on its way to its page has none.
      framed()?.evaluate(() => document.querySelector("dateline-map")?.shadowRoot?.querySelector(".dl-stage")?.className).catch(() => null);
    assert.match(await retry("the map is there", classOf), /dl-yields/);
  });
});
