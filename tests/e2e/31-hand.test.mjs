// The map under the hand: throws, double taps, boxes, taps of two fingers, wheels of every
// kind, pens, pads; what a device does to a map that is there; and how steady it is from near.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  atRest, boxOf, click, deviceLike, find, openOn, openStory, overlap, painted, rest, retry, setState, stateOf, untilFound, untilHands, untilReady,
} from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { readCases, serveCase } from "./support/images.mjs";
import { hostPage } from "./support/pages.mjs";
import { shoot } from "./support/shots.mjs";
import { withSite } from "./support/suite.mjs";
import { line, placeAt, screenOf, stroke, tell } from "./support/touch.mjs";

const viewOf = async (page) => (await stateOf(page)).view;

/** The view once it is the same in two pictures. */
const restingView = (page) => atRest(page, "the map", () => viewOf(page));

/** How far right and down a place of `before` stands in `after`, CSS pixels. */
function moved(before, after, size) {
  const [x, y] = screenOf(after, size, before);
  return [x - size.width / 2, y - size.height / 2];
}

const near = (one, other, by) => one.every((value, index) => Math.abs(value - other[index]) <= by);

describe("the map under the hand", () => {
  const suite = withSite();

  /** The stand-alone page, at rest, with its stage's box. */
  async function open(device = suite.device) {
    const opened = await openStory(device, suite.site, { path: "/#lang=en" });
    suite.toClose.push(opened.close);
    const { page } = opened;
    await untilHands(page);
    await rest(page);
    return { page, record: opened.record, size: await boxOf(page, ".dl-stage") };
  }

  test("goes on when it is let go of, by as much as it was fast, and comes to rest", async () => {
    const { page, record, size } = await open();
    const before = await viewOf(page);
    // 16 px in 16 ms: 1000 px a second, which glide for √(1000/1100) s.
    await tell(page, stroke(line([200, 200], [16, 8], 10)));
    const after = await restingView(page);
    const speed = Math.hypot(1000, 500);
    const seconds = Math.sqrt(speed / 1100);
    const [right, down] = moved(before, after, size);
    assert.ok(near([right, down], [160 + (1000 * seconds) / 3, 80 + (500 * seconds) / 3], 1), `${right} ${down}`);
    assert.equal((await stateOf(page)).selection, null);
    assert.deepEqual(record.pageErrors, []);
  });

  test("stays where it is let go of by a hand that had come to rest", async () => {
    const { page, size } = await open();
    const before = await viewOf(page);
    const events = stroke(line([200, 200], [16, 0], 10));
    events.at(-1).at += 120;
    await tell(page, events);
    assert.ok(near(moved(before, await restingView(page), size), [160, 0], 0.5));
  });

  test("is stopped by any touch, which selects nothing", async () => {
    const { page, size } = await open();
    const before = await viewOf(page);
    const throwIt = stroke(line([200, 200], [32, 0], 10));
    const { at } = throwIt.at(-1);
    const stop = { x: 300, y: 300, pointerType: "touch", pointerId: 2 };
    await tell(page, [...throwIt, { ...stop, type: "pointerdown", at: at + 40 }]);
    const stopped = await restingView(page);
    assert.ok(moved(before, stopped, size)[0] < 340, "it did not glide on");
    await tell(page, [{ ...stop, type: "pointerup", at: at + 90 }]);
    assert.deepEqual(await restingView(page), stopped);
    assert.equal((await stateOf(page)).selection, null);
    // The next touch is a tap again.
    await tell(page, stroke([[size.width / 2, size.height / 2]], { from: at + 3_000 }));
    await retry("a selection", async () => (await stateOf(page)).selection !== null);
  });

  test("does not glide where the reader wants no motion, and steps at once", async () => {
    const calm = await deviceLike(suite.device, { calm: true });
    try {
      const { page, size } = await open(calm);
      const before = await viewOf(page);
      await tell(page, stroke(line([200, 200], [16, 0], 10)));
      assert.ok(near(moved(before, await restingView(page), size), [160, 0], 0.5));
      const from = await viewOf(page);
      await tell(page, [{ type: "wheel", x: 100, y: 100, deltaY: -120 }]);
      assert.equal((await viewOf(page)).zoom, from.zoom + 0.5, "at once");
      await click(page, '.dl-map-buttons [aria-label="Zoom in"]');
      assert.equal((await viewOf(page)).zoom, from.zoom + 1.5, "at once");
    } finally {
      await calm.close();
    }
  });

  test("becomes calm while it is there, if the device does", { skip: BROWSER !== "chromium" && "wishes change with the browser" }, async () => {
    const { page, size } = await open();
    await page.emulateMediaFeatures([{ name: "prefers-reduced-motion", value: "reduce" }]);
    await painted(page);
    const before = await viewOf(page);
    await tell(page, stroke(line([200, 200], [16, 0], 10)));
    assert.ok(near(moved(before, await restingView(page), size), [160, 0], 0.5));
  });

  test("goes nearer about a double tap and farther about one of two fingers", async () => {
    const { page, size } = await open();
    const [before, at] = [await viewOf(page), [size.width / 2 + 150, size.height / 2 - 90]];
    const place = placeAt(before, size, at);
    await tell(page, [...stroke([at], { from: 1_000 }), ...stroke([at], { from: 1_120 })]);
    const nearer = await restingView(page);
    assert.ok(Math.abs(nearer.zoom - before.zoom - 1) < 1e-6, `${nearer.zoom}`);
    assert.ok(near(screenOf(nearer, size, place), at, 1.5), `the place stays under the finger: ${screenOf(nearer, size, place)} ${at}`);
    const [x, y] = at;
    const finger = (pointerId, type, when) => ({ type, x: x + (pointerId - 1) * 60, y, at: when, pointerId, pointerType: "touch" });
    await tell(page, [
      finger(1, "pointerdown", 5_000), finger(2, "pointerdown", 5_030), finger(1, "pointerup", 5_120), finger(2, "pointerup", 5_130),
    ]);
    const farther = await restingView(page);
    assert.ok(Math.abs(farther.zoom - before.zoom) < 1e-6, `${farther.zoom}`);
  });

  test("draws the scale with the finger that stays down after a double tap", async () => {
    const { page, size } = await open();
    const [before, at] = [await viewOf(page), [size.width / 2 - 100, size.height / 2 - 60]];
    const place = placeAt(before, size, at);
    const tapped = stroke([at], { from: 1_000 });
    const drawn = stroke(line(at, [0, 8], 17), { from: 1_120, lifts: false });
    await tell(page, [...tapped, ...drawn]);
    const nearer = await restingView(page);
    // The first step beyond the tap's slack is what it is drawn from.
    assert.ok(Math.abs(nearer.zoom - before.zoom - (16 * 8) / 128) < 1e-6, `${nearer.zoom - before.zoom}`);
    assert.ok(near(screenOf(nearer, size, place), at, 0.5), "the place stays under the finger");
    await tell(page, [{ type: "pointerup", x: at[0], y: at[1] + 136, at: 1_500, pointerType: "touch" }]);
    assert.deepEqual(await restingView(page), nearer, "and throws nothing");
  });

  test("shows what is in a box that is drawn with Shift, and nothing new after Escape", async () => {
    const { page, size } = await open();
    const before = await viewOf(page);
    const corner = [size.width / 2 + 60, size.height / 2 + 40];
    const opposite = [corner[0] + size.width / 4, corner[1] + 80];
    const draw = async () => {
      await page.mouse.move(size.left + corner[0], size.top + corner[1]);
      await page.keyboard.down("Shift");
      await page.mouse.down();
      await page.mouse.move(size.left + opposite[0], size.top + opposite[1], { steps: 4 });
    };
    const middle = placeAt(before, size, [(corner[0] + opposite[0]) / 2, (corner[1] + opposite[1]) / 2]);
    await draw();
    const shown = await (await untilFound(page, ".dl-boxing rect")).evaluate((rect) => {
      const box = rect.getBoundingClientRect();
      return [box.width, box.height];
    });
    assert.ok(near(shown, [size.width / 4, 80], 3), shown.join());
    await shoot(page, "31-box");
    await page.keyboard.press("Escape");
    await page.mouse.up();
    await page.keyboard.up("Shift");
    assert.deepEqual(await restingView(page), before);
    await assert.rejects(find(page, ".dl-boxing"));
    await draw();
    await page.mouse.up();
    await page.keyboard.up("Shift");
    const after = await restingView(page);
    assert.ok(near(screenOf(after, size, middle), [size.width / 2, size.height / 2], 4), `${screenOf(after, size, middle)} of ${size.width} ${size.height}`);
    const wanted = Math.min(4, size.height / 80);
    assert.ok(Math.abs(2 ** (after.zoom - before.zoom) - wanted) < 0.05, `${2 ** (after.zoom - before.zoom)}`);
    await assert.rejects(find(page, ".dl-boxing"));
    assert.equal((await stateOf(page)).selection, null);
  });

  test("takes wheels that count in pixels, lines and pages, and pinches on a pad, about the pointer", async () => {
    const { page, size } = await open();
    const at = [size.width / 2 + 120, size.height / 2 + 50];
    const turn = async (init) => {
      await setState(page, { view: { lon: 37.168, lat: 36.205, zoom: 12.6 } });
      const before = await viewOf(page);
      const place = placeAt(before, size, at);
      await tell(page, [{ type: "wheel", x: at[0], y: at[1], ...init }]);
      const after = await restingView(page);
      assert.ok(near(screenOf(after, size, place), at, 0.3), `the place stays under the pointer: ${JSON.stringify(init)}`);
      return Math.round((after.zoom - before.zoom) * 1e4) / 1e4;
    };
    assert.equal(await turn({ deltaY: -120 }), 0.5);
    assert.equal(await turn({ deltaY: -3, deltaMode: 1 }), 0.5);
    assert.equal(await turn({ deltaY: 1, deltaMode: 2 }), -1);
    assert.equal(await turn({ deltaY: -12 }), 0.05);
    assert.equal(await turn({ deltaY: -12, ctrlKey: true }), 0.2);
    assert.equal(await turn({ deltaY: -120, ctrlKey: true }), 0.5);
    // Notches that follow each other add up, however far the map has come.
    const before = await viewOf(page);
    const [x, y] = at;
    await tell(page, Array.from({ length: 4 }, () => ({ type: "wheel", x, y, deltaY: 60 })));
    assert.ok(Math.abs((await restingView(page)).zoom - before.zoom + 1) < 1e-6);
  });

  test("follows the pinches of a pad that tells them as gestures", async () => {
    const { page, size } = await open();
    const [before, at] = [await viewOf(page), [size.width / 2 + 120, size.height / 2 + 50]];
    const place = placeAt(before, size, at);
    const [x, y] = at.map(Math.round);
    const gesture = (type, scale) => ({ type, x, y, scale });
    await tell(page, [gesture("gesturestart", 1), gesture("gesturechange", 1.5), gesture("gesturechange", 2), gesture("gestureend", 2)]);
    const after = await restingView(page);
    assert.ok(Math.abs(after.zoom - before.zoom - 1) < 1e-6, `${after.zoom - before.zoom}`);
    assert.ok(near(screenOf(after, size, place), at, 1.5));
  });

  test("leaves a pen to the page in an article, as it does a finger, but not a mouse", async () => {
    suite.site.replace("/article.html", { body: hostPage(), headers: { "Content-Security-Policy": "" } });
    const { page, close } = await openStory(suite.device, suite.site, { path: "/article.html" });
    suite.toClose.push(close);
    const before = await viewOf(page);
    for (const pointerType of ["pen", "touch"]) {
      await tell(page, stroke(line([200, 200], [16, 0], 10), { pointerType }));
      await painted(page);
      assert.deepEqual(await viewOf(page), before, pointerType);
    }
    await tell(page, stroke(line([200, 200], [16, 0], 10), { pointerType: "mouse" }));
    assert.notDeepEqual(await restingView(page), before);
  });

  test("has as many pixels as its screen, also when it comes to another one", { skip: BROWSER !== "chromium" && "screens are Chromium's" }, async () => {
    const opened = await openOn(suite.device);
    suite.toClose.push(opened.close);
    const { page } = opened;
    // Chromium changes the density that it plays without a word to those who wait for it, as it
    // would say for a window on another screen: that is done here.
    await page.evaluateOnNewDocument(() => {
      const find = window.matchMedia.bind(window);
      window.waiting = [];
      window.matchMedia = (query) => {
        const list = find(query);
        if (query.includes("resolution")) window.waiting.push(list);
        return list;
      };
    });
    await page.goto(suite.site.url("/#lang=en"), { waitUntil: "load" });
    await untilReady(page);
    await untilHands(page);
    const size = await boxOf(page, ".dl-stage");
    const pixels = () => page.evaluate(() =>
      [".dl-gl", ".dl-names"].map((one) => document.querySelector("dateline-map").shadowRoot.querySelector(one).width));
    const wanted = (ratio) => [0, 1].map(() => Math.round(size.width * ratio));
    assert.deepEqual(await pixels(), wanted(1));
    for (const ratio of [2, 1.5, 3, 1]) {
      // The size in CSS pixels stays, so that nothing but the density tells of it.
      await page.setViewport({ width: 1200, height: 800, deviceScaleFactor: ratio });
      await page.evaluate(() => {
        for (const list of window.waiting.splice(0)) list.dispatchEvent(new Event("change"));
      });
      await retry(`density ${ratio}`, async () => JSON.stringify(await pixels()) === JSON.stringify(wanted(ratio)));
    }
  });

  test("tells from near where in the whole it is, if there is room and use", async () => {
    const { page } = await open();
    const isSeen = () => page.evaluate(() =>
      document.querySelector("dateline-map").shadowRoot.querySelector(".dl-locator").classList.contains("dl-seen"));
    await untilFound(page, ".dl-locator");
    await setState(page, { view: { lon: 37.168, lat: 36.205, zoom: 11 } });
    assert.equal(await atRest(page, "the small map", isSeen), false, "who sees the whole knows where it is");
    for (const [lang, scheme] of [["en", "light"], ["ar", "dark"]]) {
      await rest(page, { lang, scheme });
      await setState(page, { view: { lon: 37.18, lat: 36.21, zoom: 14 } });
      await retry("the small map", isSeen);
      // The frame has the form of what is seen, once the map has its new size.
      await retry("the form of the frame", async () => {
        const [frame, seen] = [await boxOf(page, ".dl-locator rect"), await boxOf(page, ".dl-gl")];
        return Math.abs(frame.width / frame.height - seen.width / seen.height) < 0.4;
      });
      const [map, frame] = [await boxOf(page, ".dl-locator"), await boxOf(page, ".dl-locator rect")];
      assert.ok(frame.left > map.left && frame.right < map.right && frame.top > map.top && frame.bottom < map.bottom);
      for (const other of [".dl-map-buttons", ".dl-credit", ".dl-legend", ".dl-asof"]) {
        assert.ok(!overlap(map, await boxOf(page, other)), `${other} is not covered`);
      }
      await shoot(page, `31-locator-${lang}`);
    }
    await setState(page, { compare: "2016-11-20" });
    await retry("no small map beside two", async () => !(await isSeen()));
    await setState(page, { compare: null });
    await page.setViewport({ width: 500, height: 800, deviceScaleFactor: 1 });
    await retry("no small map on a small one", async () => !(await isSeen()));
  });

  test("keeps an edge at its place to the centimetre at zoom 20", { skip: BROWSER !== "chromium" && "each browser smooths edges in its own way" }, async () => {
    const one = (await readCases()).find(({ name }) => name === "zoom-20");
    const opened = await openOn(suite.device, { width: one.width, height: one.height + 40 });
    suite.toClose.push(opened.close);
    const { page } = opened;
    await page.goto(suite.site.url(await serveCase(suite.site, one)), { waitUntil: "load" });
    await untilReady(page);
    await (await find(page, ".dl-names")).evaluate((names) => names.remove());
    const { left, top, width, height } = await boxOf(page, ".dl-gl");
    const [lat, zoom] = [50.000025, 20];
    const pixelsPerDegree = (256 * 2 ** zoom) / 360;
    /** The colours of a strip across the border of the two areas, added up row by row. */
    const strip = async (lon) => {
      await setState(page, { t: "2020-01-20", view: { lon, lat, zoom } });
      await painted(page);
      const clip = { x: left + width / 2 - 24, y: top + height / 2 + 8, width: 46, height: 4 };
      const { data, width: columns } = await shoot(page, "31-near", clip);
      let sum = 0;
      for (let at = 2; at < data.length; at += 4) sum += data[at] / clip.height;
      return { sum, first: data[2], last: data[columns * 4 - 2] };
    };
    const centimetre = 0.01 / (111_320 * Math.cos((lat * Math.PI) / 180));
    const start = await strip(10.000045);
    assert.ok(start.last - start.first > 60, "both areas are in the strip");
    for (let step = 1; step <= 24; step += 1) {
      const by = step * 1.7 * centimetre;
      const now = await strip(10.000045 + by);
      // The same picture further left has so much less of the one area and more of the other.
      const pixels = (now.sum - start.sum) / (start.last - start.first);
      const off = (pixels - by * pixelsPerDegree) / (centimetre * pixelsPerDegree);
      assert.ok(Math.abs(off) <= 1, `${off.toFixed(2)} cm off after ${(step * 1.7).toFixed(1)} cm`);
    }
  });
});
