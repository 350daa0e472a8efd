// Two dates compared: by the address, by the button beside the clock, with the mouse and
// without it; what the map shows of each, and what the page says of the difference.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import {
  attributeOf, boxOf, click, find, openStory, overlap, painted, rest, retry, setState, startDevice, stateOf, textOf, texts,
  untilFocused, untilFound, untilState,
} from "./support/app.mjs";
import { AXE, audit } from "./support/axe.mjs";
import { furniture, isClipped, overflowing } from "./support/layout.mjs";
import { startSite } from "./support/server.mjs";
import { shoot } from "./support/shots.mjs";

const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];
const DATES = { t: "2016-12-06", compare: "2016-11-14" };

/** Begins to compare, and waits for what comes late. */
async function compare(page, dates = DATES) {
  await setState(page, dates);
  await untilFound(page, ".dl-compare");
  await untilFound(page, ".dl-seam");
  await painted(page);
}

/** The picture of the map, without what stands on it. */
async function mapPicture(page, name) {
  const box = await boxOf(page, ".dl-map");
  const hide = (on) =>
    page.evaluate((value) => {
      const root = document.querySelector("dateline-map").shadowRoot;
      for (const one of root.querySelectorAll(".dl-map > :not(.dl-stage), .dl-names")) one.style.visibility = value;
    }, on ? "hidden" : "");
  await hide(true);
  const picture = await shoot(page, name, { x: box.left, y: box.top, width: Math.floor(box.width), height: Math.floor(box.height) });
  await hide(false);
  return picture;
}

/** How many pixels of some columns of `one` differ from those of `other` that lie `shift` further left. */
function differing(one, other, [from, to], shift) {
  let count = 0;
  for (let y = 0; y < one.height; y += 1) {
    for (let x = from; x < to; x += 1) {
      const [a, b] = [(y * one.width + x) * 4, (y * other.width + x - shift) * 4];
      if ([0, 1, 2].some((channel) => Math.abs(one.data[a + channel] - other.data[b + channel]) > 24)) count += 1;
    }
  }
  return count;
}

describe("two dates compared", () => {
  let site;
  let device;
  let page;
  let record;

  before(async () => {
    site = await startSite();
    device = await startDevice({ scheme: "light", calm: true });
    ({ page, record } = await openStory(device, site));
    await page.evaluate(AXE);
  });

  after(async () => {
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(await record.violations(), []);
    await device?.close();
    await site?.close();
  });

  const fresh = async (options) => {
    await setState(page, { compare: null });
    await rest(page, options);
  };

  test("are opened by an address, and written into one", async () => {
    const opened = await openStory(device, site, { path: "/#t=2016-12-05&compare=2016-11-20&lang=en" });
    try {
      assert.equal((await stateOf(opened.page)).compare, "2016-11-20");
      assert.equal((await stateOf(opened.page)).t, "2016-12-05");
      await untilFound(opened.page, ".dl-compare");
      assert.deepEqual((await texts(opened.page, ".dl-asof-date")).map((text) => text.trim()), ["20 November 2016", "5 December 2016"]);
      await setState(opened.page, { compare: "2016-11-14T08:00" });
      await retry("the address", () => opened.page.evaluate(() => location.hash.includes("compare=2016-11-14T08:00")));
      await opened.page.evaluate(() => (location.hash = "#t=2016-12-05&compare=<img>&lang=en"));
      await untilState(opened.page, "one date", (state) => state.compare === null);
      assert.deepEqual(opened.record.pageErrors, []);
    } finally {
      await opened.close();
    }
  });

  test("begin with a press beside the clock, and end with another or with Escape", async () => {
    await fresh({ width: 1280 });
    await click(page, ".dl-compare-button");
    await untilState(page, "two dates", (state) => state.compare === "2016-11-14");
    assert.equal(await attributeOf(page, ".dl-compare-button", "aria-pressed"), "true");
    await untilFound(page, '.dl-page[data-page="changes"] .dl-changes-sum');
    await click(page, ".dl-compare-button");
    await untilState(page, "one date", (state) => state.compare === null);
    await painted(page);
    assert.equal(await boxOf(page, ".dl-map").then(() => textOf(page, ".dl-compare")), "");

    await (await find(page, ".dl-compare-button")).focus();
    await page.keyboard.press("Enter");
    await (await untilFound(page, ".dl-compare .dl-date")).focus();
    await page.keyboard.press("Escape");
    await untilState(page, "one date", (state) => state.compare === null);
    await untilFocused(page, ".dl-compare-button");
  });

  test("leave the page as long as the window where the panel is beside the map", async () => {
    await fresh({ width: 1280 });
    await compare(page);
    await untilFound(page, ".dl-changed > li");
    const { whole, window } = await page.evaluate(() => ({ whole: document.documentElement.scrollHeight, window: innerHeight }));
    assert.equal(whole, window);
  });

  test("can be typed, and chosen from what is on offer", async () => {
    await fresh({ width: 1280 });
    await compare(page);
    const field = await find(page, ".dl-compare .dl-date");
    await field.evaluate((one) => (one.value = ""));
    await field.type("2016-11-28");
    await page.keyboard.press("Enter");
    await untilState(page, "the typed date", (state) => state.compare === "2016-11-28");
    const offers = await page.evaluate(() =>
      [...document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-offers option")].map(({ value }) => value),
    );
    assert.ok(offers.length > 4, offers.join());
    assert.equal(new Set(offers).size, offers.length);
    await setState(page, { selection: "area:qadi-askar" });
    await retry("the offer of the area", () =>
      page.evaluate(() => {
        const list = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-offers select");
        const offer = [...list.options].find(({ text }) => text.includes("last change"));
        if (!offer) return false;
        list.value = offer.value;
        list.dispatchEvent(new Event("change"));
        return true;
      }),
    );
    await untilState(page, "the day before", (state) => state.compare === "2016-12-04");
  });

  test("show each its own picture, as halves of the same place", async () => {
    await fresh({ width: 1280 });
    await compare(page);
    const way = (which) => click(page, `.dl-compare-ways .dl-button:${which}-child`);
    await way("last");
    // With the curtain drawn the whole map is of one date.
    const alone = async (key, name) => {
      await (await untilFound(page, ".dl-handle")).focus();
      await page.keyboard.press(key);
      await painted(page);
      return mapPicture(page, name);
    };
    const earlier = await alone("End", "compare-earlier");
    const later = await alone("Home", "compare-later");
    await way("first");
    await painted(page);
    assert.equal(await attributeOf(page, ".dl-map", "data-beside"), "halves");
    const both = await mapPicture(page, "compare-halves");
    const [half, quarter] = [Math.floor(both.width / 2), Math.round(both.width / 4)];
    const pixels = half * both.height;
    const before = differing(both, earlier, [2, half - 2], -quarter);
    const after = differing(both, later, [half + 2, both.width - 2], quarter);
    assert.ok(before < pixels / 200, `${before} of ${pixels} at the start`);
    assert.ok(after < pixels / 200, `${after} of ${pixels} at the end`);
    assert.ok(differing(both, later, [2, half - 2], -quarter) > pixels / 20, "the dates differ");
  });

  test("lie under a curtain that the mouse draws", async () => {
    await fresh({ width: 1280 });
    await compare(page);
    await click(page, ".dl-compare-ways .dl-button:last-child");
    await untilFound(page, ".dl-handle");
    const map = await boxOf(page, ".dl-map");
    const before = (await stateOf(page)).view;
    for (const share of [0.5, 0.25, 0.8]) {
      const grip = await boxOf(page, ".dl-grip");
      assert.ok(grip.width >= 44 && grip.height >= 44);
      await page.mouse.move(grip.left + grip.width / 2, grip.top + grip.height / 2);
      await page.mouse.down();
      await page.mouse.move(map.left + map.width * share, map.top + 50, { steps: 4 });
      await page.mouse.up();
      await painted(page);
      const seam = await boxOf(page, ".dl-seam");
      assert.ok(Math.abs(seam.left + 1 - (map.left + map.width * share)) < 2.5, `${seam.left} at ${share}`);
      await shoot(page, `compare-swipe-${share}`);
    }
    assert.deepEqual((await stateOf(page)).view, before, "the map stays");
  });

  for (const lang of ["en", "ar"]) {
    test(`have a slider for the keyboard, in ${lang}`, async () => {
      await fresh({ width: 768, height: 1024, lang });
      await compare(page);
      await click(page, ".dl-compare-ways .dl-button:last-child");
      await (await untilFound(page, ".dl-handle")).focus();
      const now = () => attributeOf(page, ".dl-handle", "aria-valuenow");
      await page.keyboard.press("Home");
      await painted(page);
      assert.equal(await now(), "0");
      const start = await boxOf(page, ".dl-seam");
      await page.keyboard.press("PageUp");
      await page.keyboard.press(lang === "ar" ? "ArrowLeft" : "ArrowRight");
      await painted(page);
      assert.equal(await now(), "11");
      const moved = await boxOf(page, ".dl-seam");
      assert.ok(lang === "ar" ? moved.left < start.left : moved.left > start.left, "from the start of the line");
      assert.match(await attributeOf(page, ".dl-handle", "aria-valuetext"), /2016.*2016/);
      await page.keyboard.press("Escape");
      await untilState(page, "one date", (state) => state.compare === null);
      await untilFocused(page, ".dl-compare-button");
    });
  }

  test("are listed by who had it and who has it, and a press shows the area", async () => {
    await fresh({ width: 1280 });
    await compare(page);
    await untilFound(page, ".dl-passage");
    assert.match(await textOf(page, ".dl-changes-sum"), /^\d+ of \d+ areas differ/);
    const first = (await texts(page, ".dl-changed > li > .dl-link"))[0];
    await click(page, ".dl-changed summary");
    await retry("the claims", async () => /2016/.test(await textOf(page, ".dl-changed details[open] .dl-claims")));
    await click(page, ".dl-changed > li > .dl-link");
    await untilFound(page, ".dl-card[data-area]");
    assert.equal((await textOf(page, ".dl-card h3")).trim(), first.trim());
    // The focus follows with the next frame.
    await untilFocused(page, ".dl-back");
    await page.keyboard.press("Escape");
    await untilFound(page, '.dl-page[data-page="changes"]');
  });

  // A page on which nobody has chosen how the two stand.
  const pristine = async (use) => {
    const opened = await openStory(device, site);
    try {
      await use(opened.page);
      assert.deepEqual(opened.record.pageErrors, []);
    } finally {
      await opened.close();
    }
  };

  for (const size of SIZES) {
    for (const lang of ["en", "ar"]) {
      test(`lay nothing over anything at ${size.width} pixels, in ${lang}`, async () => {
        await pristine(async (page) => {
          await rest(page, { lang, ...size });
          await compare(page);
          assert.equal(await attributeOf(page, ".dl-map", "data-beside"), size.width < 600 ? "swipe" : "halves");
          assert.deepEqual(await page.evaluate(overflowing), []);
          assert.deepEqual(await page.evaluate(isClipped), []);
          const boxes = await page.evaluate(furniture);
          assert.ok(boxes[".dl-asof-later"], "both dates are told");
          const names = Object.keys(boxes);
          const over = names.flatMap((one, at) =>
            names.slice(at + 1).filter((other) => overlap(boxes[one], boxes[other])).map((other) => `${one} and ${other}`),
          );
          assert.deepEqual(over, []);
          await page.evaluate(() => scrollTo(0, 0));
          await shoot(page, `compare-${size.width}-${lang}`);
          if (size.width < 1000) {
            await (await find(page, ".dl-panel")).evaluate((panel) => panel.scrollIntoView());
            await shoot(page, `compare-${size.width}-${lang}-list`);
          }
          await setState(page, { selection: "area:shaar" });
          await untilFound(page, ".dl-strip");
          await (await find(page, ".dl-card")).evaluate((card) => card.scrollIntoView());
          await shoot(page, `history-${size.width}-${lang}`);
          assert.deepEqual(await page.evaluate(overflowing), []);
        });
      });
    }
  }

  for (const scheme of ["light", "dark"]) {
    test(`have nothing that axe finds serious, ${scheme}`, async () => {
      await fresh({ scheme });
      const grave = [];
      for (const selection of [null, "area:qadi-askar"]) {
        await compare(page, { ...DATES, selection });
        for (const way of ["first", "last"]) {
          await click(page, `.dl-compare-ways .dl-button:${way}-child`);
          await painted(page);
          for (const { impact, text } of await audit(page)) {
            if (["serious", "critical"].includes(impact)) grave.push(text);
          }
        }
        await shoot(page, `compare-${scheme}-${selection ? "card" : "list"}`);
      }
      assert.deepEqual(grave, []);
    });
  }
});
