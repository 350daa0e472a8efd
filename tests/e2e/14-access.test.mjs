// The map for those who do not see it, do not point, or read it large: what axe finds, where
// the Tab key goes, what is announced.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import {
  atRest, attributeOf, click, find, openPanel, openStory, painted, retry, rest, setState, startDevice, stateOf, textOf,
  untilFocused, untilFound, untilHands, untilState,
} from "./support/app.mjs";
import { AXE, audit } from "./support/axe.mjs";
import { hostPage } from "./support/pages.mjs";
import { isClipped, overflowing } from "./support/layout.mjs";
import { startSite } from "./support/server.mjs";

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
  let device;
  /** A page that the tests share which leave it as they found it. */
  let page;
  let record;
  let opened = [];

  before(async () => {
    site = await startSite();
    site.replace("/between.html", { body: hostPage("", '<button id="before">Before</button>', '<button id="after">After</button>') });
    device = await startDevice({ scheme: "light" });
    ({ page, record } = await openStory(device, site));
    await page.evaluate(AXE);
  });

  afterEach(async () => {
    for (const { record, close } of opened) {
      assert.deepEqual(record.pageErrors, []);
      await close();
    }
    opened = [];
  });

  after(async () => {
    assert.deepEqual(record.pageErrors, []);
    await device?.close();
    await site?.close();
  });

  async function open(options) {
    const one = await openStory(device, site, options);
    opened.push(one);
    return one.page;
  }

  for (const lang of ["en", "ar"]) {
    for (const scheme of ["light", "dark"]) {
      test(`has nothing that axe finds serious, in ${lang}, ${scheme}`, async (context) => {
        await rest(page, { lang, scheme });
        assert.equal(/\bdl-dark\b/.test(await attributeOf(page, ".dl-app", "class")), scheme === "dark");
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
    const own = await open();
    await own.keyboard.press("Tab");
    const first = await focusOf(own);
    assert.match(first.name, /^dl-skip: Skip the map/);
    assert.ok(first.isSeen, "the way past the map is not seen");
    await own.keyboard.press("Enter");
    await untilFound(own, '.dl-page[data-page="events"]');
    await untilFocused(own, ".dl-panel");
    await own.keyboard.press("Tab");
    const next = await own.evaluate(
      () => document.querySelector("dateline-map").shadowRoot.activeElement?.closest(".dl-panel") !== null,
    );
    assert.ok(next, "the next stop is not in the panel");
  });

  test("can be walked with the Tab key: in, through everything, out, and back", async () => {
    const own = await open({ path: "/between.html" });
    // What comes late can be reached too, and what it takes the place of cannot.
    await untilHands(own);
    const wanted = await atRest(own, "what can be reached", () => reachable(own));
    await own.focus("#before");
    const stops = [];
    for (;;) {
      await own.keyboard.press("Tab");
      const stop = await focusOf(own);
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
    await own.keyboard.down("Shift");
    await own.keyboard.press("Tab");
    await own.keyboard.up("Shift");
    assert.equal((await focusOf(own)).name, names.at(-1));
  });

  test("leaves the keys of the page around alone", async () => {
    const own = await open({ path: "/between.html" });
    const calm = await stateOf(own);
    await own.focus("#after");
    for (const key of ["ArrowLeft", "ArrowRight", " ", "+", "0", "Home", "Escape"]) await own.keyboard.press(key);
    await painted(own);
    assert.deepEqual(await stateOf(own), calm);
  });

  test("opens a card by keyboard with the focus in it, and Escape gives the focus back", async () => {
    await rest(page);
    await openPanel(page, "events");
    const id = await attributeOf(page, ".dl-events [data-event]", "data-event");
    await (await find(page, `[data-event="${id}"]`)).focus();
    await page.keyboard.press("Enter");
    await untilFound(page, `.dl-card[data-event="${id}"]`);
    await untilFocused(page, ".dl-panel");
    await page.keyboard.press("Escape");
    await untilState(page, "no selection", (state) => state.selection === null);
    await untilFocused(page, `[data-event="${id}"]`);
  });

  test("is in a card that is opened before its page has been painted", async () => {
    await rest(page);
    const focused = await page.evaluate(async () => {
      const root = document.querySelector("dateline-map").shadowRoot;
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      // Both within one frame: the list is there as soon as the effects have run.
      root.querySelectorAll(".dl-tab")[1].click();
      for (let turn = 0; turn < 100; turn += 1) await null;
      const row = root.querySelector(".dl-events .dl-row");
      row.focus();
      row.click();
      await frame();
      await frame();
      await frame();
      return root.activeElement?.className;
    });
    assert.equal(focused, "dl-back");
  });

  test("closes a card with Escape from the map too", async () => {
    await rest(page);
    await setState(page, { selection: "area:shaar" });
    await untilFound(page, ".dl-card");
    await (await find(page, ".dl-stage")).focus();
    await page.keyboard.press("Escape");
    await untilState(page, "no selection", (state) => state.selection === null);
  });

  for (const lang of ["en", "ar"]) {
    test(`fits a window of 320 pixels without scrolling sideways, in ${lang}`, async () => {
      await rest(page, { lang, width: 320, height: 640 });
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
        await rest(page, { lang, ...size });
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
    const own = await open({ path: "/#lang=en" });
    await retry("the first words", async () => (await textOf(own, "[role=status].dl-hidden")).length > 5);
    await own.evaluate(() => {
      const place = document.querySelector("dateline-map").shadowRoot.querySelector("[role=status].dl-hidden");
      window.heard = [];
      new MutationObserver(() => window.heard.push(place.textContent)).observe(place, {
        childList: true, characterData: true, subtree: true,
      });
    });
    const heard = () => own.evaluate(() => window.heard);
    // Three at once: between presses of a mouse a slow machine may rest for long enough to speak.
    await (await find(own, ".dl-play > :last-child")).evaluate((button) => {
      for (let step = 0; step < 3; step += 1) button.click();
    });
    const { t, counts } = await stateOf(own);
    await retry("the words", async () => (await heard()).length > 0);
    await click(own, ".dl-play > :first-child");
    await retry("the words of the step back", async () => (await heard()).length > 1);
    const words = await heard();
    assert.equal(words.length, 2, JSON.stringify(words));
    const day = Number(t.slice(-2));
    assert.match(words[0], new RegExp(`^${day} December 2016\\. ${counts.inWindow} events\\.$`));
  });

  test("says nothing while the clock runs, and where it is when it stops", async () => {
    const own = await open({ path: "/#lang=en&t=2016-11-16" });
    await retry("the first words", async () => (await textOf(own, "[role=status].dl-hidden")).length > 5);
    const before = await textOf(own, "[role=status].dl-hidden");
    await click(own, ".dl-play-button");
    // Five days take more than a second: longer than the pause before words are said.
    for (const day of ["2016-11-17", "2016-11-19", "2016-11-21"]) {
      await untilState(own, day, (state, wanted) => state.t >= wanted, day);
      assert.equal(await textOf(own, "[role=status].dl-hidden"), before);
    }
    await click(own, ".dl-play-button");
    const { t } = await untilState(own, "a stop", (state) => !state.playing);
    // A day before the end of the window, whatever the machine's pace.
    const said = `${Number(t.slice(-2))} ${t < "2016-12" ? "November" : "December"} 2016.`;
    await retry(said, async () => (await textOf(own, "[role=status].dl-hidden")).startsWith(said));
  });
});
