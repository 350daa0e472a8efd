// What is painted is what is picked: every area in a colour of its own, events on top, and clicks
// all over the map, each held against the colour of the pixel under it.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { openOn, painted, setState, stateOf, untilFound, untilReady } from "./support/app.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { pixel, shoot } from "./support/shots.mjs";
import { withSite } from "./support/suite.mjs";

const SIZE = { width: 900, height: 620 };
const CLICKS = 110;
/** Colours that no two of them mix to: of areas, then of kinds of event. */
const AREAS = ["#c8644c", "#3f74a8", "#5b8a4a", "#b08a2e", "#7a5aa6", "#2f9a94", "#a3476f", "#6f7f2a", "#4a4fa3", "#a86b3f", "#3f8a6b", "#8a8a8a"];
const KINDS = ["#101010", "#d00060", "#004020"];
/** From how far away a mark is taken, CSS pixels, and how wide it is. */
const [REACH_PX, MARK_PX] = [14, 4];

/** The same numbers between 0 and 1 in every run. */
function dice(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/**
 * Areas beside each other, four by three, whose corners lie anywhere near their places; the first
 * has a hole, in which the last but one lies, and the last has a second part far away.
 */
function outlines() {
  const random = dice(3);
  const corners = Array.from({ length: 5 }, (_, column) =>
    Array.from({ length: 4 }, (__, row) => [10 + (column + (random() - 0.5) * 0.5) * 0.02, 50 + (row + (random() - 0.5) * 0.5) * 0.015]));
  const cell = (column, row) => {
    const ring = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]].map(([x, y]) => corners[column + x][row + y]);
    return [ring];
  };
  const areas = Array.from({ length: 10 }, (_, at) => [cell(at % 4, Math.floor(at / 4))]);
  const [west, south] = corners[0][0];
  const box = (x, y, size) => [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]];
  const hole = box(west + 0.008, south + 0.005, 0.004);
  areas[0][0].push([...hole].reverse());
  areas.push([[hole]], [cell(2, 2), [box(corners[4][3][0] + 0.01, corners[4][3][1], 0.008)]]);
  return areas;
}

/** Where events are: nowhere near each other. */
function places() {
  const random = dice(11);
  const found = [];
  while (found.length < 24) {
    const [lon, lat] = [10.002 + random() * 0.074, 50.002 + random() * 0.041];
    if (found.every(([x, y]) => Math.hypot((x - lon) * 0.64, y - lat) > 0.0045)) found.push([lon, lat]);
  }
  return found;
}

function story() {
  const areas = outlines();
  const features = areas.map((coordinates, at) => ({ type: "Feature", id: `a${at}`, properties: { name: `A${at}` }, geometry: { type: "MultiPolygon", coordinates } }));
  const named = (id, colour) => ({ id, name: id, colour, colourDark: colour });
  const events = places().map(([lon, lat], at) => `e${at},2020-01-10,${lat.toFixed(6)},${lon.toFixed(6)},exact,k${at % KINDS.length},E${at},confirmed,Gazette`);
  return {
    "story.json": JSON.stringify({
      dateline: 1, title: "Picks", languages: ["en"], timeZone: "UTC", span: "2020-01-01/2020-01-31",
      actors: AREAS.map((colour, at) => named(`s${at}`, colour)),
      categories: KINDS.map((colour, at) => ({ ...named(`k${at}`, colour), shape: "circle" })),
      files: { areas: "areas.geojson", control: "control.csv", events: "events.csv" },
    }),
    "areas.geojson": JSON.stringify({ type: "FeatureCollection", features }),
    "control.csv": `area,date,to,status,source\n${areas.map((_, at) => `a${at},2020-01-02,s${at},held,Gazette`).join("\n")}\n`,
    "events.csv": `id,date,lat,lon,geo_precision,category,title,verification,source\n${events.join("\n")}\n`,
  };
}

/** Where a place is on the screen. */
function screenOf({ lon, lat, zoom }, [x, y]) {
  const scale = 256 * 2 ** zoom;
  const north = (degrees) => Math.log(Math.tan(Math.PI / 4 + (degrees * Math.PI) / 360)) / (2 * Math.PI);
  return [SIZE.width / 2 + ((x - lon) / 360) * scale, SIZE.height / 2 - (north(y) - north(lat)) * scale];
}

/** The one colour of a pixel and all around it; nothing where there are several. */
function colourAt(picture, [x, y]) {
  const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => pixel(picture, x + dx, y + dy).slice(0, 3)));
  const [first] = around;
  if (!around.every((one) => one.every((channel, at) => Math.abs(channel - first[at]) <= 2))) return null;
  return `#${around[4].map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}

function near(one, other) {
  const channels = (hex) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  const [a, b] = [channels(one), channels(other)];
  return a.every((channel, at) => Math.abs(channel - b[at]) <= 3);
}

describe("what is picked", () => {
  const suite = withSite();

  async function open() {
    for (const [name, body] of Object.entries(story())) suite.site.replace(`/data/picks/${name}`, { body });
    const body = '<dateline-map src="/data/picks/" lang="en" theme="light" controls="none"></dateline-map>';
    suite.site.replace("/picks.html", { body: pageWith(body) });
    const opened = await openOn(suite.device, SIZE);
    suite.toClose.push(opened.close);
    await opened.page.goto(suite.site.url("/picks.html"), { waitUntil: "load" });
    await untilReady(opened.page);
    await opened.page.evaluate(({ width, height }) => {
      document.body.style.margin = 0;
      const map = document.querySelector("dateline-map");
      Object.assign(map.style, { display: "block", inlineSize: `${width}px`, blockSize: `${height}px` });
    }, SIZE);
    await painted(opened.page);
    return opened;
  }

  for (const [seed, view] of [[5, { lon: 10.04, lat: 50.022, zoom: 13.1 }], [23, { lon: 10.02, lat: 50.013, zoom: 14.63 }]]) {
    test(`is what has the colour of the pixel, at zoom ${view.zoom}`, async () => {
      const { page, record } = await open();
      await setState(page, { view, mode: "cumulative", t: "2020-01-20", selection: null });
      await painted(page);
      const { view: before } = await stateOf(page);
      // Names, the date, the globe and the small map would lie over what is looked at; the last two come late.
      await untilFound(page, ".dl-locator");
      await page.evaluate(() => {
        const { shadowRoot } = document.querySelector("dateline-map");
        for (const one of shadowRoot.querySelectorAll(".dl-names, .dl-asof, .dl-foot, .dl-globe, .dl-locator")) one.style.display = "none";
      });
      await painted(page);
      const box = await page.evaluate(() => {
        const { left, top, width, height } = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gl").getBoundingClientRect();
        return { left, top, width, height };
      });
      const picture = await shoot(page, `picking-${view.zoom}`);
      const marks = places().map((place) => screenOf(view, place))
        .map(([x, y]) => [x + box.left + box.width / 2 - SIZE.width / 2, y + box.top + box.height / 2 - SIZE.height / 2]);
      const random = dice(seed);
      const checked = { area: 0, event: 0, nothing: 0 };
      let last = [-99, -99];
      for (let click = 0; click < CLICKS; ) {
        // Most of them anywhere, the others about marks.
        const about = marks[Math.floor(random() * marks.length)];
        const spot = random() < 0.7
          ? [box.left + 3 + random() * (box.width - 6), box.top + 3 + random() * (box.height - 6)]
          : [about[0] + (random() - 0.5) * 22, about[1] + (random() - 0.5) * 22];
        const [x, y] = spot.map(Math.round);
        const isInside = x > box.left + 12 && x < box.left + box.width - 12 && y > box.top + 12 && y < box.top + box.height - 12;
        // Two clicks beside each other would be a double one.
        if (!isInside || Math.hypot(x - last[0], y - last[1]) < 60) continue;
        last = [x, y];
        click += 1;
        const colour = colourAt(picture, [x, y]);
        const [distance, event] = marks.map(([mx, my], at) => [Math.hypot(mx - x - 0.5, my - y - 0.5), at]).sort((a, b) => a[0] - b[0])[0];
        let wanted;
        if (distance < REACH_PX - 1) wanted = `event:e${event}`;
        else if (distance < REACH_PX + 1 || colour === null) continue;
        else {
          const area = AREAS.findIndex((one) => near(one, colour));
          wanted = area < 0 ? null : `area:a${area}`;
          assert.ok(area >= 0 || !KINDS.some((one) => near(one, colour)), `a mark where none is, at ${x}, ${y}`);
        }
        // In the middle of a mark its own colour is seen.
        if (distance < MARK_PX - 2 && colour !== null) assert.ok(near(colour, KINDS[event % KINDS.length]), `${colour} of e${event}`);
        await page.mouse.click(x, y);
        const { selection } = await stateOf(page);
        assert.equal(selection, wanted, `at ${x}, ${y}, which is ${colour}`);
        checked[wanted === null ? "nothing" : wanted.split(":")[0]] += 1;
      }
      assert.ok(checked.area >= 20 && checked.event >= 8, JSON.stringify(checked));
      assert.deepEqual((await stateOf(page)).view, before, "no click moved the map");
      assert.deepEqual(record.pageErrors, []);
    });
  }
});
