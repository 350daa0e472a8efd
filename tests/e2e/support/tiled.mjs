// A story with a base map of tiles, pictures or drawn ones, made here: a field of one actor, an
// event, and under them a chequerboard or land with water and a park.

import { page as pageWith } from "./pages.mjs";
import { archive, png, tileAt, vectorTile } from "./tiles.mjs";

export const FOLDER = "/data/tiled/";
export const CENTRE = { lon: 10, lat: 50 };
const RED = [200, 60, 50];
const BLUE = [40, 70, 180];
export const GREEN = [30, 140, 60];
export const HELD = "#8a4fbf";
// What the quiet style calls earth, green and water, light and dark.
export const QUIET = {
  light: { earth: "#f1eee6", green: "#e2e5d3", water: "#c9d8df" },
  dark: { earth: "#1f2125", green: "#1f2722", water: "#142029" },
};

const STORY = {
  dateline: 1, title: "A field", languages: ["en", "ar"], timeZone: "UTC", span: "2020-01-01/2020-01-31",
  start: { t: "2020-01-20", view: { ...CENTRE, zoom: 9 } },
  actors: [{ id: "one", name: "One", colour: HELD, colourDark: HELD }],
  categories: [{ id: "event", name: "Event", shape: "circle", colour: "#000000", colourDark: "#ffffff" }],
  files: { areas: "areas.geojson", control: "control.csv", events: "events.csv" },
  credits: [{ what: "Outlines", by: "The test", licence: "CC0-1.0" }],
};
const RING = [[9.99, 49.99], [10.01, 49.99], [10.01, 50.01], [9.99, 50.01], [9.99, 49.99]];
const FILES = {
  "areas.geojson": JSON.stringify({
    type: "FeatureCollection",
    features: [{ type: "Feature", id: "field", properties: { name: "Field" }, geometry: { type: "Polygon", coordinates: [RING] } }],
  }),
  "control.csv": "area,date,to,status,source\nfield,2020-01-02,one,held,Gazette\n",
  "events.csv": "id,date,title,lat,lon,category,source\nE1,2020-01-20,Shot,50.05,10.1,event,Gazette\n",
};

/** The colour of the picture for a tile: a chequerboard, and another for each level. */
export const chequer = (zoom, x, y) => (zoom === 9 ? [RED, BLUE][(x + y) % 2] : GREEN);

/** Water in the west, a park with a hole in the east, a name in the middle of each tile. */
export function drawnTile() {
  const square = (west, north, east, south) => [[west, north], [east, north], [east, south], [west, south]];
  const hole = [[3100, 3300], [3300, 3300], [3300, 3100], [3100, 3100]];
  return vectorTile([
    ["earth", [{ kind: 3, tags: { kind: "earth" }, parts: [square(-64, -64, 4160, 4160)] }]],
    ["landuse", [{ kind: 3, tags: { kind: "park" }, parts: [square(2800, 2800, 3600, 3600), hole] }]],
    ["water", [{ kind: 3, tags: { kind: "lake" }, parts: [square(-64, -64, 2048, 4160)] }]],
    ["roads", [{ kind: 2, tags: { kind: "highway" }, parts: [[[-64, 600], [4160, 600]]] }]],
    ["places", [{ kind: 1, tags: { kind: "locality", kind_detail: "city", name: "Ort", "name:en": "Place", "name:ar": "مكان" }, parts: [[[2500, 1500]]] }]],
  ]);
}

/** All tiles within two of the middle, at some levels. */
export function around(levels) {
  return levels.flatMap((zoom) => {
    const { x, y } = tileAt(CENTRE, zoom);
    const steps = [-2, -1, 0, 1, 2];
    return steps.flatMap((dx) => steps.map((dy) => [zoom, Math.floor(x) + dx, Math.floor(y) + dy]));
  });
}

export const ARCHIVE = archive(around([6, 7]).map((tile) => [...tile, drawnTile()]), {
  least: 6, greatest: 7,
  metadata: { attribution: "<script>alert(1)</script><a href='javascript:alert(2)'>Bad</a> <a href=\"https://example.org/ok\">Good</a>" },
});

export const RASTER = { kind: "raster", url: "t/{z}/{x}/{y}.png", maxzoom: 10, minzoom: 8, credit: { en: "Survey", ar: "المساحة" }, creditUrl: "https://example.org/survey" };
export const VECTOR = { kind: "pmtiles", url: "ground.pmtiles" };

/** Serves the story with a base map, if it is to have one, and a page with its map; gives the page's path. */
export function serveTiled(site, basemap, { attributes = "", headers = {}, lang = "en", theme = "light" } = {}) {
  const story = JSON.stringify(basemap ? { ...STORY, basemap } : STORY);
  for (const [name, body] of Object.entries({ ...FILES, "story.json": story })) site.replace(FOLDER + name, { body });
  const map = `<dateline-map src="${FOLDER}" lang="${lang}" theme="${theme}" ${attributes}></dateline-map>`;
  site.replace("/tiled.html", { body: pageWith(map), headers });
  return "/tiled.html";
}

/** Serves pictures; `but` names tiles that are served otherwise. */
export function servePictures(site, { levels = [8, 9, 10], sharp = false, but = () => undefined } = {}) {
  for (const [zoom, x, y] of around(levels)) {
    const path = `${FOLDER}t/${zoom}/${x}/${y}${sharp ? "@2x" : ""}.png`;
    const answer = but(zoom, x, y);
    if (answer !== null) site.replace(path, answer ?? { body: png(chequer(zoom, x, y), sharp ? 512 : 256) });
  }
}
