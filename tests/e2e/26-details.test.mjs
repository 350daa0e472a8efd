// The details of a story: a file beside its pack, asked for when somebody is about to read
// them; without it everything else goes on.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { attributeOf, call, click, openPanel, openStory, painted, retry, setState, textOf, texts, untilFound } from "./support/app.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { withSite } from "./support/suite.mjs";

const PATH = "/data/aleppo.details.dateline";
const DETAILS = /\.details\.dateline$/;

describe("the details of a story", () => {
  const suite = withSite();

  async function open(path = "/#lang=en") {
    const opened = await openStory(suite.device, suite.site, { path });
    suite.toClose.push(opened.close);
    return opened;
  }

  const asked = () => suite.site.count(DETAILS);
  const bytesOf = async () => Buffer.from(await (await fetch(suite.site.url(PATH))).arrayBuffer());

  /** Opens a card of an event; what it shows does not depend on the details. */
  async function openCard(page) {
    await setState(page, { selection: "event:ALP-080" });
    await untilFound(page, ".dl-card");
    assert.ok((await textOf(page, ".dl-card h3")).length > 5, "its title");
    const facts = await texts(page, ".dl-card .dl-facts dd");
    assert.match(facts.join(" "), /2016/);
    assert.match(facts.join(" "), /Qadi Askar|قاضي عسكر/);
    await untilFound(page, ".dl-card .dl-sources a");
  }

  test("are not asked for until somebody does something, not even when the page is idle", async () => {
    const { page } = await open();
    await retry("the late part", async () => suite.site.count(/dateline-late/) === 1);
    await painted(page);
    await openPanel(page, "events");
    assert.equal(asked(), 0);
  });

  test("come with the first touch, once", async () => {
    const { page, record } = await open();
    await click(page, ".dl-tab:nth-child(2)");
    await retry("the request", async () => asked() === 1);
    await openCard(page);
    await untilFound(page, ".dl-card > p:not([class]) > span[lang=en]");
    await setState(page, { selection: "area:shaar" });
    await untilFound(page, ".dl-card[data-area=shaar] .dl-claims li > p > span[lang=en]");
    await openPanel(page, "about");
    await untilFound(page, '.dl-page[data-page="about"] .dl-about > p');
    assert.equal(asked(), 1);
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(await record.violations(), []);
  });

  test("come by themselves where the address opens a card", async () => {
    const { page } = await open("/#sel=event:ALP-080&lang=en");
    await untilFound(page, ".dl-card > p:not([class]) > span[lang=en]");
    assert.equal(asked(), 1);
  });

  test("are told to a host as they come", async () => {
    const letGo = suite.site.hold(PATH);
    const { page } = await open();
    await page.evaluate(() => {
      window.told = 0;
      document.addEventListener("dateline:details", () => (window.told += 1));
    });
    const [before] = await call(page, "events", 1);
    assert.equal(before.text, null);
    assert.equal((await call(page, "area", "shaar")).claims[0].note, null);
    letGo();
    await retry("the event", () => page.evaluate(() => window.told === 1));
    const [after] = await call(page, "events", 1);
    assert.ok(after.text.length > 20, after.text);
    assert.equal(typeof (await call(page, "area", "shaar")).claims[0].note, "string");
  });

  test("can be tried again where they did not arrive, and the card shows all else", async () => {
    const giveBack = suite.site.cut(PATH);
    const { page, record } = await open();
    await openCard(page);
    await retry("the notice", async () => /did not arrive/.test(await textOf(page, ".dl-waiting")));
    assert.equal(await attributeOf(page, ".dl-waiting p", "role"), "alert");
    await openPanel(page, "about");
    await retry("the notice there", async () => /did not arrive/.test(await textOf(page, ".dl-waiting")));
    await untilFound(page, ".dl-about table");
    giveBack();
    await click(page, ".dl-waiting button");
    await retry("the methods", async () => (await texts(page, ".dl-about .dl-waiting")).length === 0);
    await openCard(page);
    await untilFound(page, ".dl-card > p:not([class]) > span[lang=en]");
    assert.deepEqual(record.pageErrors, []);
  });

  test("that are missing on the server are missed in the reader's language", async () => {
    suite.site.replace(PATH, { status: 404, body: "no" });
    const { page } = await open("/#lang=ar");
    await openCard(page);
    await retry("the notice", async () => /لم تصل/.test(await textOf(page, ".dl-waiting")));
  });

  for (const [what, change] of [
    ["cut short", (bytes) => bytes.subarray(0, bytes.length - 9)],
    ["changed on their way", (bytes) => Buffer.concat([bytes.subarray(0, 500), Buffer.from([1]), bytes.subarray(501)])],
    ["longer than announced", (bytes) => Buffer.concat([bytes, Buffer.from("more")])],
    ["a page of the host", () => Buffer.from("<!doctype html><title>Not here</title>")],
  ]) {
    test(`that are ${what} are not shown, and everything else goes on`, async () => {
      const whole = await bytesOf();
      suite.site.replace(PATH, { body: change(whole) });
      const { page, record } = await open();
      await openCard(page);
      await retry("the notice", async () => /damaged/.test(await textOf(page, ".dl-waiting")));
      await setState(page, { t: "2016-12-10", selection: "area:shaar" });
      await untilFound(page, ".dl-card[data-area=shaar] .dl-claims li");
      await retry("the notice in the next card", async () => /damaged/.test(await textOf(page, ".dl-waiting")));
      assert.deepEqual(record.pageErrors, []);
    });
  }

  test("are there at once where the story is a plain folder", async () => {
    const map = '<dateline-map src="/data/aleppo/" lang="en"></dateline-map>';
    suite.site.replace("/plain.html", { body: pageWith(map) });
    const { page } = await open("/plain.html");
    const [first] = await call(page, "events", 1);
    assert.ok(first.text.length > 20);
    await openCard(page);
    await untilFound(page, ".dl-card > p:not([class]) > span[lang=en]");
    assert.equal(asked(), 0);
  });
});
