// Times with an offset from UTC in a plain folder: the reader asks the browser's own tables of
// zones, and must come to what the terminal comes to (crates/dateline-cli/tests/zones.rs reads
// the same folder). Each event's title is the civil time that a clock in Damascus showed.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, test } from "node:test";

import { call, openOn, setState, untilReady } from "./support/app.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { withSite } from "./support/suite.mjs";

const FOLDER = new URL("../../crates/dateline-cli/tests/fixtures/offsets/", import.meta.url);
const NAMES = ["story.json", "areas.geojson", "control.csv", "events.csv"];

/** The ids of the events in one civil minute. */
async function idsWithin(page, minute) {
  await setState(page, { from: minute, to: minuteAfter(minute) });
  return (await call(page, "events", 100)).map(({ id }) => id);
}

/** The civil minute after, whatever the zone of this machine. */
function minuteAfter(minute) {
  return new Date(Date.parse(`${minute}Z`) + 60_000).toISOString().slice(0, 16);
}

describe("times with an offset", () => {
  const suite = withSite();

  beforeEach(async () => {
    for (const name of NAMES) suite.site.replace(`/data/offsets/${name}`, { body: await readFile(new URL(name, FOLDER), "utf8") });
    suite.site.replace("/own.html", { body: pageWith('<dateline-map src="/data/offsets/" lang="en"></dateline-map>') });
  });

  async function open() {
    const opened = await openOn(suite.device);
    suite.toClose.push(opened.close);
    await opened.page.goto(suite.site.url("/own.html"), { waitUntil: "load" });
    await untilReady(opened.page);
    return opened.page;
  }

  test("are read at the zone of the place, none of them lost", async () => {
    const page = await open();
    assert.deepEqual(await call(page, "problems"), []);
    await setState(page, { mode: "window", from: "2016-12-01", to: "2024-12-31" });
    const all = await call(page, "events", 100);
    assert.equal(all.length, 14);
    for (const { id, title } of all) {
      assert.ok((await idsWithin(page, title)).includes(id), `${id} is not at ${title}`);
      assert.ok(!(await idsWithin(page, minuteAfter(title))).includes(id), `${id} lasts beyond ${title}`);
    }
  });

  test("are reported where nobody knows the zone", async () => {
    const story = (await readFile(new URL("story.json", FOLDER), "utf8")).replace("Asia/Damascus", "Asia/Nowhere");
    suite.site.replace("/data/offsets/story.json", { body: story });
    const page = await open();
    const codes = (await call(page, "problems")).map(({ code }) => code);
    assert.ok(codes.includes("story.zone"), codes.join());
    // Thirteen events and a change; one event is in civil time already.
    assert.equal(codes.filter((code) => code === "date.zone").length, 14);
  });
});
