// The map for those who do not see it, do not point, or read it large: what axe finds, where
// the Tab key goes, what is announced.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, afterEach, before, describe, test } from "node:test";

import {
  attributeOf, click, find, openPanel, openStory, painted, retry, setState, startDevice, stateOf, textOf, untilFound,
  untilState,
} from "./support/app.mjs";
import { hostPage } from "./support/pages.mjs";
import { isClipped, overflowing } from "./support/layout.mjs";
import { startSite } from "./support/server.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
/** The most stops that the Tab key may make on the story page. */
const MOST_STOPS = 60;

/** What can be open in the panel, and how to get there. */
const PAGES = {
  story: (page) => openPanel(page, "story"),
  events: (page) => openPanel(page, "events"),
  about: (page) => openPanel(page, "about"),
  "event card": async (page) => {
    await setState(page, { selection: "event:ALP-080" });
    await untilFound(page, ".dl-card[data-event]");
  },
  "quarter card": async (page) => {
    await setState(page, { selection: "area:qadi-askar" });
    await untilFound(page, ".dl-card[data-area]");
  },
};

/** What axe finds wrong with the page: `impact rule: where`. */
function audit(page) {
  return page.evaluate(async () => {
    const result = await window.axe.run(document, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    });
    return result.violations.map(({ impact, id, nodes }) => ({
      impact,
      text: `${impact} ${id}: ${nodes.slice(0, 4).map(({ target }) => target.flat().at(-1)).join(" | ")} (${nodes.length})`,
    }));
  });
}

/** Where the focus is, and whether it can be seen there. */
function focusOf(page) {
  return page.evaluate(() => {
    const outer = document.activeElement;
    const root = outer?.shadowRoot;
    const element = root?.activeElement;
    if (!element) return { name: outer?.id || outer?.localName || "", isInside: false };
    const shown = element.classList.contains("dl-thumb") ? element.querySelector(".dl-thumb-grip") : element;
    const style = getComputedStyle(shown);
    const box = shown.getBoundingClientRect();
    const clip = element.closest(".dl-panel, .dl-legend")?.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, clip?.left ?? 0), Math.min(box.right, clip?.right ?? innerWidth)];
    const [top, bottom] = [Math.max(box.top, clip?.top ?? 0), Math.min(box.bottom, clip?.bottom ?? innerHeight)];
    const hit = root.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    window.stops ??= [];
    if (!window.stops.includes(element)) window.stops.push(element);
    return {
      isInside: true,
      name: `${element.className || element.localName}: ${element.getAttribute("aria-label") ?? element.innerText}`.slice(0, 70),
      number: window.stops.indexOf(element),
      hasOutline: style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 2,
      isSeen: hit !== null && (element.contains(hit) || hit.contains(element)),
    };
  });
}

/** Everything inside the map that a reader without a mouse must be able to reach, in order. */
function reachable(page) {
  return page.evaluate(() => {
    const root = document.querySelector("dateline-map").shadowRoot;
    const found = root.querySelectorAll("button:not(:disabled), a[href], input, select, [tabindex='0']");
    const isShown = (one) => one.getClientRects().length > 0 && getComputedStyle(one).visibility !== "hidden";
    return [...found]
      .filter(isShown)
      .map((one) => `${one.className || one.localName}: ${one.getAttribute("aria-label") ?? one.innerText}`.slice(0, 70));
  });
}

describe("the map for everybody", () => {
  let site;
  let devices = {};
  let opened = [];

  before(async () => {
    site = await startSite();
    site.replace("/between.html", { body: hostPage("", '<button id="before">Before</button>', '<button id="after">After</button>') });
    devices = { light: await startDevice({ scheme: "light" }) };
  });

  afterEach(async () => {
    for (const { record, close } of opened) {
      assert.deepEqual(record.pageErrors, []);
      await close();
    }
    opened = [];
  });

  after(async () => {
    for (const device of Object.values(devices)) await device.close();
    await site?.close();
  });

  async function open(options) {
    const one = await openStory(devices.light, site, options);
    opened.push(one);
    return one.page;
  }

  for (const lang of ["en", "ar"]) {
    for (const scheme of ["light", "dark"]) {
      test(`has nothing that axe finds serious, in ${lang}, ${scheme}`, async (context) => {
        const page = await open({ path: `/#lang=${lang}` });
        if (scheme === "dark") await click(page, ".dl-theme");
        assert.equal(/\bdl-dark\b/.test(await attributeOf(page, ".dl-app", "class")), scheme === "dark");
        await page.evaluate(AXE);
        const grave = [];
        for (const [name, go] of Object.entries(PAGES)) {
          await go(page);
          await painted(page);
          for (const { impact, text } of await audit(page)) {
            if (["serious", "critical"].includes(impact)) grave.push(`${name}: ${text}`);
            else context.diagnostic(`${name}: ${text}`);
          }
        }
        assert.deepEqual(grave, []);
      });
    }
  }

  test("is entered at the way past the map, and that way leads to the list", async () => {
    const page = await open();
    await page.keyboard.press("Tab");
    const first = await focusOf(page);
    assert.match(first.name, /^dl-skip: Skip the map/);
    assert.ok(first.isSeen, "the way past the map is not seen");
    await page.keyboard.press("Enter");
    await untilFound(page, '.dl-page[data-page="events"]');
    await page.keyboard.press("Tab");
    const next = await page.evaluate(
      () => document.querySelector("dateline-map").shadowRoot.activeElement?.closest(".dl-panel") !== null,
    );
    assert.ok(next, "the next stop is not in the panel");
  });

  test("can be walked with the Tab key: in, through everything, out, and back", async () => {
    const page = await open({ path: "/between.html" });
    const wanted = await reachable(page);
    await page.focus("#before");
    const stops = [];
    for (;;) {
      await page.keyboard.press("Tab");
      const stop = await focusOf(page);
      if (!stop.isInside) {
        assert.equal(stop.name, "after");
        break;
      }
      stops.push(stop);
      assert.ok(stops.length <= 200, "the Tab key never leaves");
    }
    assert.match(stops[0].name, /^dl-skip/);
    assert.equal(new Set(stops.map(({ number }) => number)).size, stops.length, "a stop is made twice");
    const names = stops.map(({ name }) => name);
    assert.deepEqual(wanted.filter((name) => !names.includes(name)), [], "not reached");
    assert.deepEqual(stops.filter(({ hasOutline }) => !hasOutline).map(({ name }) => name), [], "the focus is not seen");
    assert.deepEqual(stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name), [], "the focus is covered");
    assert.ok(stops.length <= MOST_STOPS, `${stops.length} stops`);
    await page.keyboard.down("Shift");
    await page.keyboard.press("Tab");
    await page.keyboard.up("Shift");
    assert.equal((await focusOf(page)).name, names.at(-1));
  });

  test("leaves the keys of the page around alone", async () => {
    const page = await open({ path: "/between.html" });
    const calm = await stateOf(page);
    await page.focus("#after");
    for (const key of ["ArrowLeft", "ArrowRight", " ", "+", "0", "Home", "Escape"]) await page.keyboard.press(key);
    await painted(page);
    assert.deepEqual(await stateOf(page), calm);
  });

  test("opens a card by keyboard with the focus in it, and Escape gives the focus back", async () => {
    const page = await open();
    await openPanel(page, "events");
    const id = await attributeOf(page, ".dl-events [data-event]", "data-event");
    await (await find(page, `[data-event="${id}"]`)).focus();
    await page.keyboard.press("Enter");
    await untilFound(page, `.dl-card[data-event="${id}"]`);
    await painted(page);
    const isIn = await page.evaluate(
      () => document.querySelector("dateline-map").shadowRoot.activeElement?.closest(".dl-panel") != null,
    );
    assert.ok(isIn, "the focus is not in the card");
    await page.keyboard.press("Escape");
    await untilState(page, "no selection", (state) => state.selection === null);
    await painted(page);
    const back = await page.evaluate(
      () => document.querySelector("dateline-map").shadowRoot.activeElement?.getAttribute("data-event") ?? null,
    );
    assert.equal(back, id, "the focus is not back on the row");
  });

  test("closes a card with Escape from the map too", async () => {
    const page = await open();
    await setState(page, { selection: "area:shaar" });
    await untilFound(page, ".dl-card");
    await (await find(page, ".dl-stage")).focus();
    await page.keyboard.press("Escape");
    await untilState(page, "no selection", (state) => state.selection === null);
  });

  for (const lang of ["en", "ar"]) {
    test(`fits a window of 320 pixels without scrolling sideways, in ${lang}`, async () => {
      const page = await open({ path: `/#lang=${lang}`, width: 320, height: 640 });
      for (const [name, go] of Object.entries(PAGES)) {
        await go(page);
        await painted(page);
        const width = await page.evaluate(() => document.scrollingElement.scrollWidth);
        assert.ok(width <= 320, `${name}: ${width} pixels wide`);
        assert.deepEqual(await page.evaluate(overflowing), [], name);
      }
    });

    test(`clips no button when text is twice as large, in ${lang}`, async () => {
      for (const size of [{ width: 1200, height: 800 }, { width: 640, height: 800 }]) {
        const page = await open({ path: `/#lang=${lang}`, ...size });
        await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        for (const name of ["story", "events", "quarter card"]) {
          await PAGES[name](page);
          await painted(page);
          assert.deepEqual(await page.evaluate(isClipped), [], `${name} at ${size.width}`);
        }
      }
    });
  }

  test("announces where a step has led, once, however many steps were made", async () => {
    const page = await open({ path: "/#lang=en" });
    await retry("the first words", async () => (await textOf(page, "[role=status].dl-hidden")).length > 5);
    await page.evaluate(() => {
      const place = document.querySelector("dateline-map").shadowRoot.querySelector("[role=status].dl-hidden");
      window.heard = [];
      new MutationObserver(() => window.heard.push(place.textContent)).observe(place, {
        childList: true, characterData: true, subtree: true,
      });
    });
    const heard = () => page.evaluate(() => window.heard);
    for (let step = 0; step < 3; step += 1) await click(page, ".dl-play > :last-child");
    const { t, counts } = await stateOf(page);
    await retry("the words", async () => (await heard()).length > 0);
    await click(page, ".dl-play > :first-child");
    await retry("the words of the step back", async () => (await heard()).length > 1);
    const words = await heard();
    assert.equal(words.length, 2, JSON.stringify(words));
    const day = Number(t.slice(-2));
    assert.match(words[0], new RegExp(`^${day} December 2016\\. ${counts.inWindow} events\\.$`));
  });

  test("says nothing while the clock runs, and where it is when it stops", async () => {
    const page = await open({ path: "/#lang=en&t=2016-11-16" });
    await retry("the first words", async () => (await textOf(page, "[role=status].dl-hidden")).length > 5);
    const before = await textOf(page, "[role=status].dl-hidden");
    await click(page, ".dl-play-button");
    // Five days take more than a second: longer than the pause before words are said.
    for (const day of ["2016-11-17", "2016-11-19", "2016-11-21"]) {
      await untilState(page, day, (state, wanted) => state.t >= wanted, day);
      assert.equal(await textOf(page, "[role=status].dl-hidden"), before);
    }
    await click(page, ".dl-play-button");
    const { t } = await untilState(page, "a stop", (state) => !state.playing);
    const said = `${Number(t.slice(-2))} November 2016.`;
    await retry(said, async () => (await textOf(page, "[role=status].dl-hidden")).startsWith(said));
  });
});
