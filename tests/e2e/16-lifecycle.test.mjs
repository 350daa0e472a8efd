// The element's life on a page: several of them, taken away and put back, told something
// else by attribute, robbed of the graphics card, or never given one.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import { BROWSER } from "./support/browser.mjs";
import {
  attributeOf, boxOf, call, callOn, colourOf, countOf, find, hideMarks, look, ninePixels, openOn, openStory, painted,
  readStory, retry, setState, startDevice, stateOf, textOf, untilFound, untilState,
} from "./support/app.mjs";
import { hostPage, page as pageWith } from "./support/pages.mjs";
import { startSite } from "./support/server.mjs";
import { colours, shoot } from "./support/shots.mjs";

/** Keeps every browser from making a WebGL context. */
const WITHOUT_WEBGL = { args: ["--disable-3d-apis"], preferences: { "webgl.disabled": true, "webgl.force-enabled": false } };

/** What is painted in the middle of a map, as soon as it has a picture. */
function untilDrawn(page, selector = "dateline-map") {
  return retry(`a picture of ${selector}`, () => callOn(page, selector, "pixelAt", 37.168, 36.205));
}

/** Whether a reader can see the first element inside the map that matches. */
function isShown(page, selector) {
  return page.evaluate((inside) => {
    const found = document.querySelector("dateline-map").shadowRoot.querySelector(inside);
    return found !== null && found.getClientRects().length > 0 && getComputedStyle(found).visibility !== "hidden";
  }, selector);
}

describe("the element", () => {
  let site;
  let device;
  let story;
  let opened = [];

  before(async () => {
    site = await startSite();
    story = await readStory(site);
    device = await startDevice({ scheme: "light" });
  });

  afterEach(async () => {
    for (const { record, close } of opened) {
      assert.deepEqual(record.pageErrors, []);
      assert.deepEqual(record.consoleErrors, []);
      await close();
    }
    opened = [];
  });

  after(async () => {
    await device?.close();
    await site?.close();
  });

  async function open(body) {
    site.replace("/own.html", { body });
    const one = await openStory(device, site, { path: "/own.html" });
    opened.push(one);
    return one.page;
  }

  test("stands twice on a page, and each is a map of its own", async () => {
    const page = await open(pageWith(`
      <dateline-map id="one" src="/data/aleppo/" lang="en" theme="light" t="2016-12-05"></dateline-map>
      <dateline-map id="two" src="/data/aleppo/" lang="ar" theme="dark" t="2016-12-22" controls="compact"></dateline-map>`));
    const [one, two] = [await callOn(page, "#one", "getState"), await callOn(page, "#two", "getState")];
    assert.deepEqual([one.t, one.lang], ["2016-12-05", "en"]);
    assert.deepEqual([two.t, two.lang], ["2016-12-22", "ar"]);
    await callOn(page, "#one", "setState", { t: "2016-11-20", selection: "area:shaar" });
    await callOn(page, "#two", "setState", { filters: { hiddenCategories: story.categories.map(({ id }) => id) } });
    assert.deepEqual(await callOn(page, "#two", "getState").then((state) => [state.t, state.selection]), ["2016-12-22", null]);
    assert.deepEqual(await callOn(page, "#one", "getState").then((state) => state.filters), { hiddenCategories: [], exactDates: false, group: null });
    const { lon, lat } = await callOn(page, "#two", "area", "mashhad");
    for (const id of ["#one", "#two"]) {
      await callOn(page, id, "setState", {
        selection: null, view: { lon, lat, zoom: 15 }, filters: { hiddenCategories: story.categories.map((one) => one.id) },
      });
    }
    const [light, dark] = [await ninePixels(page, { lon, lat }, "#one"), await ninePixels(page, { lon, lat }, "#two")];
    assert.ok(countOf(light, colourOf(story, "rebels", "light")) >= 4, JSON.stringify(light));
    assert.ok(countOf(dark, colourOf(story, "government", "dark")) >= 4, JSON.stringify(dark));
    assert.equal(await page.evaluate(() => location.hash), "");
    assert.equal(await page.title(), "A page around the map");
  });

  test("comes back when it is taken off the page and put back", async () => {
    const page = await open(hostPage('t="2016-12-12"', "", '<section id="other"></section>'));
    const refusal = await page.evaluate(() => {
      const map = document.querySelector("dateline-map");
      window.kept = map;
      map.remove();
      try {
        map.getState();
        return null;
      } catch (error) {
        return error.code;
      }
    });
    assert.equal(refusal, "element.disconnected");
    await page.evaluate(() => document.querySelector("#other").append(window.kept));
    await untilState(page, "the story again", (state) => state.t === "2016-12-12");
    await setState(page, { t: "2016-12-05" });
    assert.equal((await call(page, "area", "qadi-askar")).actor, "government");
    assert.equal((await untilDrawn(page))[3], 255);
    const count = await page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelectorAll("canvas.dl-gl").length);
    assert.equal(count, 1);
  });

  test("may be moved about as often as a page likes, without using up the graphics card", async () => {
    const page = await open(pageWith(`
      <dateline-map id="still" src="/data/aleppo/" lang="en"></dateline-map>
      <section id="here"><dateline-map id="moved" src="/data/aleppo/" lang="en"></dateline-map></section>
      <section id="there"></section>`));
    // Browsers keep about sixteen contexts and take away the oldest for one more.
    await page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let turn = 0; turn < 20; turn += 1) {
        document.querySelector(turn % 2 ? "#here" : "#there").append(document.querySelector("#moved"));
        await frame();
        await frame();
      }
    });
    await retry("the moved map", () => callOn(page, "#moved", "getState"));
    for (const id of ["#still", "#moved"]) {
      assert.equal((await untilDrawn(page, id))[3], 255, id);
      const isLost = await page.evaluate(
        (where) => document.querySelector(where).shadowRoot.querySelector(".dl-gl").getContext("webgl2").isContextLost(), id);
      assert.equal(isLost, false, id);
    }
  });

  test("follows its attributes, and ignores those that make no sense", async () => {
    const page = await open(hostPage('theme="light" t="2016-12-05"'));
    const set = async (name, value) => {
      await page.evaluate((key, text) => document.querySelector("dateline-map").setAttribute(key, text), name, value);
      await painted(page);
    };
    await set("lang", "ar");
    assert.equal((await stateOf(page)).lang, "ar");
    assert.equal(await attributeOf(page, ".dl-app", "dir"), "rtl");
    await set("t", "2016-12-12");
    assert.equal((await stateOf(page)).t, "2016-12-12");
    await set("theme", "dark");
    assert.match(await attributeOf(page, ".dl-app", "class"), /\bdl-dark\b/);
    const before = await stateOf(page);
    for (const [name, value] of [["lang", "tlh"], ["t", "2016-13-40"], ["t", "<b>"], ["theme", "neon"]]) await set(name, value);
    assert.deepEqual(await stateOf(page), before);
    assert.match(await attributeOf(page, ".dl-app", "class"), /\bdl-dark\b/);
    await set("theme", "auto");
    assert.doesNotMatch(await attributeOf(page, ".dl-app", "class"), /\bdl-dark\b/);
  });

  test("shows another story when it is told of one", async () => {
    const other = { ...story, title: { en: "Another story" } };
    for (const name of ["areas.geojson", "control.csv", "events.csv", "base.geojson"]) {
      site.replace(`/data/other/${name}`, { body: await (await fetch(site.url(`/data/aleppo/${name}`))).text() });
    }
    site.replace("/data/other/story.json", { body: JSON.stringify(other) });
    const page = await open(hostPage());
    await page.evaluate(() => document.querySelector("dateline-map").setAttribute("src", "/data/other/"));
    await retry("the other title", async () => (await textOf(page, ".dl-title")) === "Another story");
    assert.equal((await untilDrawn(page))[3], 255);
  });

  const HIDDEN = {
    full: [],
    compact: [".dl-panel", ".dl-skip"],
    none: [".dl-panel", ".dl-legend", ".dl-skip", ".dl-transport", ".dl-map-buttons", ".dl-switches"],
  };
  for (const [controls, hidden] of Object.entries(HIDDEN)) {
    test(`shows with controls="${controls}" what it says, and hides the rest`, async () => {
      const page = await open(hostPage(`controls="${controls}"`));
      for (const part of HIDDEN.none) assert.equal(await isShown(page, part), !hidden.includes(part), part);
      for (const part of [".dl-title", ".dl-gl", ".dl-asof", ".dl-credit", ".dl-band", ".dl-bars"]) {
        assert.equal(await isShown(page, part), true, part);
      }
      const buttons = await page.evaluate(
        () => [...document.querySelector("dateline-map").shadowRoot.querySelectorAll("button, input, select, a[href]")]
          .filter((one) => one.getClientRects().length > 0).map((one) => one.className));
      if (controls === "none") assert.deepEqual(buttons, []);
      else assert.ok(buttons.length > 5);
    });
  }

  test("draws the same picture again after its context was lost and given back", async () => {
    const page = await open(hostPage('theme="light"'));
    await hideMarks(page, story);
    const place = await look(page, "shaar", "2016-12-06");
    const before = await ninePixels(page, place);
    assert.ok(countOf(before, colourOf(story, "government")) >= 5, JSON.stringify(before));
    const lost = await page.evaluate(async () => {
      const canvas = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gl");
      const context = canvas.getContext("webgl2");
      window.loss = context.getExtension("WEBGL_lose_context");
      const gone = new Promise((resolve) => canvas.addEventListener("webglcontextlost", resolve, { once: true }));
      window.loss.loseContext();
      await gone;
      return context.isContextLost();
    });
    assert.equal(lost, true);
    // What is asked for meanwhile is not forgotten, and throws nothing.
    await setState(page, { t: "2016-12-04" });
    await setState(page, { t: "2016-12-06" });
    await page.evaluate(async () => {
      const canvas = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gl");
      const back = new Promise((resolve) => canvas.addEventListener("webglcontextrestored", resolve, { once: true }));
      window.loss.restoreContext();
      await back;
    });
    await painted(page);
    assert.deepEqual(await ninePixels(page, place), before);
    // The screen, not only what is read on demand: nothing else has asked for a picture.
    const box = await boxOf(page, ".dl-stage");
    const middle = { x: Math.round((box.left + box.right) / 2), y: Math.round((box.top + box.bottom) / 2) };
    const seen = colours(await shoot(page, "16-restored", { x: middle.x - 40, y: middle.y - 40, width: 80, height: 80 }));
    assert.equal([...seen.keys()][0], story.actors.find(({ id }) => id === "government").colour);
    await setState(page, { t: "2016-12-04" });
    assert.notDeepEqual(await ninePixels(page, place), before);
  });

  test("is drawn as a picture where there is no WebGL, says so, and is as right", async () => {
    const poor = await startDevice({ scheme: "light", ...WITHOUT_WEBGL });
    try {
      const { page, record } = await openStory(poor, site, { path: "/#lang=en" });
      assert.equal(await page.evaluate(() => document.createElement("canvas").getContext("webgl2")), null);
      assert.match(await textOf(page, ".dl-no-webgl"), /without WebGL/);
      await hideMarks(page, story);
      for (const [area, day, actor] of [["qadi-askar", "2016-12-04", "rebels"], ["shaar", "2016-12-06", "government"]]) {
        await look(page, area, day);
        const drawing = await untilFound(page, "img.dl-drawing[src]");
        // Another address meanwhile, as when groups have come, ends it: then it is looked at again.
        await retry("the picture", () => drawing.evaluate((image) => image.decode().then(() => image.complete, () => false)));
        assert.ok((await drawing.evaluate((image) => image.naturalWidth)) > 300);
        await painted(page);
        const box = await boxOf(page, ".dl-stage");
        const middle = { x: Math.round((box.left + box.right) / 2), y: Math.round((box.top + box.bottom) / 2) };
        const wanted = story.actors.find(({ id }) => id === actor).colour;
        const clip = { x: middle.x - 40, y: middle.y - 40, width: 80, height: 80 };
        const seen = [...colours(await shoot(page, `16-drawn-${area}`, clip))];
        assert.equal(seen[0][0], wanted, `${area}: ${JSON.stringify(seen.slice(0, 4))}`);
      }
      assert.equal(await call(page, "pixelAt", 37.168, 36.205), null);
      assert.deepEqual(record.pageErrors, []);
      assert.deepEqual(await record.violations(), []);
    } finally {
      await poor.close();
    }
  });

  test("shows its own words, and not nothing, where the program does not arrive", async () => {
    const blocked = await startSite();
    try {
      const program = /dateline-app-[0-9a-f]+_bg\.wasm/.exec(await (await fetch(blocked.url("/dateline.js"))).text())[0];
      blocked.replace(`/${program}`, { status: 404, body: "" });
      // That the program is missed is an error of the page, as it should be.
      const one = await openOn(device);
      await one.page.goto(blocked.url("/"), { waitUntil: "load" });
      const seen = () => one.page.$$eval(".fallback a", (found) => found.filter((link) => link.checkVisibility({ visibilityProperty: true })).length);
      assert.equal(await seen(), 0, "words that most readers see for a moment only are not shown at once");
      await retry("the words of the page", async () => (await seen()) > 0);
      await one.close();
    } finally {
      await blocked.close();
    }
  });

  test("keeps its own words for readers without scripts", async () => {
    const one = await openOn(device);
    opened.push(one);
    if (BROWSER === "firefox") {
      // Without scripts nothing of the page can be asked there: read what is sent instead.
      const text = await (await fetch(site.url("/"))).text();
      assert.match(text, /<dateline-map [^]*data\/aleppo\/events\.csv[^]*<\/dateline-map>/);
      return;
    }
    await one.page.setJavaScriptEnabled(false);
    await one.page.goto(site.url("/"), { waitUntil: "load" });
    const links = await one.page.$$eval("a", (found) => found.filter((link) => link.checkVisibility({ visibilityProperty: true })).map((link) => link.getAttribute("href")));
    assert.ok(links.includes("data/aleppo/events.csv"), links.join());
  });
});
