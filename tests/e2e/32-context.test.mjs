// The graphics card taken away and given back: at any moment of a session, and on a page with
// more maps than the browser has contexts for.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { boxOf, callOn, find, openOn, painted, rest, retry, setState, openStory, stateOf, untilHands, untilReady } from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { beyondShift, difference, shoot } from "./support/shots.mjs";
import { withSite } from "./support/suite.mjs";
import { line, stroke, tell } from "./support/touch.mjs";

/** Numbers that look random and are the same for a seed, 0 to 1. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** What a reader does, each with numbers of its own. */
const DEEDS = {
  drag: async (page, roll) => {
    const by = [roll() * 40 - 20, roll() * 30 - 15];
    await tell(page, stroke(line([300 + roll() * 100, 200 + roll() * 100], by, 6), { pointerType: "mouse", lifts: roll() < 0.7 }));
  },
  turn: (page, roll) => tell(page, [{ type: "wheel", x: roll() * 500, y: roll() * 400, deltaY: roll() * 300 - 150 }]),
  play: (page, roll) => setState(page, { playing: roll() < 0.7 }),
  move: (page, roll) => setState(page, { t: `2016-12-${String(1 + Math.floor(roll() * 20)).padStart(2, "0")}` }),
  mode: (page, roll) => setState(page, { mode: ["moment", "window", "cumulative"][Math.floor(roll() * 3)] }),
  compare: (page, roll) => setState(page, { compare: roll() < 0.6 ? "2016-11-20" : null }),
  select: (page, roll) => setState(page, { selection: [null, "area:shaar", "area:mashhad", "event:ALP-070"][Math.floor(roll() * 4)] }),
  turnPage: async (page, roll) => {
    const tab = 1 + Math.floor(roll() * 4);
    await setState(page, { selection: null });
    await (await find(page, `.dl-tab:nth-child(${tab})`)).evaluate((one) => one.click());
  },
  chapter: (page, roll) => setState(page, { chapter: 1 + Math.floor(roll() * 3) }),
  speak: (page, roll) => setState(page, { lang: roll() < 0.5 ? "en" : "ar" }),
  dark: (page, roll) => page.evaluate((theme) => document.querySelector("dateline-map").setAttribute("theme", theme), roll() < 0.5 ? "dark" : "light"),
};

/** Does so many things, chosen by dice. */
async function live(page, roll, count) {
  const names = Object.keys(DEEDS);
  const done = [];
  for (let step = 0; step < count; step += 1) {
    const name = names[Math.floor(roll() * names.length)];
    done.push(name);
    await DEEDS[name](page, roll);
  }
  return done;
}

/** Brings the page to rest where it is: nothing is held, plays or glides. */
async function settle(page) {
  await tell(page, [{ type: "pointercancel", x: 0, y: 0, pointerType: "mouse" }]);
  await setState(page, { playing: false });
  let before;
  await retry("the map rests", async () => {
    const last = before;
    await painted(page);
    before = JSON.stringify(await stateOf(page));
    return before === last;
  });
}

/** Takes the context away, or gives it back, and waits for the canvas to hear of it. */
function lose(page) {
  return page.evaluate(async () => {
    const canvas = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gl");
    const context = canvas.getContext("webgl2");
    if (!context) throw new Error("there is no WebGL2");
    window.loss ??= context.getExtension("WEBGL_lose_context");
    const gone = new Promise((resolve) => canvas.addEventListener("webglcontextlost", resolve, { once: true }));
    window.loss.loseContext();
    await gone;
    return context.isContextLost();
  });
}

function giveBack(page) {
  return page.evaluate(async () => {
    const canvas = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gl");
    const back = new Promise((resolve) => canvas.addEventListener("webglcontextrestored", resolve, { once: true }));
    window.loss.restoreContext();
    await back;
    return canvas.getContext("webgl2").isContextLost();
  });
}

const SEEDS = [1, 2, 3, 5, 8, 13];

/** Firefox paints no page that lies behind another one, and these hold two against each other. */
const ONLY_HERE = { skip: BROWSER !== "chromium" && "two pages are painted at a time" };

describe("a map whose context is taken away", ONLY_HERE, () => {
  const suite = withSite();

  for (const seed of SEEDS) {
    test(`is the same to the pixel when it comes back, whatever its reader does: session ${seed}`, async () => {
      const [robbed, spared] = [await openStory(suite.device, suite.site, { path: "/" }), await openStory(suite.device, suite.site, { path: "/" })];
      suite.toClose.push(robbed.close, spared.close);
      for (const { page } of [robbed, spared]) {
        await untilHands(page);
        await rest(page);
      }
      const { page } = robbed;
      const roll = dice(seed);
      const done = await live(page, roll, 2 + Math.floor(roll() * 5));
      assert.equal(await lose(page), true);
      done.push("LOSS", ...(await live(page, roll, Math.floor(roll() * 4))));
      assert.equal(await giveBack(page), false);
      done.push("BACK", ...(await live(page, roll, Math.floor(roll() * 3))));
      await settle(page);
      const state = await stateOf(page);
      const theme = await page.evaluate(() => document.querySelector("dateline-map").getAttribute("theme"));
      const clip = await clipOf(page);
      const before = await withoutNames(page, () => still(page, `32-restored-${seed}`, clip));
      // Somebody from whom nothing was taken, told the same state.
      await spared.page.evaluate((one) => document.querySelector("dateline-map").setAttribute("theme", one), theme);
      for (const one of [page, spared.page]) {
        await setState(one, { ...state, counts: undefined });
        await settle(one);
      }
      const told = done.join(" ");
      const [after, wanted] = [await still(page, `32-told-${seed}`, clip), await still(spared.page, `32-spared-${seed}`, await clipOf(spared.page))];
      assert.equal(difference(after, wanted, 0), 0, told);
      const nameless = await withoutNames(page, () => still(page, `32-nameless-${seed}`, clip));
      // Between them lies no more than what is cut off where a state is told (a centimetre, a
      // ten-thousandth of a zoom), which lets an edge fall otherwise on its pixels.
      const beyond = beyondShift(before, nameless, 24);
      assert.ok(beyond < 8, `${beyond} pixels: ${told}`);
      assert.deepEqual(robbed.record.pageErrors, []);
    });
  }

  /** A picture of what has come to rest: the second of two that are the same. */
  async function still(page, name, clip) {
    let last = await shoot(page, name, clip);
    await retry("a picture at rest", async () => {
      await settle(page);
      const next = await shoot(page, name, clip);
      const isSame = difference(last, next, 0) === 0;
      last = next;
      return isSame;
    });
    return last;
  }

  /** What `take` gives while the names are hidden: they are no work of the context, and letters
   * that stand a hundredth of a pixel further on may be drawn a whole one further on. */
  async function withoutNames(page, take) {
    const show = (visibility) => page.evaluate((value) => {
      document.querySelector("dateline-map").shadowRoot.querySelector(".dl-names").style.visibility = value;
    }, visibility);
    await show("hidden");
    const taken = await take();
    await show("");
    return taken;
  }

  /** The inside of the map, without what stands at its edges. */
  async function clipOf(page) {
    const { left, top, width, height } = await boxOf(page, ".dl-stage");
    return { x: Math.round(left + width * 0.25), y: Math.round(top + 90), width: Math.round(width * 0.5), height: Math.round(height - 190) };
  }
});

describe("a page with many maps", ONLY_HERE, () => {
  const suite = withSite();
  const COUNT = 20;

  async function openMany(style, controls, size = { width: 1000, height: 800 }) {
    const maps = Array.from({ length: COUNT }, (_, index) =>
      `<dateline-map id="m${index}" src="/data/aleppo/" lang="en" theme="light" controls="${controls}" t="2016-12-${String(3 + index).padStart(2, "0")}" style="${style}"></dateline-map>`);
    suite.site.replace("/many.html", { body: pageWith(maps.join("")), headers: { "Content-Security-Policy": "" } });
    const opened = await openOn(suite.device, size);
    suite.toClose.push(opened.close);
    await opened.page.goto(suite.site.url("/many.html"), { waitUntil: "load" });
    await untilReady(opened.page);
    return opened;
  }

  /** Which maps are on the screen, which have a context, and which are shown as pictures. */
  const look = (page) => page.evaluate(() => [...document.querySelectorAll("dateline-map")].map((map) => {
    const root = map.shadowRoot;
    const box = root.querySelector(".dl-stage").getBoundingClientRect();
    const context = root.querySelector(".dl-gl").getContext("webgl2");
    return {
      id: map.id,
      isSeen: box.bottom > 0 && box.top < innerHeight,
      isDrawn: context !== null && !context.isContextLost(),
      isPicture: root.querySelector("img.dl-drawing[src]") !== null,
    };
  }));

  test("shows every map that is on the screen, and the rest when they come", async () => {
    const { page, record } = await openMany("display:block;block-size:700px", "compact");
    const first = await retry("the maps on the screen", async () => {
      const maps = await look(page);
      return maps.filter(({ isSeen }) => isSeen).every(({ isDrawn }) => isDrawn) && maps;
    });
    assert.ok(first.filter(({ isDrawn }) => isDrawn).length < COUNT, "not all of them have a context");
    for (const index of [0, 7, 19, 12, 3, 16, 0]) {
      await page.evaluate((at) => document.querySelectorAll("dateline-map")[at].scrollIntoView({ block: "center" }), index);
      await retry(`map ${index}`, async () => (await look(page))[index].isDrawn);
      const pixel = await retry(`a pixel of map ${index}`, () => callOn(page, `#m${index}`, "pixelAt", 37.168, 36.205));
      assert.equal(pixel[3], 255);
    }
    assert.deepEqual(record.pageErrors, []);
  });

  test("shows those for which there is no context as pictures, if all are on the screen", async () => {
    const { page, record } = await openMany("display:inline-block;inline-size:430px;block-size:430px", "none", { width: 2300, height: 1800 });
    const maps = await retry("all maps", async () => {
      const all = await look(page);
      return all.every(({ isDrawn, isPicture }) => isDrawn || isPicture) && all;
    });
    assert.ok(maps.every(({ isSeen }) => isSeen));
    assert.ok(maps.some(({ isPicture }) => isPicture) && maps.some(({ isDrawn }) => isDrawn));
    await shoot(page, "32-many");
    assert.deepEqual(record.pageErrors, []);
  });
});
