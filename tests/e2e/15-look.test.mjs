// How the page is laid out: on a telephone, a tablet and a desk, in both directions of
// writing. Pictures of all of them are kept in `artifacts/` for a person to look at.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import {
  atRest, attributeOf, boxOf, click, deviceLike, find, openOn, openPanel, openStory, overlap, painted, readStory, rest, retry,
  setState, startDevice, stateOf, textOf, untilHands, untilReady, untilState,
} from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { furniture, overflowing, ticks } from "./support/layout.mjs";
import { startSite } from "./support/server.mjs";
import { colours, shoot } from "./support/shots.mjs";

const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];

/** Which pairs of boxes lie over one another. */
function overlaps(boxes) {
  const names = Object.keys(boxes);
  return names.flatMap((one, at) =>
    names.slice(at + 1).filter((other) => overlap(boxes[one], boxes[other])).map((other) => `${one} and ${other}`),
  );
}

/** Lets sizes reach the page only while `isPaper` is not set: what is printed hears of none. */
function holdSizesOnPaper() {
  const Sizes = globalThis.ResizeObserver;
  globalThis.ResizeObserver = class extends Sizes {
    constructor(tell) {
      super((...told) => {
        if (!globalThis.isPaper) tell(...told);
      });
    }
  };
}

describe("the look of the page", () => {
  let site;
  let device;
  let page;
  let record;

  before(async () => {
    site = await startSite();
    device = await startDevice({ scheme: "light" });
    ({ page, record } = await openStory(device, site));
  });

  after(async () => {
    assert.deepEqual(record.pageErrors, []);
    await device?.close();
    await site?.close();
  });

  for (const size of SIZES) {
    for (const lang of ["en", "ar"]) {
      test(`lays nothing over anything at ${size.width} pixels, in ${lang}`, async () => {
        await rest(page, { lang, ...size });
        assert.deepEqual(await page.evaluate(overflowing), []);
        const shown = await page.evaluate(ticks);
        assert.ok(shown.length > 4, `${shown.length} ticks`);
        assert.deepEqual(overlaps({ ...shown }), []);
        assert.deepEqual(overlaps(await page.evaluate(furniture)), []);
      });

      test(`gives the map its share of the first look at ${size.width} pixels, in ${lang}`, async () => {
        await rest(page, { lang, ...size });
        const map = await boxOf(page, ".dl-map");
        const seen = Math.min(map.bottom, size.height) - Math.max(map.top, 0);
        assert.ok(seen >= 0.4 * size.height, `${Math.round(seen)} of ${size.height} pixels are map`);
      });

      for (const scheme of ["light", "dark"]) {
        test(`is drawn in its own colours at ${size.width} pixels, in ${lang}, ${scheme}`, async () => {
          await rest(page, { lang, scheme, ...size });
          const seen = colours(await shoot(page, `15-${size.width}-${lang}-${scheme}`));
          assert.ok(seen.has(scheme === "dark" ? "#141517" : "#fbfaf7"), [...seen].slice(0, 4).join());
          for (const { id, colour, colourDark } of (await readStory(site)).actors.slice(0, 3)) {
            const count = seen.get(scheme === "dark" ? colourDark : colour) ?? 0;
            assert.ok(count > 100, `${id}: ${count} pixels`);
          }
        });
      }
    }
  }

  for (const lang of ["en", "ar"]) {
    test(`writes ticks that never touch and always name a year at 320 pixels, in ${lang}`, async () => {
      await rest(page, { lang, width: 320, height: 640 });
      const zoom = (delta) =>
        page.evaluate((by) => {
          const track = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-track");
          const { left, right, top } = track.getBoundingClientRect();
          const init = { deltaY: by, ctrlKey: true, clientX: (left + right) / 2, clientY: top + 30, bubbles: true, cancelable: true, composed: true };
          track.dispatchEvent(new WheelEvent("wheel", init));
        }, delta);
      const seen = [];
      const faults = [];
      // From the window of five weeks out to four years, then down to hours.
      for (const delta of [0, ...Array(12).fill(120), ...Array(34).fill(-100)]) {
        if (delta !== 0) await zoom(delta);
        await painted(page);
        const shown = await page.evaluate(ticks);
        const words = shown.map((tick) => tick.words).join(" ");
        if (seen.at(-1) === words) continue;
        seen.push(words);
        if (overlaps({ ...shown }).length > 0) faults.push(`they touch: ${words}`);
        if (!/\d{4}/.test(words)) faults.push(`no year: ${words}`);
      }
      assert.ok(seen.length > 12, `the axis was the same but ${seen.length} times`);
      assert.deepEqual(faults, []);
    });
  }

  test("keeps date, key and buttons apart when the key is opened on a telephone", async () => {
    for (const lang of ["en", "ar"]) {
      const own = await openStory(device, site, { path: `/#lang=${lang}`, ...SIZES[0] });
      const closed = await own.page.evaluate(() => {
        const titles = document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-legend [aria-expanded=false]");
        for (const title of titles) title.click();
        return titles.length;
      });
      await painted(own.page);
      const { ".dl-credit": _credit, ".dl-scale": _scale, ...boxes } = await own.page.evaluate(furniture);
      await own.close();
      assert.deepEqual(overlaps(boxes), [], `${lang}, ${closed} parts opened`);
    }
  });

  test("prints the map, the key and what the panel shows, without the controls", async () => {
    const rules = await page.evaluate(() => {
      const sheets = [...document.querySelector("dateline-map").shadowRoot.adoptedStyleSheets];
      const print = sheets.flatMap((sheet) => [...sheet.cssRules]).filter((rule) => rule.media?.mediaText.includes("print"));
      return print.map((rule) => rule.cssText).join("\n");
    });
    assert.match(rules, /display: none/);
    assert.match(rules, /dl-transport|dl-map-buttons/);
  });

  test("puts the map on paper in its proportions, with a scale that is still right", { skip: BROWSER !== "chromium" && "paper is Chromium's" }, async () => {
    const own = await openOn(device, { width: 1280, height: 800 });
    await own.page.evaluateOnNewDocument(holdSizesOnPaper);
    await own.page.goto(site.url("/#lang=en"), { waitUntil: "load" });
    await untilReady(own.page);
    // Nothing that comes later may ask for another picture.
    await untilHands(own.page);
    await painted(own.page);
    const measured = () =>
      own.page.evaluate(() => {
        const box = (selector) => document.querySelector("dateline-map").shadowRoot.querySelector(selector).getBoundingClientRect();
        const [map, bar] = [box(".dl-gl"), box(".dl-scale-bar")];
        return { width: map.width, proportions: map.width / map.height, share: bar.width / map.width };
      });
    const onScreen = await measured();
    // As on paper, where nothing is drawn anew.
    await own.page.evaluate(() => { globalThis.isPaper = true; });
    await own.page.emulateMediaType("print");
    const onPaper = await measured();
    await own.close();
    assert.ok(Math.abs(onPaper.width - onScreen.width) > 50, "it is of another size");
    assert.ok(Math.abs(onPaper.proportions / onScreen.proportions - 1) < 0.01, JSON.stringify([onScreen, onPaper]));
    assert.ok(Math.abs(onPaper.share / onScreen.share - 1) < 0.01, JSON.stringify([onScreen, onPaper]));
  });

  test("flies to a chapter where the reader does not mind motion", async () => {
    await rest(page);
    const { at, end } = await flight(page);
    assert.notDeepEqual(at, end);
  });

  test("is at a chapter at once where the reader wants no motion", async () => {
    const calm = await deviceLike(device, { calm: true });
    try {
      const one = await openStory(calm, site);
      assert.equal(await one.page.evaluate(() => matchMedia("(prefers-reduced-motion: reduce)").matches), true);
      const { start, at, end } = await flight(one.page);
      assert.deepEqual(at, end);
      assert.notDeepEqual(at, start);
    } finally {
      await calm.close();
    }
  });

  /** The view before, right after and long after the second chapter is opened. */
  async function flight(page) {
    await openPanel(page, "story");
    const start = (await stateOf(page)).view;
    const at = await page.evaluate(() => {
      const map = document.querySelector("dateline-map");
      map.shadowRoot.querySelector(".dl-story .dl-rows > li:nth-child(2) .dl-row").click();
      return map.getState().view;
    });
    const isThere = ({ view }) => Math.abs(view.lon - 37.15) < 1e-3 && Math.abs(view.lat - 36.215) < 1e-3;
    await untilState(page, "the view of the chapter", isThere);
    // A flight ends slowly.
    const end = await atRest(page, "the view", async () => (await stateOf(page)).view);
    return { start, at, end };
  }

  test("follows a device that is dark, and the switch that overrules it", async () => {
    const dark = await deviceLike(device, { scheme: "dark" });
    try {
      const { page } = await openStory(dark, site);
      assert.match(await attributeOf(page, ".dl-app", "class"), /\bdl-dark\b/);
      await click(page, ".dl-theme");
      await retry("the light theme", async () => !/\bdl-dark\b/.test(await attributeOf(page, ".dl-app", "class")));
    } finally {
      await dark.close();
    }
  });

  test("says in the frame of the map as much as in its words", async () => {
    await rest(page);
    await setState(page, { t: "2016-12-12" });
    await painted(page);
    assert.equal(await textOf(page, ".dl-asof-date"), "12 December 2016");
    assert.ok((await (await find(page, ".dl-credit")).isVisible()) && (await textOf(page, ".dl-credit")).includes("CC-BY-4.0"));
  });
});
