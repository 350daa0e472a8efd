// Two painters, one scene: what WebGL draws and what the SVG painter draws, on the same states.
//
// The tolerance: letters aside, which each lays out by itself, no more than one pixel in fifty
// differs by more than 48 of 255 in a channel, and the pictures differ by 2.5 of 255 in the mean.
// Edges and hatches are smoothed differently. The SVG documents themselves are kept beside the
// cases and compared by the letter; `DATELINE_BLESS=1 cargo xtask test --only e2e --browser
// chromium --file parity` keeps the present ones.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { boxOf, call, cardDone, find, openOn, painted, rest, retry, rgba, setState, startDevice, untilFound, untilReady } from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { blessSvg, readCases, readExpectedSvg, serveCase } from "./support/images.mjs";
import { difference, keep, readPng } from "./support/shots.mjs";
import { withSite } from "./support/suite.mjs";
import { ARCHIVE, CENTRE, FOLDER, QUIET, RASTER, VECTOR, around, chequer, servePictures, serveTiled } from "./support/tiled.mjs";
import { archive, placeAt, tileAt, townTile } from "./support/tiles.mjs";

const MOST_PIXELS = 0.02;
const CHANNEL = 48;
const MOST_MEAN = 2.5;

const NAMES = ["antimeridian", "edge", "groups", "holes-and-parts", "patterns", "patterns-dark", "selected-and-new", "stack-and-fading", "symbols", "symbols-dark", "zoom-20"];

/** States of the shipped story, with its base map. */
const ALEPPO = [
  { about: "an evening of many events, in the light theme", theme: "light", state: { t: "2016-12-06", view: { lon: 37.168, lat: 36.205, zoom: 12.6 } } },
  { about: "the same in the dark theme, a quarter selected", theme: "dark", state: { t: "2016-12-06", selection: "area:mashhad", view: { lon: 37.16, lat: 36.19, zoom: 13.4 } } },
  { about: "the whole story's events, one of them selected", theme: "light", state: { mode: "cumulative", selection: "event:ALP-070", view: { lon: 37.168, lat: 36.205, zoom: 12.2 } } },
];

/**
 * Base maps of tiles, made here: the level that is wanted, and where in each tile there is which
 * colour. At zoom 11 the tiles of level 7 are drawn sixteen times as large.
 */
const lake = (theme) => ({ share: { x: 0.3, y: 0.4 }, colour: () => rgba(QUIET[theme].water) });
const field = { share: { x: 0.25, y: 0.3 }, colour: (tile) => [...chequer(...tile), 255] };
const dimmed = { ...field, colour: (tile) => [...chequer(...tile).map((channel) => channel * 0.62), 255] };
const shareOf = (place, level) => {
  const { x, y } = tileAt(place, level);
  return { x: x % 1, y: y % 1 };
};
const TILED = [
  { about: "pictures", basemap: RASTER, theme: "light", level: 9, zoom: 8.6, ...field },
  { about: "pictures in the dark, one of them missing", basemap: RASTER, theme: "dark", level: 9, zoom: 8.8, misses: true, ...dimmed },
  { about: "drawn tiles", basemap: VECTOR, theme: "light", level: 7, zoom: 8.4, ...lake("light") },
  { about: "drawn tiles in the dark, in Arabic", basemap: VECTOR, theme: "dark", lang: "ar", level: 7, zoom: 8, ...lake("dark") },
  { about: "a town of drawn tiles", basemap: VECTOR, theme: "light", level: 7, zoom: 8.4, isTown: true, share: { x: 0.12, y: 0.5 }, colour: () => rgba(QUIET.light.water) },
  { about: "drawn tiles beyond their finest level", basemap: VECTOR, theme: "dark", level: 7, zoom: 11, share: shareOf({ lon: 10.05, lat: 50.03 }, 7), colour: () => rgba(QUIET.dark.earth) },
];

/** The tiles of a level that a view shows, and a place in each. */
function tilesIn({ level, zoom, share }, { width, height }) {
  const middle = tileAt(CENTRE, level);
  const tilePx = 256 * 2 ** (zoom - level);
  const range = (at, length) => [at - length / 2 / tilePx, at + length / 2 / tilePx].map(Math.floor);
  const [[west, east], [north, south]] = [range(middle.x, width), range(middle.y, height)];
  const tiles = [];
  for (let x = west; x <= east; x += 1) {
    for (let y = north; y <= south; y += 1) tiles.push({ tile: [level, x, y], place: placeAt({ x: x + share.x, y: y + share.y }, level) });
  }
  return tiles;
}

const townArchive = () => archive(around([6, 7]).map((tile) => [...tile, townTile({ count: 200 })]), { least: 6, greatest: 7 });

// Groups are drawn where names are; this case has no names.
const HAS_GROUPS = ["groups"];

/** Leaves nothing but the map to be seen, without its names. */
function bare(page, hasGroups) {
  return page.evaluate((keepsNames) => {
    const { shadowRoot } = document.querySelector("dateline-map");
    for (const one of shadowRoot.children) one.style.visibility = "hidden";
    // These may still be on their way.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(".dl-globe, .dl-locator { display: none !important; }");
    shadowRoot.adoptedStyleSheets = [...shadowRoot.adoptedStyleSheets, sheet];
    shadowRoot.querySelector(".dl-stage").style.visibility = "visible";
    if (!keepsNames) shadowRoot.querySelector(".dl-names").style.visibility = "hidden";
  }, hasGroups);
}

/** The SVG document that is shown, once it is of the present state. */
async function drawingOf(page) {
  let last;
  const address = await retry("the drawing rests", async () => {
    const before = last;
    await painted(page);
    last = await (await untilFound(page, "img.dl-drawing[src]")).evaluate((image) => image.src);
    return last === before && last;
  });
  return decodeURIComponent(address.slice(address.indexOf(",") + 1));
}

/** Puts the drawing without its names over the map. */
function showDrawing(page, svg) {
  return page.evaluate(async (text) => {
    const stage = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-stage");
    for (const drawing of stage.querySelectorAll(".dl-drawing")) drawing.style.visibility = "hidden";
    stage.querySelector(".bare")?.remove();
    const image = new Image();
    image.className = "bare";
    image.style.cssText = "position:absolute;inset:0;inline-size:100%;block-size:100%";
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    await image.decode();
    stage.append(image);
  }, svg.replace(/<g class="names"[^]*?<\/g>\n/, ""));
}

function meanDifference(one, other) {
  let sum = 0;
  for (let at = 0; at < one.data.length; at += 1) sum += Math.abs(one.data[at] - other.data[at]);
  return sum / (one.width * one.height * 3);
}

describe("both painters", { skip: BROWSER !== "chromium" && "each browser smooths edges in its own way" }, () => {
  const suite = withSite();
  let poor;

  before(async () => {
    poor = await startDevice({ args: ["--disable-3d-apis"] });
  });
  after(() => poor?.close());

  async function picture(page) {
    const { left, top, width, height } = await boxOf(page, ".dl-stage");
    return page.screenshot({ type: "png", clip: { x: left, y: top, width, height } });
  }

  /** Opens the page on both devices, shows the state, and compares; gives the SVG. */
  async function compare(name, { path, size, state, hasGroups = false, prepare = async () => {}, settled = async () => {} }) {
    const pictures = [];
    let svg;
    for (const device of [suite.device, poor]) {
      const opened = await openOn(device, size);
      suite.toClose.push(opened.close);
      const { page } = opened;
      await page.goto(suite.site.url(path), { waitUntil: "load" });
      await untilReady(page);
      const hasContext = await (await find(page, "canvas.dl-gl")).evaluate((canvas) => canvas.getContext("webgl2") !== null);
      assert.equal(hasContext, device === suite.device);
      await prepare(page, device === poor);
      await setState(page, state);
      // They come with the late part of the program.
      if (hasGroups) await untilFound(page, ".dl-groups:not([hidden]) .dl-group");
      await settled(page, device === poor);
      await bare(page, hasGroups);
      if (device === poor) {
        svg = await drawingOf(page);
        await showDrawing(page, svg);
      }
      await cardDone(page);
      pictures.push(await picture(page));
      assert.deepEqual(opened.record.pageErrors, []);
    }
    for (const [index, painter] of ["gl", "svg"].entries()) await keep(`33-${name}-${painter}`, pictures[index]);
    const [gl, drawn] = pictures.map((png) => readPng(Buffer.from(png)));
    const share = difference(gl, drawn, CHANNEL) / (gl.width * gl.height);
    const mean = meanDifference(gl, drawn);
    const said = `${(share * 100).toFixed(2)} % of the pixels differ, ${mean.toFixed(2)} in the mean`;
    assert.ok(share <= MOST_PIXELS && mean <= MOST_MEAN, said);
    return { svg, said };
  }

  for (const name of NAMES) {
    test(`show the same of ${name}`, async (context) => {
      const one = (await readCases()).find((found) => found.name === name);
      const path = await serveCase(suite.site, one);
      const { svg, said } = await compare(name, {
        path,
        size: { width: one.width, height: one.height + 40 },
        state: one.state,
        hasGroups: HAS_GROUPS.includes(name),
      });
      context.diagnostic(said);
      if (process.env.DATELINE_BLESS) return blessSvg(one, svg);
      const expected = await readExpectedSvg(one);
      assert.ok(expected, "nothing is kept yet: look at the picture, then bless it");
      const lines = svg.split("\n");
      const differs = expected.split("\n").findIndex((line, index) => line !== lines[index]);
      assert.equal(differs, -1, `line ${differs + 1} is another: ${lines[differs]?.slice(0, 200)}`);
      assert.equal(svg.length, expected.length);
    });
  }

  for (const [index, { about, theme, state }] of ALEPPO.entries()) {
    test(`show the same of Aleppo: ${about}`, async (context) => {
      const { said } = await compare(`aleppo-${index}`, {
        path: "/#lang=en",
        size: { width: 1200, height: 800 },
        state,
        prepare: (page) => rest(page, { scheme: theme }),
      });
      context.diagnostic(said);
    });
  }

  for (const [index, one] of TILED.entries()) {
    test(`show the same of ${one.about}`, async (context) => {
      const { basemap, theme, lang, level, zoom, colour, misses = false, isTown = false } = one;
      const size = { width: 640, height: 480 };
      let count = 0;
      const isMissing = (tile) => misses && String(tile) === String([level, ...Object.values(tileAt(CENTRE, level)).map(Math.floor)]);
      servePictures(suite.site, { but: (...tile) => (isMissing(tile) ? null : undefined) });
      suite.site.replace(`${FOLDER}ground.pmtiles`, { body: isTown ? townArchive() : ARCHIVE, ranges: true });
      const look = `style="display:block;margin:0;inline-size:${size.width}px;block-size:${size.height}px"`;
      const path = serveTiled(suite.site, basemap, { attributes: `controls="none" ${look}`, theme, lang });
      const near = (one, other) => one && one.every((channel, at) => Math.abs(channel - other[at]) <= 2);
      /** Shows a zoom until all of its tiles are there; tells how many. */
      const untilTiles = async (page, isDrawing, wanted) => {
        await setState(page, { view: { ...CENTRE, zoom: wanted.zoom } });
        const tiles = tilesIn(wanted, await boxOf(page, ".dl-stage")).filter(({ tile }) => !isMissing(tile));
        await retry(`tiles of level ${wanted.level}`, async () => {
          if (isDrawing) return (await drawingOf(page)).split("<svg x=").length > tiles.length;
          const pixels = await Promise.all(tiles.map(async ({ tile, place }) => [await call(page, "pixelAt", place.lon, place.lat), colour(tile)]));
          const seen = pixels.filter(([pixel]) => pixel);
          return seen.length > 0 && seen.every(([pixel, expected]) => near(pixel, expected));
        });
        return tiles.length;
      };
      const { said, svg } = await compare(`tiled-${index}`, {
        path,
        size: { ...size, height: size.height + 40 },
        state: { view: { ...CENTRE, zoom } },
        // What is missing is a part of the next larger one, if that is there.
        prepare: async (page, isDrawing) => {
          if (misses) await untilTiles(page, isDrawing, { ...one, level: level - 1, zoom: level - 1 });
        },
        settled: async (page, isDrawing) => {
          count = await untilTiles(page, isDrawing, one);
        },
      });
      context.diagnostic(said);
      assert.ok(count >= (zoom > 10 ? 1 : 2), `${count} tiles`);
      assert.ok(svg.includes('<g class="tiles"'));
      if (basemap === VECTOR && !isTown) assert.ok(svg.includes(lang === "ar" ? ">مكان</text>" : ">Place</text>") || zoom > 10);
    });
  }
});
