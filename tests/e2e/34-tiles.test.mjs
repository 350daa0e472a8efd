// Base maps of tiles: pictures in a folder and a PMTiles archive, made here and served on
// this machine, drawn and compared with what was written; and everything that can go wrong
// on the way, which must leave areas and events where they are.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { attributeOf, boxOf, call, click, find, openOn, painted, rgba, retry, setState, startDevice, stateOf, textOf, texts, untilFound, untilReady } from "./support/app.mjs";
import { holdPauses } from "./support/pauses.mjs";
import { startHost } from "./support/server.mjs";
import { keep, pixel, readPng } from "./support/shots.mjs";
import { withSite } from "./support/suite.mjs";
import { ARCHIVE, CENTRE, FOLDER, GREEN, HELD, QUIET, RASTER, VECTOR, around, chequer, drawnTile, servePictures as serve, serveTiled } from "./support/tiled.mjs";
import { archive, placeAt, png, tileAt } from "./support/tiles.mjs";

const PART = /dateline-tile-[0-9a-f]+\.wasm$/;

const WITHOUT_WEBGL = { args: ["--disable-3d-apis"], preferences: { "webgl.disabled": true, "webgl.force-enabled": false } };
const near = (one, other) => one && one.every((channel, at) => Math.abs(channel - other[at]) <= 2);

/** Where what shows tiles lies, as the loader has it. */
async function partPath(site) {
  const loader = await (await fetch(site.url("/dateline.js"))).text();
  return `/${/dateline-tile-[0-9a-f]+\.wasm/.exec(loader)[0]}`;
}

describe("tiles under the areas", () => {
  const suite = withSite();

  /** Serves the story with a base map and opens it. */
  async function open(basemap, { attributes = "", policy, density = 1, width = 800, height = 700, lang = "en", isPausing = false } = {}) {
    const { site, device } = suite;
    const headers = policy ? { "Content-Security-Policy": policy } : {};
    const path = serveTiled(site, basemap, { attributes, headers, lang });
    const opened = await openOn(device, { width, height, density });
    suite.toClose.push(opened.close);
    if (isPausing) await opened.page.evaluateOnNewDocument(holdPauses);
    await opened.page.evaluateOnNewDocument(() => {
      window.written = new Set();
      const { fillText } = CanvasRenderingContext2D.prototype;
      CanvasRenderingContext2D.prototype.fillText = function (text, ...rest) {
        window.written.add(text);
        return fillText.call(this, text, ...rest);
      };
    });
    await opened.page.goto(site.url(path), { waitUntil: "load" });
    await untilReady(opened.page);
    assert.equal(await attributeOf(opened.page, ".dl-no-webgl", "role"), null, "there is WebGL2");
    assert.deepEqual(await call(opened.page, "problems"), []);
    return opened;
  }

  const servePictures = (options) => serve(suite.site, options);
  const pixelAt = (page, place) => call(page, "pixelAt", place.lon, place.lat);
  const asked = () => suite.site.log.filter(({ path }) => path.startsWith(`${FOLDER}t/`));

  /** Waits until the place has the colour. */
  async function untilColour(page, place, colour) {
    let last;
    await retry(`${colour} at ${JSON.stringify(place)}`, async () => {
      last = await pixelAt(page, place);
      return near(last, [...colour.slice(0, 3), 255]);
    }).catch((error) => {
      throw new Error(`${error.message}, it is ${last}`);
    });
  }

  /** The areas and the events are there, whatever is under them. */
  async function storyIsThere(page) {
    await untilColour(page, { lon: 10.0, lat: 50.0 }, rgba(HELD));
    const { counts } = await stateOf(page);
    assert.equal(counts.inWindow, 1);
  }

  /** Places across the map that lie well inside a tile of a level. */
  function inside(zoom, share = { x: 0.25, y: 0.3 }) {
    const { x, y } = tileAt(CENTRE, zoom);
    const steps = [-1, 0, 1];
    return steps.flatMap((dx) => steps.map((dy) => {
      const [column, row] = [Math.floor(x) + dx, Math.floor(y) + dy];
      return { column, row, place: placeAt({ x: column + share.x, y: row + share.y }, zoom) };
    }));
  }

  const isSeen = async (page, { lon, lat }) => (await pixelAt(page, { lon, lat })) !== null;

  async function expectChequer(page) {
    let seen = 0;
    for (const { column, row, place } of inside(9)) {
      if (!(await isSeen(page, place))) continue;
      await untilColour(page, place, chequer(9, column, row));
      seen += 1;
    }
    assert.ok(seen >= 2, `${seen} tiles were looked at`);
  }

  test("pictures from a folder are drawn where they belong, at fractional zooms too", async () => {
    servePictures();
    const { page, record } = await open(RASTER);
    await expectChequer(page);
    await storyIsThere(page);
    await keep("tiles-raster", await page.screenshot({ type: "png" }));
    for (const zoom of [8.7, 9.31]) {
      await setState(page, { view: { ...CENTRE, zoom } });
      await expectChequer(page);
    }
    // Beyond the finest level its pictures are drawn larger.
    await setState(page, { view: { lon: 10.3, lat: 50.1, zoom: 13 } });
    await untilColour(page, { lon: 10.3, lat: 50.1 }, GREEN);
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(await record.violations(), []);
    assert.deepEqual(record.origins(), [suite.site.origin]);
  });

  test("the first picture does not wait for them, and they come without anybody's doing", async () => {
    servePictures();
    const letGo = suite.site.hold(await partPath(suite.site));
    const { page } = await open(RASTER);
    await storyIsThere(page);
    assert.equal(asked().length, 0);
    letGo();
    await expectChequer(page);
  });

  test("without what shows them the map is whole, says so, and tries again when it is told to", async () => {
    servePictures();
    const giveBack = suite.site.cut(await partPath(suite.site));
    const { page, record } = await open(RASTER);
    await retry("the notice", async () => /base map could not be loaded/.test(await textOf(page, ".dl-ground-lack")));
    assert.equal(await attributeOf(page, ".dl-ground-lack p", "role"), "alert");
    await storyIsThere(page);
    await keep("tiles-lack", await page.screenshot({ type: "png" }));
    assert.equal(asked().length, 0);
    giveBack();
    await click(page, ".dl-ground-lack button");
    await expectChequer(page);
    assert.equal(await textOf(page, ".dl-ground-lack"), "");
    assert.deepEqual(record.pageErrors, []);
  });

  test("rows may be counted from the south, and screens with more pixels get larger pictures", async () => {
    servePictures({ sharp: true });
    for (const [zoom, x, y] of around([8, 9, 10])) {
      const body = png(chequer(zoom, x, y), 512);
      suite.site.replace(`${FOLDER}t/${zoom}/${x}/${2 ** zoom - 1 - y}@2x.png`, { body });
    }
    const { page } = await open({ ...RASTER, url: "t/{z}/{x}/{y}{r}.png", scheme: "tms" }, { density: 2 });
    await expectChequer(page);
    assert.ok(asked().every(({ path }) => path.endsWith("@2x.png")));
  });

  test("a credit is words and a link on the map, in the reader's language", async () => {
    servePictures();
    const { page } = await open(RASTER);
    const credit = await retry("the credit", async () => (await textOf(page, ".dl-ground-credit")) || undefined);
    assert.equal(credit, "Base map: Survey");
    assert.equal(await attributeOf(page, ".dl-ground-credit a", "href"), "https://example.org/survey");
    assert.match(await attributeOf(page, ".dl-ground-credit a", "rel"), /noopener/);
    await setState(page, { lang: "ar" });
    await retry("the Arabic credit", async () => /المساحة/.test(await textOf(page, ".dl-ground-credit")));
  });

  test("a tile that does not exist shows the larger one in its place", async () => {
    const { x, y } = tileAt(CENTRE, 9);
    const gone = [Math.floor(x), Math.floor(y)];
    servePictures({ but: (zoom, x, y) => (zoom === 9 && x === gone[0] && y === gone[1] ? null : undefined) });
    const { page } = await open(RASTER);
    await setState(page, { view: { ...CENTRE, zoom: 8 } });
    const place = placeAt({ x: gone[0] + 0.25, y: gone[1] + 0.3 }, 9);
    await untilColour(page, place, GREEN);
    await setState(page, { view: { ...CENTRE, zoom: 9 } });
    await untilColour(page, placeAt({ x: gone[0] + 1.25, y: gone[1] + 0.3 }, 9), chequer(9, gone[0] + 1, gone[1]));
    await untilColour(page, place, GREEN);
    assert.equal(await textOf(page, ".dl-ground-note"), "");
    await storyIsThere(page);
  });

  test("a server that fails is told of and asked again, and the story stays", async () => {
    servePictures({ but: () => ({ status: 500, body: "" }) });
    const { page, record } = await open(RASTER, { isPausing: true });
    await retry("the note", async () => /does not arrive/.test(await textOf(page, ".dl-ground-note")));
    await storyIsThere(page);
    // During a pause nothing is asked for, whatever moves.
    const view = { ...CENTRE, zoom: 9 };
    for (const lon of [CENTRE.lon + 0.2, CENTRE.lon]) await setState(page, { view: { ...view, lon } });
    assert.ok(asked().length <= 6, `${asked().length} requests`);
    servePictures();
    await page.evaluate(() => window.letGo());
    await expectChequer(page);
    await retry("silence", async () => (await textOf(page, ".dl-ground-note")) === "");
    assert.deepEqual(record.pageErrors, []);
  });

  test("a body that breaks off is asked for again", async () => {
    const { x, y } = tileAt(CENTRE, 9);
    const path = `${FOLDER}t/9/${Math.floor(x)}/${Math.floor(y)}.png`;
    servePictures();
    const body = png(chequer(9, Math.floor(x), Math.floor(y)));
    suite.site.replace(path, { body, cutAfter: 40 });
    // Without its pauses it would be let be after some times.
    const { page } = await open(RASTER, { isPausing: true });
    await retry("the note", async () => /does not arrive/.test(await textOf(page, ".dl-ground-note")));
    await storyIsThere(page);
    suite.site.replace(path, { body });
    await page.evaluate(() => window.letGo());
    await expectChequer(page);
  });

  test("no more than six are on their way, and what is left behind is called back", async () => {
    servePictures();
    const held = around([9]).map(([zoom, x, y]) => suite.site.hold(`${FOLDER}t/${zoom}/${x}/${y}.png`));
    const { page, record } = await open(RASTER);
    await retry("six requests", async () => asked().length === 6);
    await storyIsThere(page);
    await painted(page);
    assert.equal(asked().length, 6);
    await setState(page, { view: { lon: 10.3, lat: 50.1, zoom: 10 } });
    await retry("six that failed", async () => record.failures.filter((one) => /\/t\/9\//.test(one)).length >= 6);
    for (const letGo of held) letGo();
    await untilColour(page, { lon: 10.32, lat: 50.12 }, GREEN);
    assert.equal(await textOf(page, ".dl-ground-note"), "");
  });

  test("the host can switch tiles off, and a story that names none has none", async () => {
    servePictures();
    const { page } = await open(RASTER, { attributes: 'basemap="none"' });
    await storyIsThere(page);
    await retry("the late part", () => call(page, "getState"));
    assert.equal(asked().length, 0);
    const { page: plain, record } = await open(null);
    await storyIsThere(plain);
    await setState(plain, { selection: "area:field" });
    await untilFound(plain, ".dl-card");
    assert.equal(suite.site.count(PART), 0, "nor is what shows them asked for");
    assert.deepEqual(record.origins(), [suite.site.origin]);
  });

  for (const scheme of ["light", "dark"]) {
    test(`an archive of vector tiles is drawn in a quiet style, ${scheme}`, async () => {
      suite.site.replace(`${FOLDER}ground.pmtiles`, { body: ARCHIVE, ranges: true });
      const { page, record } = await open(VECTOR);
      await page.evaluate((theme) => document.querySelector("dateline-map").setAttribute("theme", theme), scheme);
      const { earth, green, water } = QUIET[scheme];
      for (const zoom of [8, 8.6, 11]) {
        for (const [share, colour] of [
          [{ x: 0.3, y: 0.4 }, water],
          [{ x: 0.6, y: 0.3 }, earth],
          [{ x: 0.72, y: 0.72 }, green],
          [{ x: 0.78, y: 0.78 }, earth],
        ]) {
          const [, , , , { place }] = inside(7, share);
          await setState(page, { view: { ...place, zoom } });
          await untilColour(page, place, rgba(colour));
        }
      }
      await setState(page, { view: { ...CENTRE, zoom: 8 } });
      await storyIsThere(page);
      await keep(`tiles-vector-${scheme}`, await page.screenshot({ type: "png" }));
      assert.ok(await page.evaluate(() => window.written.has("Place")));
      await setState(page, { lang: "ar" });
      await retry("the name in Arabic", () => page.evaluate(() => window.written.has("مكان")));
      await keep(`tiles-vector-${scheme}-ar`, await page.screenshot({ type: "png" }));
      assert.deepEqual(record.pageErrors, []);
      assert.deepEqual(await record.violations(), []);
    });
  }

  test("an archive is asked for parts only, and its credit becomes words and ordinary links", async () => {
    suite.site.replace(`${FOLDER}ground.pmtiles`, { body: ARCHIVE, ranges: true });
    const { page } = await open(VECTOR);
    await retry("the credit", async () => (await textOf(page, ".dl-ground-credit")) || undefined);
    assert.equal(await textOf(page, ".dl-ground-credit"), "Base map: Bad Good");
    const links = await texts(page, ".dl-ground-credit a");
    assert.deepEqual(links, ["Good"]);
    const statuses = await retry("answers", () => {
      const found = suite.site.log.filter(({ path }) => path.endsWith(".pmtiles")).map(({ status }) => status);
      // One that is still on its way has none.
      return found.length > 2 && found.every(Boolean) && found;
    });
    assert.ok(statuses.every((status) => status === 206), String(statuses));
  });

  test("the picture is the same after the context was lost", async () => {
    suite.site.replace(`${FOLDER}ground.pmtiles`, { body: ARCHIVE, ranges: true });
    const { page } = await open(VECTOR);
    await setState(page, { view: { ...CENTRE, zoom: 8 } });
    const [{ place }] = inside(7, { x: 0.3, y: 0.4 }).slice(4);
    await untilColour(page, place, rgba(QUIET.light.water));
    await page.evaluate(async () => {
      const canvas = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gl");
      const extension = canvas.getContext("webgl2").getExtension("WEBGL_lose_context");
      const event = (name) => new Promise((resolve) => canvas.addEventListener(name, resolve, { once: true }));
      const [gone, back] = [event("webglcontextlost"), event("webglcontextrestored")];
      extension.loseContext();
      await gone;
      // As soon as the listeners of the page have had their turn.
      setTimeout(() => extension.restoreContext());
      await back;
    });
    await untilColour(page, place, rgba(QUIET.light.water));
  });

  for (const [what, answer, words] of [
    ["a server that sends whole files only", { body: ARCHIVE }, /does not send parts/],
    ["an archive that is none", { body: Buffer.alloc(20_000, 65), ranges: true }, /cannot be read/],
    ["an archive that browsers cannot unpack", { body: archive(around([6, 7]).map((tile) => [...tile, drawnTile()]), { least: 6, greatest: 7, packing: 4 }), ranges: true }, /cannot be read/],
    ["an archive that is cut", { body: ARCHIVE.subarray(0, ARCHIVE.length - 9000), ranges: true }, /does not arrive|cannot be read/],
  ]) {
    test(`${what} is told of, and the story stays`, async () => {
      suite.site.replace(`${FOLDER}ground.pmtiles`, answer);
      const { page, record } = await open(VECTOR);
      await retry("the note", async () => words.test(await textOf(page, ".dl-ground-note")));
      await storyIsThere(page);
      assert.deepEqual(record.pageErrors, []);
    });
  }

  describe("of another site", () => {
    const policy = (origin) =>
      `default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self' ${origin}; worker-src 'self'`;

    async function remote(headers) {
      const pages = Object.fromEntries(
        around([8, 9, 10]).map(([zoom, x, y]) => [`/${zoom}/${x}/${y}.png`, png(chequer(zoom, x, y))]),
      );
      const host = await startHost(pages, headers);
      suite.toClose.push(() => host.close());
      return host;
    }

    test("are asked for only where the story says so, and without cookies", async () => {
      const host = await remote({ "Access-Control-Allow-Origin": "*" });
      const url = `${host.origin}/{z}/{x}/{y}.png`;
      const { page } = await open({ ...RASTER, url, remote: true }, { policy: policy(host.origin) });
      await expectChequer(page);
      assert.ok(host.log.length > 0);
    });

    test("that do not let the page read them are told of, and the story stays", async () => {
      const host = await remote({});
      const url = `${host.origin}/{z}/{x}/{y}.png`;
      const { page, record } = await open({ ...RASTER, url, remote: true }, { policy: policy(host.origin) });
      await retry("the note", async () => /does not let this page read it/.test(await textOf(page, ".dl-ground-note")));
      await storyIsThere(page);
      // Firefox tells of what it refuses as of an error of the page.
      assert.deepEqual(record.pageErrors.filter((one) => !one.includes("Cross-Origin Request Blocked")), []);
    });

    test("are not asked for by a description in the story's own folder", async () => {
      const host = await remote({ "Access-Control-Allow-Origin": "*" });
      const said = { tilejson: "3.0.0", tiles: [`${host.origin}/{z}/{x}/{y}.png`], maxzoom: 10 };
      suite.site.replace(`${FOLDER}tiles.json`, { body: JSON.stringify(said) });
      const { page } = await open({ kind: "tilejson", url: "tiles.json" }, { policy: policy(host.origin) });
      await retry("the note", async () => /another site/.test(await textOf(page, ".dl-ground-note")));
      await storyIsThere(page);
      assert.equal(host.log.length, 0);
    });
  });

  test("a description names pictures beside it", async () => {
    servePictures();
    const said = { tilejson: "3.0.0", tiles: ["t/{z}/{x}/{y}.png"], minzoom: 8, maxzoom: 10, attribution: "<b>Office</b>" };
    suite.site.replace(`${FOLDER}tiles.json`, { body: JSON.stringify(said) });
    const { page } = await open({ kind: "tilejson", url: "tiles.json" });
    await expectChequer(page);
    assert.equal(await textOf(page, ".dl-ground-credit"), "Base map: Office");
  });
});

describe("tiles in the picture that stands in for WebGL2", () => {
  const suite = withSite();
  let poor;

  before(async () => {
    poor = await startDevice(WITHOUT_WEBGL);
  });
  after(() => poor?.close());

  async function open(basemap, { attributes, lang, theme, width = 800, height = 700 } = {}) {
    const opened = await openOn(poor, { width, height });
    suite.toClose.push(opened.close);
    const { page } = opened;
    await page.goto(suite.site.url(serveTiled(suite.site, basemap, { attributes, lang, theme })), { waitUntil: "load" });
    await untilReady(page);
    assert.equal(await attributeOf(page, ".dl-no-webgl", "role"), "status", "there is no WebGL2");
    return opened;
  }

  /** The document of the picture. */
  async function drawn(page) {
    const address = await (await untilFound(page, "img.dl-drawing[src]")).evaluate((image) => image.src);
    return decodeURIComponent(address.slice(address.indexOf(",") + 1));
  }

  /** Waits until the picture is one that `is` says yes to. */
  const untilDrawn = (page, what, is) => retry(what, async () => is(await drawn(page)));

  /** Waits until a place of the screen, in shares of the map, has the colour. */
  async function untilSeen(page, { x, y }, colour) {
    let last;
    await retry(`${colour} on the screen`, async () => {
      // Another address meanwhile ends it: then it is looked at again.
      const isThere = await (await find(page, "img.dl-drawing")).evaluate((image) => image.decode().then(() => true, () => false));
      if (!isThere) return false;
      const { left, top, width, height } = await boxOf(page, ".dl-stage");
      const clip = { x: Math.round(left + width * x), y: Math.round(top + height * y), width: 4, height: 4 };
      last = pixel(readPng(Buffer.from(await page.screenshot({ type: "png", clip }))), 1, 1);
      return near(last, [...colour.slice(0, 3), 255]);
    }).catch((error) => {
      throw new Error(`${error.message}, it is ${last}`);
    });
  }

  test("the picture is there at once without them, and is another when they have come", async () => {
    serve(suite.site);
    const letGo = suite.site.hold(await partPath(suite.site));
    const { page, record } = await open(RASTER);
    await untilDrawn(page, "the field", (svg) => svg.includes(HELD));
    assert.ok(!(await drawn(page)).includes('class="tiles"'));
    letGo();
    await untilDrawn(page, "pictures", (svg) => svg.split("<image").length > 4);
    const { x, y } = tileAt(CENTRE, 9);
    const [column, row] = [Math.floor(x), Math.floor(y)];
    await setState(page, { view: { ...placeAt({ x: column + 0.5, y: row + 0.5 }, 9), zoom: 9 } });
    await untilSeen(page, { x: 0.5, y: 0.4 }, chequer(9, column, row));
    await keep("tiles-drawn-raster", await page.screenshot({ type: "png" }));
    assert.equal(await textOf(page, ".dl-ground-credit"), "Base map: Survey");
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(await record.violations(), []);
    assert.deepEqual(record.origins(), [suite.site.origin]);
  });

  for (const [theme, lang, name] of [["light", "en", "Place"], ["dark", "ar", "مكان"]]) {
    test(`an archive of vector tiles is drawn in the quiet style, ${theme}, with its names in ${lang}`, async () => {
      suite.site.replace(`${FOLDER}ground.pmtiles`, { body: ARCHIVE, ranges: true });
      const { page, record } = await open(VECTOR, { theme, lang });
      const { x, y } = tileAt(CENTRE, 7);
      for (const [share, colour] of [[{ x: 0.25, y: 0.4 }, "water"], [{ x: 0.72, y: 0.72 }, "green"], [{ x: 0.78, y: 0.78 }, "earth"]]) {
        const place = placeAt({ x: Math.floor(x) + share.x, y: Math.floor(y) + share.y }, 7);
        await setState(page, { view: { ...place, zoom: 11 } });
        await untilSeen(page, { x: 0.5, y: 0.5 }, rgba(QUIET[theme][colour]));
      }
      await setState(page, { view: { ...CENTRE, zoom: 8 } });
      await untilDrawn(page, "the names", (svg) => svg.includes(`>${name}</text>`));
      await keep(`tiles-drawn-${theme}`, await page.screenshot({ type: "png" }));
      assert.deepEqual(record.pageErrors, []);
      assert.deepEqual(await record.violations(), []);
    });
  }

  test("a server that fails is told of and asked again", async () => {
    serve(suite.site, { but: () => ({ status: 500, body: "" }) });
    const { page } = await open(RASTER);
    await retry("the note", async () => /does not arrive/.test(await textOf(page, ".dl-ground-note")));
    assert.ok((await drawn(page)).includes(HELD));
    serve(suite.site);
    await untilDrawn(page, "the pictures", (svg) => svg.includes("<image"));
    await retry("silence", async () => (await textOf(page, ".dl-ground-note")) === "");
  });

  test("a tile that cannot be read is told of, and the next larger one is drawn in its place", async () => {
    const { x, y } = tileAt(CENTRE, 7);
    const broken = String([7, Math.floor(x), Math.floor(y)]);
    const tiles = around([6, 7]).map((tile) => [...tile, String(tile) === broken ? Buffer.from("no tile") : drawnTile()]);
    suite.site.replace(`${FOLDER}ground.pmtiles`, { body: archive(tiles, { least: 6, greatest: 7 }), ranges: true });
    const { page, record } = await open(VECTOR);
    await setState(page, { view: { ...CENTRE, zoom: 7 } });
    await untilDrawn(page, "a tile of level 6", (svg) => svg.includes('class="tiles"'));
    await setState(page, { view: { ...CENTRE, zoom: 8 } });
    await retry("the note", async () => /cannot be read/.test(await textOf(page, ".dl-ground-note")));
    // Of a whole tile 4096 units are seen, of the one that stands in no more than a quarter's.
    const widths = (svg) => [...svg.matchAll(/viewBox="\S+ \S+ (\S+) /g)].map(([, width]) => Number(width));
    await untilDrawn(page, "the stand-in", (svg) => widths(svg).some((width) => width < 2100) && widths(svg).some((width) => width > 4000));
    assert.deepEqual(record.pageErrors, []);
  });

  test("the host can switch them off", async () => {
    serve(suite.site);
    const { page } = await open(RASTER, { attributes: 'basemap="none"' });
    await untilDrawn(page, "the field", (svg) => svg.includes(HELD) && !svg.includes('class="tiles"'));
    assert.ok(!suite.site.log.some(({ path }) => path.startsWith(`${FOLDER}t/`)));
    assert.equal(suite.site.count(PART), 0);
  });
});

