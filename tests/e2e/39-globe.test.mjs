// Where in the world a story is: the globe on the map, what stands on it and what it gives way to.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import {
  attributeOf, boxOf, click, find, openOn, openStory, overlap, painted, rest, retry, setState, untilFound, untilHands, untilReady,
} from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { readCases, serveCase } from "./support/images.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { pixel, shoot } from "./support/shots.mjs";
import { withSite } from "./support/suite.mjs";

const SIZES = [[360, 740], [768, 1024], [1280, 800]];
/** The place that the story's start view shows. */
const ALEPPO = { lon: 37.168, lat: 36.205 };
const FURNITURE = [".dl-map-buttons", ".dl-credit", ".dl-scale", ".dl-legend", ".dl-asof", ".dl-locator.dl-seen"];
/** Places some pixels from any coast on a globe of 72 pixels. */
const LAND = [{ lon: 48, lat: 57 }, { lon: 45, lat: 25 }, { lon: 25, lat: 25 }, { lon: 30, lat: 52 }, { lon: 66, lat: 42 }, { lon: 19, lat: 10 }];
const SEA = [{ lon: 19, lat: 35 }, { lon: 35.5, lat: 43.2 }, { lon: 51, lat: 39.5 }, { lon: 64, lat: 19 }, { lon: 62, lat: 15 }, { lon: -8, lat: 48 }];

const isSeen = (page) => page.evaluate(() => {
  const globe = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-globe");
  return globe !== null && globe.getClientRects().length > 0 && getComputedStyle(globe).visibility === "visible";
});
const untilSeen = (page) => retry("the globe", () => isSeen(page));
const untilGone = (page, why) => retry(why, async () => !(await isSeen(page)));

/** Where a place stands on a globe as large as `box` over `middle`, by vectors: pixels of the page. */
function onGlobe(box, middle, place) {
  const vector = ({ lon, lat }) => {
    const [a, b] = [(lon * Math.PI) / 180, (lat * Math.PI) / 180];
    return [Math.cos(b) * Math.cos(a), Math.cos(b) * Math.sin(a), Math.sin(b)];
  };
  const dot = (one, other) => one.reduce((sum, value, at) => sum + value * other[at], 0);
  const [up, here] = [vector(middle), vector(place)];
  const a = (middle.lon * Math.PI) / 180;
  const east = [-Math.sin(a), Math.cos(a), 0];
  const north = [up[1] * east[2] - up[2] * east[1], up[2] * east[0] - up[0] * east[2], up[0] * east[1] - up[1] * east[0]];
  // Seen from two radii: the ray meets the plane through the middle.
  const scale = (box.width / 2) * Math.sqrt(3) / (2 - dot(here, up));
  return [(box.left + box.right) / 2 + scale * dot(here, east), (box.top + box.bottom) / 2 - scale * dot(here, north)];
}

/** The middle of what a part of the drawing covers. */
async function middleOf(page, part) {
  const box = await boxOf(page, `.dl-globe path:nth-child(${part})`);
  return [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
}

const near = (one, other, by) => Math.hypot(one[0] - other[0], one[1] - other[1]) <= by;

/** How much two colours differ, as WCAG 2 reckons it. */
function contrast(one, other) {
  const luminance = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
    const value = colour[at] / 255;
    return sum + weight * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  }, 0);
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

/** The colours of the globe, from a picture of the page: of land, of the sea and of the dot. */
async function coloursOn(page, name) {
  const box = await boxOf(page, ".dl-globe");
  // Of the whole: for a part of it the browser may lay out a page of another height.
  const picture = await shoot(page, name);
  const at = ([x, y]) => pixel(picture, Math.floor(x), Math.floor(y)).slice(0, 3);
  const of = (places) => places.map((place) => at(onGlobe(box, ALEPPO, place)));
  return { land: of(LAND), sea: of(SEA), dot: at(await middleOf(page, 5)), halo: at([(box.left + box.right) / 2 + (box.width / 20) * 0.9, (box.top + box.bottom) / 2]) };
}

const same = (colours) => assert.equal(new Set(colours.map(String)).size, 1, JSON.stringify(colours));

function assertTold({ land, sea, dot, halo }) {
  same(land);
  same(sea);
  for (const [name, one, other] of [["land and sea", land[0], sea[0]], ["dot and sea", dot, sea[0]], ["dot and halo", dot, halo], ["halo and land", halo, land[0]]]) {
    assert.ok(contrast(one, other) >= 3, `${name}: ${contrast(one, other).toFixed(2)} of ${one} and ${other}`);
  }
}

async function assertApart(page) {
  const [map, globe] = [await boxOf(page, ".dl-map"), await boxOf(page, ".dl-globe")];
  assert.ok(Math.abs(globe.width - globe.height) < 0.1, "it is round");
  assert.ok(globe.left > map.left && globe.right < map.right && globe.top > map.top && globe.bottom < map.bottom, "it is on the map");
  for (const other of FURNITURE) {
    const isThere = await page.evaluate((inside) => (document.querySelector("dateline-map").shadowRoot.querySelector(inside)?.getClientRects().length ?? 0) > 0, other);
    if (isThere) assert.ok(!overlap(globe, await boxOf(page, other)), `${other} is not covered`);
  }
}

describe("the globe on the map", () => {
  const suite = withSite();

  async function open() {
    const opened = await openStory(suite.device, suite.site, { path: "/#lang=en" });
    suite.toClose.push(opened.close);
    await untilHands(opened.page);
    return opened.page;
  }

  test("shows the coasts around the story and a dot at its place, and covers nothing", async () => {
    const page = await open();
    for (const [width, height] of SIZES) {
      for (const lang of ["en", "ar"]) {
        for (const scheme of ["light", "dark"]) {
          await rest(page, { lang, scheme, width, height });
          await untilSeen(page);
          await assertApart(page);
          const box = await boxOf(page, ".dl-globe");
          assert.ok(near(await middleOf(page, 5), onGlobe(box, ALEPPO, ALEPPO), 0.5), "the dot is at the story's place");
          assertTold(await coloursOn(page, `39-globe-${width}-${lang}-${scheme}`));
        }
      }
    }
  });

  test("says in words where that is, in the reader's language", async () => {
    const page = await open();
    await rest(page, { lang: "en" });
    await untilSeen(page);
    assert.equal(await attributeOf(page, ".dl-globe", "aria-label"), "Where this is on Earth: 36° north, 37° east");
    await setState(page, { lang: "ar" });
    let words;
    await retry("Arabic words", async () => (words = await attributeOf(page, ".dl-globe", "aria-label")).startsWith("موضع"));
    // What is filled in may stand in marks of direction.
    assert.match(words.replace(/[\u2066-\u2069\u200e\u200f]/g, ""), /^موضع هذا المكان على الكرة الأرضية: (36|٣٦)° شمالًا، (37|٣٧)° شرقًا$/);
    await setState(page, { lang: "en", view: { lon: -58.4, lat: -34.6, zoom: 10 } });
    await retry("other words", async () => (await attributeOf(page, ".dl-globe", "aria-label")) === "Where this is on Earth: 35° south, 58° west");
  });

  test("frames what is seen where that is large or elsewhere, and goes where the map shows it", async () => {
    const page = await open();
    await rest(page);
    await untilSeen(page);
    const frame = () => attributeOf(page, ".dl-globe path:nth-child(3)", "d");
    assert.equal(await frame(), "", "a city is a dot");
    const [box, map] = [await boxOf(page, ".dl-globe"), await boxOf(page, ".dl-map")];
    await setState(page, { view: { ...ALEPPO, zoom: 6.5 } });
    const drawn = await retry("a frame", async () => (await frame()) && boxOf(page, ".dl-globe path:nth-child(3)"));
    const half = (map.width / (256 * 2 ** 6.5)) * 180;
    const [wanted] = onGlobe(box, ALEPPO, { lon: ALEPPO.lon - half, lat: ALEPPO.lat });
    assert.ok(Math.abs(drawn.left - wanted) < 3, `${drawn.left} ${wanted}`);
    assert.equal(await attributeOf(page, ".dl-globe path:nth-child(5)", "d"), "", "no dot in a frame about it");
    await shoot(page, "39-globe-frame");
    const aden = { lon: 45, lat: 12.75 };
    await setState(page, { view: { ...aden, zoom: 12 } });
    await retry("a frame there", async () => near(await middleOf(page, 3), onGlobe(box, ALEPPO, aden), 1));
    assert.ok(near(await middleOf(page, 5), onGlobe(box, ALEPPO, ALEPPO), 0.5), "the story is where it was");
    await setState(page, { view: { ...ALEPPO, zoom: 4.5 } });
    await untilGone(page, "no globe on a map of the region");
    await setState(page, { view: { ...ALEPPO, zoom: 12 } });
    await untilSeen(page);
    await setState(page, { compare: "2016-11-20" });
    await untilGone(page, "no globe beside two maps");
  });

  test("stands beside the small map of the story, from near", async () => {
    const page = await open();
    for (const lang of ["en", "ar"]) {
      await rest(page, { lang });
      await setState(page, { view: { lon: 37.18, lat: 36.21, zoom: 14 } });
      await untilFound(page, ".dl-locator.dl-seen");
      await untilSeen(page);
      await assertApart(page);
      const other = await boxOf(page, ".dl-locator");
      for (const part of [".dl-legend", ".dl-scale", ".dl-credit", ".dl-asof"]) assert.ok(!overlap(other, await boxOf(page, part)), part);
      await shoot(page, `39-globe-beside-${lang}`);
    }
  });

  test("gives way on a telephone to the key and to what is selected", async () => {
    const page = await open();
    await rest(page, { width: 360, height: 740 });
    await untilSeen(page);
    await click(page, ".dl-legend-title");
    await untilGone(page, "no globe beside the key");
    await click(page, ".dl-legend-title");
    await untilSeen(page);
    await setState(page, { selection: "area:shaar" });
    await untilFound(page, ".dl-peek");
    await untilGone(page, "no globe over what is selected");
    // The small map then stands where the globe did.
    await rest(page, { width: 800, height: 900 });
    await setState(page, { view: { lon: 37.18, lat: 36.21, zoom: 14 }, selection: "area:shaar" });
    await untilFound(page, ".dl-locator.dl-seen");
    await untilGone(page, "no globe over what is selected");
    const [map, other] = [await boxOf(page, ".dl-map"), await boxOf(page, ".dl-locator")];
    assert.ok(map.right - other.right < 12, `${map.right - other.right} pixels beside it`);
  });

  test("is on a compact map too, but on none that is too low for it", async () => {
    const map = (controls) => pageWith(`<dateline-map src="/data/aleppo/" lang="en" theme="light" controls="${controls}"></dateline-map>`);
    for (const [width, height, controls, wanted] of [[360, 760, "compact", true], [600, 760, "none", true], [600, 500, "compact", false], [280, 760, "none", false]]) {
      suite.site.replace("/small.html", { body: map(controls) });
      const opened = await openOn(suite.device, { width: 800, height: 800 });
      suite.toClose.push(opened.close);
      await opened.page.goto(suite.site.url("/small.html"), { waitUntil: "load" });
      await untilReady(opened.page);
      // The published policy allows no style in attributes.
      await opened.page.evaluate((wide, high) => {
        Object.assign(document.querySelector("dateline-map").style, { display: "block", inlineSize: `${wide}px`, blockSize: `${high}px` });
      }, width, height);
      await untilFound(opened.page, ".dl-globe");
      await retry("its size", async () => Math.abs((await boxOf(opened.page, ".dl-gl")).width - width) < 1);
      await painted(opened.page);
      const name = `${width} by ${height}, ${controls}`;
      if (wanted) {
        await untilSeen(opened.page);
        await assertApart(opened.page);
        // No card is shown there, whatever is selected.
        await setState(opened.page, { selection: "area:shaar" });
        await untilFound(opened.page, ".dl-peek");
        await painted(opened.page);
        assert.ok(await isSeen(opened.page), name);
      } else {
        await untilGone(opened.page, name);
      }
      await shoot(opened.page, `39-globe-${controls}-${width}-${height}`);
    }
  });

  test("is right where the antimeridian crosses the story", async () => {
    const one = (await readCases()).find(({ name }) => name === "antimeridian");
    // A map is as high as its window lets it be: higher than those of the pictures that are kept.
    const opened = await openOn(suite.device, { width: one.width, height: 800 });
    suite.toClose.push(opened.close);
    const { page } = opened;
    await page.goto(suite.site.url(await serveCase(suite.site, one)), { waitUntil: "load" });
    await untilReady(page);
    await untilFound(page, ".dl-globe");
    const box = () => boxOf(page, ".dl-globe");
    // The middle of the story's areas, over which it has a globe of its own.
    const home = { lon: -179.8, lat: -16.5 };
    for (const lon of [179.95, -179.95]) {
      const place = { lon, lat: -16.5 };
      await setState(page, { t: "2020-01-20", view: { ...place, zoom: 8 } });
      await untilSeen(page);
      await retry(`the dot at ${lon}`, async () => near(await middleOf(page, 5), onGlobe(await box(), home, home), 1));
    }
    await shoot(page, "39-globe-antimeridian");
  });

  test("is told in the colours of the system where those are forced, and on paper", { skip: BROWSER !== "chromium" && "such wishes are Chromium's" }, async () => {
    const page = await open();
    await rest(page);
    await untilSeen(page);
    const session = await page.createCDPSession();
    for (const scheme of ["light", "dark"]) {
      await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }, { name: "prefers-color-scheme", value: scheme }] });
      await painted(page);
      assertTold(await coloursOn(page, `39-globe-forced-${scheme}`));
    }
    await session.send("Emulation.setEmulatedMedia", { media: "print", features: [] });
    await painted(page);
    await retry("its place on paper", async () => {
      const globe = await boxOf(page, ".dl-globe");
      return globe.width > 60 && globe.right < (await boxOf(page, ".dl-map")).right;
    });
    await assertApart(page);
    assertTold(await coloursOn(page, "39-globe-print"));
    await session.detach();
  });

  test("stays out of the way of a hand", async () => {
    const page = await open();
    await rest(page);
    await untilSeen(page);
    const { left, top, width, height } = await boxOf(page, ".dl-globe");
    const under = await page.evaluate((x, y) => document.querySelector("dateline-map").shadowRoot.elementFromPoint(x, y).closest(".dl-stage") !== null, left + width / 2, top + height / 2);
    assert.ok(under, "a touch reaches the map");
    assert.equal(await (await find(page, ".dl-globe svg")).evaluate((one) => one.getAttribute("aria-hidden")), "true");
  });
});
