// In which direction time runs: as the text does, unless the story wants it otherwise.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { boxOf, find, openOn, painted, setState, untilHands, untilReady, untilState } from "./support/app.mjs";
import { hostPage } from "./support/pages.mjs";
import { withSite } from "./support/suite.mjs";

describe("the direction of time", () => {
  const suite = withSite();

  for (const [axis, lang, isRtl] of [["text", "en", false], ["text", "ar", true], ["ltr", "ar", false], ["rtl", "en", true]]) {
    test(`is as the story wants it: ${axis} in ${lang}`, async () => {
      const story = await (await fetch(suite.site.url("/data/aleppo/story.json"))).json();
      story.timeline.axis = axis;
      suite.site.replace("/data/aleppo/story.json", { body: JSON.stringify(story) });
      suite.site.replace("/own.html", { body: hostPage("hash") });
      const { page, close } = await openOn(suite.device, { width: 768, height: 900 });
      suite.toClose.push(close);
      await page.goto(suite.site.url(`/own.html#lang=${lang}&t=2016-11-20`), { waitUntil: "load" });
      await untilReady(page);
      await untilHands(page);
      const left = async (selector) => (await boxOf(page, selector)).left;
      const [early, previous, next] = [await left(".dl-thumb-moment"), await left(".dl-play button"), await left(".dl-play button:last-child")];
      await setState(page, { t: "2016-12-10" });
      await painted(page);
      assert.equal((await left(".dl-thumb-moment")) < early, isRtl);
      assert.equal(next < previous, isRtl, "the steps stand as time runs");
      const ends = [await left(".dl-thumb-start"), await left(".dl-thumb-end")];
      assert.equal(ends[1] < ends[0], isRtl);
      await (await find(page, ".dl-thumb-moment")).focus();
      await page.keyboard.press(isRtl ? "ArrowLeft" : "ArrowRight");
      await untilState(page, "a day later", (state) => state.t === "2016-12-11");
    });
  }
});
