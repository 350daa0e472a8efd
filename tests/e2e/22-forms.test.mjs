// A plain folder with a snapshot for each date: the files are fetched, and between them and
// after them the map says what they say and no more.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { call, openOn, setState, startDevice, untilReady } from "./support/app.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { startSite } from "./support/server.mjs";

const square = (west) => ({
  type: "Polygon",
  coordinates: [[[west, 50], [west + 0.01, 50], [west + 0.01, 50.01], [west, 50.01], [west, 50]]],
});

const feature = (id, properties, geometry = null) => ({ type: "Feature", id, properties, geometry });

const collection = (...features) => JSON.stringify({ type: "FeatureCollection", features });

const STORY = {
  dateline: 1,
  title: "Two fields",
  languages: ["en"],
  timeZone: "UTC",
  span: "2020-01-01/2020-01-31",
  actors: [{ id: "red", name: "Red" }, { id: "blue", name: "Blue" }],
  files: {
    areas: "areas.geojson",
    snapshots: ["control/2020-01-03.geojson", { date: "2020-01-05", file: "control/second.geojson" }],
  },
};

const FILES = {
  "story.json": JSON.stringify(STORY),
  "areas.geojson": collection(feature("north", {}, square(10)), feature("south", {}, square(10.01))),
  "control/2020-01-03.geojson": collection(
    feature("north", { controller: "red", source: "Gazette" }),
    feature("south", { controller: "blue", source: "Gazette" }),
  ),
  "control/second.geojson": collection(feature("north", { controller: "blue", source: "Gazette" })),
};

describe("a folder of snapshots", () => {
  let site;
  let device;
  let opened;

  before(async () => {
    site = await startSite();
    device = await startDevice();
    for (const [name, body] of Object.entries(FILES)) site.replace(`/data/fields/${name}`, { body });
    site.replace("/own.html", { body: pageWith('<dateline-map src="/data/fields/" lang="en"></dateline-map>') });
    opened = await openOn(device);
    await opened.page.goto(site.url("/own.html"), { waitUntil: "load" });
    await untilReady(opened.page);
  });

  after(async () => {
    await opened?.close();
    await device?.close();
    await site?.close();
  });

  async function holders(t) {
    await setState(opened.page, { t });
    const areas = await Promise.all(["north", "south"].map((id) => call(opened.page, "area", id)));
    return areas.map(({ status, actor }) => (status === "unknown" ? null : actor));
  }

  test("says who held what on each date, and nothing before, and nothing of what is missing", async () => {
    assert.deepEqual(await holders("2020-01-02"), [null, null]);
    assert.deepEqual(await holders("2020-01-04"), ["red", "blue"]);
    assert.deepEqual(await holders("2020-01-06"), ["blue", null]);
    assert.deepEqual(await holders("2020-01-09"), [null, null]);
    assert.deepEqual(await call(opened.page, "problems"), []);
    assert.deepEqual(opened.record.pageErrors, []);
  });
});
