// Opening files again and again: what stays of the ones before, and what can be said of files
// when much else is told.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { click, find, openStory, retry, stateOf, textOf, texts } from "./support/app.mjs";
import { drop, untilLate } from "./support/files.mjs";
import { withSite } from "./support/suite.mjs";

const EVENTS = `id,date,title,lat,lon
a,2016-11-20,Shelling of a market,36.21,37.17
b,2016-12-01,A convoy leaves,36.20,37.15
`;
const PDF = "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n";
const ZONE = ".dl-open-understood input[list]";

describe("files that are opened after others", () => {
  const suite = withSite();

  async function open() {
    const opened = await openStory(suite.device, suite.site, { path: "/#lang=en" });
    suite.toClose.push(opened.close);
    await untilLate(opened.page);
    return opened.page;
  }

  const events = async (page) => (await stateOf(page)).counts.events;
  const valueOf = async (page, selector) => (await find(page, selector)).evaluate((field) => field.value);

  /** Drops files and waits for what is told of them. */
  async function dropped(page, files, heading) {
    await drop(page, files);
    await retry(heading, async () => (await textOf(page, ".dl-open-report h3")) === heading);
  }

  test("leave what was said of those that are shown, if they tell nothing or are stopped", async () => {
    const page = await open();
    const before = await events(page);
    await dropped(page, { "events.csv": EVENTS }, "Your files are on the map");
    assert.equal(await events(page), 2);
    await dropped(page, { "paper.pdf": PDF }, "There was nothing to show in these files");
    assert.deepEqual(await texts(page, ".dl-open-report > h3"), ["There was nothing to show in these files", "Your files are on the map"]);
    assert.equal((await texts(page, ".dl-open-keep")).length, 1);
    assert.equal((await texts(page, ".dl-open-understood")).length, 1);
    assert.equal(await events(page), 2);
    // One way back, and it leads there.
    const back = (await texts(page, ".dl-open-report > .dl-button")).filter((words) => words.startsWith("Back to"));
    assert.equal(back.length, 1);
    await click(page, ".dl-open-report > .dl-button");
    await retry("the story before", async () => (await events(page)) === before);
    await dropped(page, { "paper.pdf": PDF }, "There was nothing to show in these files");
    assert.deepEqual(await texts(page, ".dl-open-keep"), []);
  });

  test("are not read by the zone of a story that has nothing to do with them", async () => {
    const page = await open();
    await dropped(page, { "list.csv": "Tag,Wo,Was\nsoon,Mill,Shells\nlater,Hall,Talks\n" }, "There was nothing to show in these files");
    assert.equal(await valueOf(page, ZONE), "");
    await dropped(page, { "events.csv": EVENTS }, "Your files are on the map");
    assert.equal(await valueOf(page, ZONE), "UTC");
  });

  test("are asked for the order of their dates, whatever else there is to tell", async () => {
    const page = await open();
    // Rows that are too short, and dates that can be two days.
    const rows = Array.from({ length: 1_500 }, (_, n) => `3/${1 + (n % 12)}/2016,Event ${n},36.2,37.1`);
    await dropped(page, { "list.csv": `date,title,lat,lon,source\n${rows.join("\n")}\n` }, "Your files are on the map");
    assert.ok((await texts(page, ".dl-open-count")).includes("1,500 entries"), await texts(page, ".dl-open-count"));
    const order = ".dl-open-asked select";
    assert.equal(await valueOf(page, order), "");
    await (await find(page, order)).select("dmy");
    await click(page, ".dl-open-understood .dl-primary");
    await retry("dates", async () => (await stateOf(page)).counts.undated === 0);
    assert.equal(await valueOf(page, order), "dmy");
  });

  test("show the order that was found in their cells, and can be told another", async () => {
    const page = await open();
    const text = "date,title,lat,lon\n3/12/2016,One,36.2,37.1\n13/5/2016,Two,36.2,37.1\n";
    await dropped(page, { "list.csv": text }, "Your files are on the map");
    const order = ".dl-open-asked select";
    assert.equal(await valueOf(page, order), "dmy");
    assert.match((await stateOf(page)).to, /^2016-12-03/);
    await (await find(page, ".dl-open-understood")).evaluate((form) => { form.open = true; });
    await (await find(page, order)).select("mdy");
    await click(page, ".dl-open-understood .dl-primary");
    // Of the two days that one cell can be; the other can be one alone.
    await retry("the other order", async () => /^2016-05-13/.test((await stateOf(page)).to));
  });
});
