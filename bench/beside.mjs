// The Aleppo story at one moment and one place in our map, with all that stands around it in an
// article, and in three others, maps of nearly its size, as pictures to be looked at: `beside-….png` in tests/e2e/artifacts.
//
//   cargo xtask bench beside
//
// The others get what ours says at that moment (who holds what, which events lie in the
// window) and are set up as their own first examples do it: a fill, a circle, a name. The last
// one is what makers of locator maps draw: no library, the outlines and one pin.

import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { call, openOn, painted, setState, startDevice, untilReady } from "../tests/e2e/support/app.mjs";
import { page as pageWith } from "../tests/e2e/support/pages.mjs";
import { startHost, startSite } from "../tests/e2e/support/server.mjs";

const SIZE = { width: 720, height: 540 };
const VIEW = { lon: 37.168, lat: 36.205, zoom: 12.2 };
const STATE = { t: "2016-12-06", from: "2016-11-15", to: "2016-12-06", mode: "window", view: VIEW };
const MODULES = fileURLToPath(new URL("node_modules", import.meta.url));
const SHOTS = fileURLToPath(new URL("../tests/e2e/artifacts", import.meta.url));

const device = await startDevice();
const site = await startSite();
const host = await startHost({});
await mkdir(SHOTS, { recursive: true });

/** Takes our picture, and returns what it says as features for the others. */
async function takeOurs(lang) {
  const map = `<dateline-map src="/data/aleppo.dateline" lang="${lang}" theme="light" controls="compact" style="display:block"></dateline-map>`;
  site.replace("/beside.html", { body: pageWith(map) });
  const { page, close } = await openOn(device, { ...SIZE, height: 900 });
  await page.goto(site.url("/beside.html"), { waitUntil: "load" });
  await untilReady(page);
  await setState(page, STATE);
  await painted(page);
  await writeFile(join(SHOTS, `beside-ours-${lang}.png`), await page.screenshot({ type: "png" }));
  const [areas, events] = [await call(page, "areas"), await call(page, "events", 1000)];
  await close();
  return { areas, events };
}

const MAPLIBRE = `
  import { Map as MapOfTiles, setWorkerUrl } from "/maplibre-gl.mjs";
  setWorkerUrl("/maplibre-gl-worker.mjs");
  const map = new MapOfTiles({ container: "map", center: [VIEW.lon, VIEW.lat], zoom: VIEW.zoom - 1, fadeDuration: 0, attributionControl: false,
    style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#f1efe7" } }] } });
  await new Promise((resolve) => map.once("idle", resolve));
  map.addSource("areas", { type: "geojson", data: shapes });
  map.addSource("events", { type: "geojson", data: events });
  map.addLayer({ id: "areas", type: "fill", source: "areas", paint: { "fill-color": ["get", "colour"], "fill-opacity": 0.6, "fill-outline-color": "#fff" } });
  map.addLayer({ id: "events", type: "circle", source: "events", paint: { "circle-radius": 6, "circle-color": "#333", "circle-stroke-width": 1.25, "circle-stroke-color": "#fff" } });
  await new Promise((resolve) => map.once("idle", resolve));
  globalThis.isReady = true;`;

const LEAFLET = `
  const map = L.map("map", { center: [VIEW.lat, VIEW.lon], zoom: VIEW.zoom, zoomSnap: 0, attributionControl: false });
  L.geoJSON(shapes, { style: ({ properties }) => ({ fillColor: properties.colour, fillOpacity: 0.6, color: "#fff", weight: 1 }) })
    .eachLayer((layer) => layer.bindTooltip(layer.feature.properties.name, { permanent: true, direction: "center" })).addTo(map);
  L.geoJSON(events, { pointToLayer: (_, at) => L.circleMarker(at, { radius: 6, weight: 1.25, color: "#fff", fillColor: "#333", fillOpacity: 1 }) }).addTo(map);
  globalThis.isReady = true;`;

const LOCATOR = `
  const world = (zoom) => 256 * 2 ** zoom;
  const merc = ([lon, lat]) => [(lon / 360 + 0.5) * world(VIEW.zoom), (0.5 - Math.asinh(Math.tan(lat * Math.PI / 180)) / (2 * Math.PI)) * world(VIEW.zoom)];
  const [cx, cy] = merc([VIEW.lon, VIEW.lat]);
  const at = (place) => { const [x, y] = merc(place); return [x - cx + 360, y - cy + 270]; };
  const rings = (geometry) => geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat();
  const path = (feature) => rings(feature.geometry).map((ring) => "M" + ring.map((place) => at(place).map((one) => one.toFixed(1)).join(" ")).join("L") + "Z").join("");
  const pinned = shapes.features.find(({ id }) => id === "qadi-askar");
  const [px, py] = at([pinned.properties.lon, pinned.properties.lat]);
  document.querySelector("#map").innerHTML = '<svg width="720" height="540" font-family="sans-serif">'
    + shapes.features.map((feature) => '<path d="' + path(feature) + '" fill="' + feature.properties.colour + '" fill-opacity=".55" stroke="#fff"/>').join("")
    + '<path d="M' + px + ' ' + py + 'l-9-16a10 10 0 1 1 18 0z" fill="#a1221b"/><text x="' + (px + 14) + '" y="' + (py - 14) + '" font-weight="700" font-size="15">Qadi Askar</text></svg>';
  globalThis.isReady = true;`;

const PEERS = {
  maplibre: {
    script: MAPLIBRE,
    style: "maplibre-gl/dist/maplibre-gl.css",
    files: ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs"].map((one) => `maplibre-gl/dist/${one}`),
  },
  leaflet: { script: LEAFLET, style: "leaflet/dist/leaflet.css", files: ["leaflet/dist/leaflet.js"], head: '<script src="/leaflet.js"></script>' },
  locator: { script: LOCATOR, files: [] },
};

async function takePeer(name, { script, style, files, head = "" }, told) {
  for (const path of files) host.replace(`/${path.split("/").at(-1)}`, { body: await readFile(join(MODULES, path)), type: "text/javascript" });
  const rules = style ? await readFile(join(MODULES, style), "utf8") : "";
  host.replace(`/${name}.html`, {
    body: `<!doctype html><html><head><meta charset="utf-8"><title>${name}</title><style>body { margin: 0 } ${rules}</style>${head}</head><body>
<div id="map" style="width:${SIZE.width}px;height:${SIZE.height}px;background:#f1efe7"></div>
<script type="module">const { shapes, events, VIEW } = ${JSON.stringify(told)};${script}</script></body></html>`,
    type: "text/html; charset=utf-8",
  });
  const { page, close, record } = await openOn(device, SIZE);
  await page.goto(host.url(`/${name}.html`), { waitUntil: "load" });
  await page.waitForFunction("globalThis.isReady", { timeout: 60_000 });
  await painted(page);
  await writeFile(join(SHOTS, `beside-${name}.png`), await page.screenshot({ type: "png" }));
  if (record.pageErrors.length > 0) throw new Error(record.pageErrors.join("\n"));
  await close();
}

/** What ours says at the moment, as the features that the others take. */
function toldBy({ areas, events }, story, outlines) {
  const colours = Object.fromEntries(story.actors.map(({ id, colour }) => [id, colour]));
  const holders = Object.fromEntries(areas.map(({ id, actor }) => [id, actor]));
  const painted = outlines.features.filter(({ id }) => id in holders).map((feature) => ({
    ...feature,
    properties: { ...feature.properties, id: feature.id, colour: colours[holders[feature.id]] ?? "#b8b3a8" },
  }));
  const points = events.filter(({ lon }) => lon !== null).map(({ id, lon, lat }) => ({
    type: "Feature", properties: { id }, geometry: { type: "Point", coordinates: [lon, lat] },
  }));
  return { VIEW, shapes: { type: "FeatureCollection", features: painted }, events: { type: "FeatureCollection", features: points } };
}

const read = async (name) => JSON.parse(await readFile(new URL(`../data/aleppo/${name}`, import.meta.url), "utf8"));
try {
  await takeOurs("ar");
  const told = toldBy(await takeOurs("en"), await read("story.json"), await read("areas.geojson"));
  for (const [name, peer] of Object.entries(PEERS)) await takePeer(name, peer, told);
} finally {
  await Promise.all([device.close(), site.close(), host.close()]);
}
