// What the painter draws, picture by picture, against what was looked at and found good.
// `DATELINE_BLESS=1 cargo xtask test --only e2e --browser chromium --file images` keeps the
// present pictures as the expected ones.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { boxOf, call, cardDone, openOn, setState, untilFound, untilReady } from "./support/app.mjs";
import { BROWSER } from "./support/browser.mjs";
import { bless, readCases, readExpected, serveCase } from "./support/images.mjs";
import { difference, keep, readPng } from "./support/shots.mjs";
import { withSite } from "./support/suite.mjs";

const CASES = await readCases();
// Each browser smooths edges in its own way: one of them draws what is kept.
const DRAWS = BROWSER === "chromium";

/** Leaves nothing but the map's canvases to be seen. */
function hideFurniture(page) {
  return page.evaluate(() => {
    const { shadowRoot } = document.querySelector("dateline-map");
    for (const one of shadowRoot.children) one.style.visibility = "hidden";
    shadowRoot.querySelector(".dl-globe")?.style.setProperty("display", "none");
    shadowRoot.querySelector(".dl-stage").style.visibility = "visible";
  });
}

describe("the pictures of the map", { skip: !DRAWS && "they are Chromium's" }, () => {
  const suite = withSite();

  test("there are cases", () => assert.ok(CASES.length >= 10));

  for (const one of CASES) {
    test(`${one.name}: ${one.about}`, async () => {
      const { width: pageWidth, height: mapHeight, density } = one;
      const opened = await openOn(suite.device, { width: pageWidth, height: mapHeight + 40, density });
      suite.toClose.push(opened.close);
      await opened.page.goto(suite.site.url(await serveCase(suite.site, one)), { waitUntil: "load" });
      await untilReady(opened.page);
      // Groups come with the late part of the program.
      await untilFound(opened.page, ".dl-groups");
      const problems = await call(opened.page, "problems");
      assert.deepEqual(problems.map(({ code }) => code), one.problems);
      await setState(opened.page, one.state);
      await hideFurniture(opened.page);
      await cardDone(opened.page);
      const { left, top, width, height } = await boxOf(opened.page, ".dl-gl");
      const png = await opened.page.screenshot({ type: "png", clip: { x: left, y: top, width, height } });
      await keep(`image-${one.name}`, png);
      assert.deepEqual(opened.record.pageErrors, []);
      if (process.env.DATELINE_BLESS) return bless(one, png);
      const [drawn, expected] = [readPng(Buffer.from(png)), await readExpected(one)];
      assert.ok(expected, "nothing is expected yet: look at the picture, then bless it");
      const share = difference(drawn, expected, one.channel) / (drawn.width * drawn.height);
      assert.ok(share <= one.pixels, `${(share * 100).toFixed(2)} % of the pixels differ`);
    });
  }
});
