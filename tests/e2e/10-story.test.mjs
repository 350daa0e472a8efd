// The shipped story under the policy that is published: it is shown, it is right, it asks
// nobody else.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import {
  TRUTHS, attributeOf, boxOf, call, click, colourOf, countOf, hideMarks, look, ninePixels, openPanel, openStory,
  readStory, retry, setState, startDevice, stateOf, texts, untilFound, untilState,
} from "./support/app.mjs";
import { startSite } from "./support/server.mjs";
import { colours, shoot } from "./support/shots.mjs";

describe("the story of Aleppo", () => {
  let site;
  let device;
  let page;
  let record;
  let story;

  before(async () => {
    site = await startSite();
    story = await readStory(site);
    device = await startDevice({ scheme: "light" });
    ({ page, record } = await openStory(device, site));
  });

  after(async () => {
    await device?.close();
    await site?.close();
  });

  test("is drawn with WebGL2 on the map's own canvas", async () => {
    const told = await page.evaluate(() => {
      const root = document.querySelector("dateline-map").shadowRoot;
      const canvas = root.querySelector("canvas.dl-gl");
      return {
        // A canvas that has a context of one kind refuses all others.
        isTaken: canvas.getContext("2d") === null,
        isWebGl2: canvas.getContext("webgl2") instanceof WebGL2RenderingContext,
        isLost: canvas.getContext("webgl2").isContextLost(),
        size: [canvas.width, canvas.height],
        replacements: root.querySelectorAll(".dl-drawing, .dl-no-webgl").length,
      };
    });
    assert.deepEqual({ ...told, size: undefined }, { isTaken: true, isWebGl2: true, isLost: false, size: undefined, replacements: 0 });
    assert.ok(told.size[0] > 500 && told.size[1] > 300, `${told.size}`);
  });

  test("is there whole: quarters, events, chapters", async () => {
    const { counts } = await stateOf(page);
    assert.ok(counts.areas >= 90, `${counts.areas} areas`);
    assert.ok(counts.events >= 100, `${counts.events} events`);
    assert.equal((await call(page, "areas")).length, counts.areas);
    assert.deepEqual(await call(page, "problems"), []);
    await openPanel(page, "story");
    const chapters = await texts(page, ".dl-story .dl-rows > li .dl-row-title");
    assert.ok(chapters.length >= 8, `${chapters.length} chapters`);
    assert.deepEqual(chapters, story.chapters.map(({ title }) => title.en));
  });

  test("says for each quarter who held it at the end of each day", async () => {
    for (const [area, day, actor] of TRUTHS) {
      await setState(page, { t: day });
      assert.equal((await stateOf(page)).t, day);
      assert.equal((await call(page, "area", area)).actor, actor, `${area} at the end of ${day}`);
    }
  });

  test("paints each quarter in the colour of who holds it", async () => {
    await hideMarks(page, story);
    assert.equal((await stateOf(page)).counts.inWindow, 0);
    for (const [area, day, actor] of TRUTHS) {
      const place = await look(page, area, day);
      const pixels = await ninePixels(page, place);
      const told = `${area} at the end of ${day}: not ${actor} in ${JSON.stringify(pixels)}`;
      // A hatch (date in doubt, encircled) leaves half of the ground as it is, not more.
      const { status, accepted } = await call(page, "area", area);
      const isPlain = status === "held" && accepted.latest === null;
      const right = countOf(pixels, colourOf(story, actor));
      assert.ok(right >= (isPlain ? 9 : 4), told);
      assert.ok(pixels.every((one) => countOf(pixels, one) <= right), told);
    }
    await setState(page, { filters: { hiddenCategories: [] } });
  });

  for (const [area, day, actor] of [TRUTHS[1], TRUTHS[2]]) {
    test(`shows the colour of ${actor} on the screen itself: ${area} at the end of ${day}`, async () => {
      await hideMarks(page, story);
      await look(page, area, day);
      const box = await boxOf(page, ".dl-stage");
      const middle = { x: Math.round((box.left + box.right) / 2), y: Math.round((box.top + box.bottom) / 2) };
      const clip = { x: middle.x - 40, y: middle.y - 40, width: 80, height: 80 };
      // Names and hatches are in the picture too: the ground is what most of it shows.
      const seen = [...colours(await shoot(page, `10-${area}-${day}`, clip))];
      const wanted = story.actors.find(({ id }) => id === actor).colour;
      assert.equal(seen[0][0], wanted, JSON.stringify(seen.slice(0, 5)));
      assert.ok(seen[0][1] > (80 * 80) / 4, `${seen[0][1]} pixels`);
      await setState(page, { filters: { hiddenCategories: [] } });
    });
  }

  test("asks nothing of another origin, breaks no policy and makes no error while it is read", async () => {
    const own = await openStory(device, site);
    await click(own.page, ".dl-story .dl-rows > li:nth-child(3) .dl-row");
    await untilState(own.page, "the third chapter", (state) => state.chapter === 3);
    await openPanel(own.page, "events");
    await openPanel(own.page, "about");
    await setState(own.page, { selection: "event:ALP-080" });
    await untilFound(own.page, ".dl-card[data-event]");
    await setState(own.page, { selection: "area:shaar" });
    await untilFound(own.page, ".dl-card[data-area]");
    await click(own.page, ".dl-switch");
    await untilState(own.page, "Arabic", (state) => state.lang === "ar");
    await click(own.page, ".dl-theme");
    await retry("the dark theme", async () => /\bdl-dark\b/.test(await attributeOf(own.page, ".dl-app", "class")));
    for (const one of [own.record, record]) {
      assert.deepEqual(one.origins(), [site.origin]);
      assert.deepEqual(await one.violations(), []);
      assert.deepEqual(one.consoleErrors, []);
      assert.deepEqual(one.pageErrors, []);
      assert.deepEqual(one.failures, []);
    }
    await own.close();
  });

  test("keeps nothing in the browser", async () => {
    const kept = await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length]);
    assert.deepEqual(kept, ["", 0, 0]);
  });
});
