// The map on the whole screen: where the browser and the page allow it, and nowhere else (M17).

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { attributeOf, click, openOn, openStory, retry, untilFound, untilHands } from "./support/app.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { startHost } from "./support/server.mjs";
import { withSite } from "./support/suite.mjs";

const BUTTON = '.dl-map-buttons [aria-label="Full screen"]';
const BACK = '.dl-map-buttons [aria-label="Leave full screen"]';

describe("the map on the whole screen", () => {
  const suite = withSite();

  test("takes the screen at a press, says how to leave it, and gives it back", async () => {
    const { page, record, close } = await openStory(suite.device, suite.site, { path: "/#lang=en" });
    suite.toClose.push(close);
    await untilFound(page, BUTTON);
    const filled = () => page.evaluate(() => document.fullscreenElement?.localName ?? "");
    assert.equal(await filled(), "");
    await click(page, BUTTON);
    await retry("the map fills the screen", async () => (await filled()) === "dateline-map");
    await untilFound(page, BACK);
    assert.equal(await attributeOf(page, BACK, "title"), "Leave full screen");
    await click(page, BACK);
    await retry("the screen is given back", async () => (await filled()) === "");
    await untilFound(page, BUTTON);
    assert.deepEqual(record.pageErrors, []);
  });

  for (const [right, isOffered] of [["", false], ['allow="fullscreen"', true]]) {
    test(`${isOffered ? "is" : "is not"} offered in a frame with ${right || "no right to it"}`, async () => {
      const host = await startHost({
        "/": pageWith(`<iframe title="Map" width="800" height="700" ${right} src="${suite.site.url("/#lang=en")}"></iframe>`),
      });
      suite.toClose.push(host.close);
      const opened = await openOn(suite.device, { width: 900, height: 800 });
      suite.toClose.push(opened.close);
      await opened.page.goto(host.url("/"), { waitUntil: "load" });
      const frame = await opened.page.waitForFrame((one) => one.url().startsWith(suite.site.origin));
      // What is offered early is there by then, and what comes late too.
      await untilHands(frame);
      const found = await frame.evaluate(() => {
        const buttons = document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-map-buttons button");
        return [...buttons].map((button) => button.getAttribute("aria-label"));
      });
      assert.ok(found.length > 0);
      assert.equal(found.includes("Full screen"), isOffered, found.join(", "));
    });
  }
});
