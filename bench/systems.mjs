// The systems that are measured, each as a page with two functions: `bench.set(from, to)`
// shows the events of a window, in civil seconds, and tells the time before it;
// `bench.count()` tells how many are shown.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { page as pageWith } from "../tests/e2e/support/pages.mjs";

const MODULES = fileURLToPath(new URL("node_modules", import.meta.url));
const STORIES = process.env.DATELINE_BENCH;
export const SIZE = { width: 1280, height: 720 };

export const about = JSON.parse(await readFile(join(STORIES, "about.json"), "utf8"));

/** A page with nothing but our map, and the story that it shows. */
export async function serveOurs(site, story, controls) {
  site.replace(`/data/bench/${story}.dateline`, { body: await readFile(join(STORIES, `${story}.dateline`)), type: "application/octet-stream" });
  const look = `style="display:block;margin:0;inline-size:${SIZE.width}px;block-size:${SIZE.height}px"`;
  const path = `/bench-${story}-${controls}.html`;
  const map = `<dateline-map src="/data/bench/${story}.dateline" lang="en" theme="light" controls="${controls}" ${look}></dateline-map>`;
  site.replace(path, { body: pageWith(map) });
  return site.url(path);
}

/** Readies our page: `bench` as for the others. */
export async function readyOurs(page, { hides }) {
  await page.evaluate(
    async (view, hiddenCategories) => {
      await customElements.whenDefined("dateline-map");
      const map = document.querySelector("dateline-map");
      await map.ready;
      await map.setState({ view, mode: "window", filters: { hiddenCategories } });
      const day = (seconds) => new Date(seconds * 1000).toISOString().slice(0, 10);
      globalThis.bench = {
        set(from, to) {
          const start = performance.timeOrigin + performance.now();
          map.setState({ from: day(from), to: day(to - 86_400) });
          return start;
        },
        moment(at) {
          const start = performance.timeOrigin + performance.now();
          map.setState({ t: day(at) });
          return start;
        },
        count: () => map.getState().counts.inView,
        webgl2: () => map.shadowRoot.querySelector(".dl-gl").getContext("webgl2") instanceof WebGL2RenderingContext,
      };
    },
    about.view,
    hides,
  );
}

/** The colours and the events of a story, in a page of another library. */
const COMMON = `
  const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#5a5a5a", "#8c510a"];
  const numbers = new Float64Array(await (await fetch("/events.f64")).arrayBuffer());
  const features = [];
  for (let at = 0; at < numbers.length; at += 5) {
    const [lon, lat, start, end, kind] = numbers.subarray(at, at + 5);
    features.push({ type: "Feature", geometry: { type: "Point", coordinates: [lon, lat] }, properties: { start, end, kind, id: at / 5 } });
  }
  const collection = { type: "FeatureCollection", features };`;

const MAPLIBRE = `
  import { Map as MapOfTiles, setWorkerUrl } from "/maplibre-gl.mjs";
  setWorkerUrl("/maplibre-gl-worker.mjs");
  ${COMMON}
  // Its tiles of 512 pixels count a zoom lower.
  const map = new MapOfTiles({ container: "map", center: [VIEW.lon, VIEW.lat], zoom: VIEW.zoom - 1, fadeDuration: 0, attributionControl: false,
    style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#f6f3ec" } }] } });
  const idle = () => new Promise((resolve) => map.once("idle", resolve));
  const within = (from, to) => ["all", ["<", ["get", "start"], to], [">", ["get", "end"], from]];
  await idle();
  map.addSource("events", { type: "geojson", data: collection, tolerance: 0 });
  map.addLayer({ id: "events", type: "circle", source: "events", filter: within(FROM, TO), paint: {
    "circle-radius": 6, "circle-stroke-width": 1.25, "circle-stroke-color": "#fff",
    "circle-color": ["match", ["get", "kind"], ...COLOURS.flatMap((colour, kind) => [kind, colour]).slice(0, -2), COLOURS.at(-1)] } });
  await idle();
  globalThis.bench = {
    set(from, to) {
      const start = performance.timeOrigin + performance.now();
      map.setFilter("events", within(from, to));
      return start;
    },
    // An event near the edge of a tile is in both.
    count: () => new Set(map.queryRenderedFeatures({ layers: ["events"] }).map(({ properties }) => properties.id)).size,
    webgl2: () => document.querySelector("canvas").getContext("webgl2") instanceof WebGL2RenderingContext,
    settled: () => map.loaded() && map.areTilesLoaded(),
  };`;

const LEAFLET = `
  ${COMMON}
  const map = L.map("map", { preferCanvas: true, center: [VIEW.lat, VIEW.lon], zoom: VIEW.zoom, zoomControl: false, attributionControl: false });
  const length = TO - FROM;
  // It shows what a moment lies in: an event is there for as long as a window that ends with
  // the moment shares anything with it.
  const timeline = L.timeline(collection, {
    getInterval: ({ properties: { start, end } }) => ({ start, end: end + length, startExclusive: true, endExclusive: true }),
    pointToLayer: ({ properties: { kind } }, at) => L.circleMarker(at, { radius: 6, weight: 1.25, color: "#fff", fillColor: COLOURS[kind], fillOpacity: 1 }),
  });
  timeline.addTo(map);
  timeline.setTime(TO);
  globalThis.bench = {
    set(from, to) {
      const start = performance.timeOrigin + performance.now();
      timeline.setTime(to);
      return start;
    },
    count() {
      let count = 0;
      timeline.eachLayer((layer) => { if (map.getBounds().contains(layer.getLatLng())) count += 1; });
      return count;
    },
    webgl2: () => true,
  };`;

/** A page of another library, ready once `bench` is there. */
export async function servePeer(host, name, events, [from, to]) {
  const file = async (path, type = "text/javascript") => ({ body: await readFile(join(MODULES, path)), type });
  host.replace("/events.f64", { body: await readFile(join(STORIES, `${events}.f64`)), type: "application/octet-stream" });
  let [head, script] = ["", LEAFLET];
  if (name === "maplibre") {
    script = MAPLIBRE;
    head = '<link rel="stylesheet" href="/maplibre-gl.css">';
    host.replace("/maplibre-gl.css", await file("maplibre-gl/dist/maplibre-gl.css", "text/css"));
    for (const one of ["maplibre-gl.mjs", "maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs"]) {
      host.replace(`/${one}`, await file(`maplibre-gl/dist/${one}`));
    }
  } else {
    head = '<link rel="stylesheet" href="/leaflet.css"><script src="/leaflet.js"></script><script src="/leaflet.timeline.js"></script>';
    host.replace("/leaflet.css", await file("leaflet/dist/leaflet.css", "text/css"));
    host.replace("/leaflet.js", await file("leaflet/dist/leaflet.js"));
    host.replace("/leaflet.timeline.js", await file("leaflet.timeline/dist/leaflet.timeline.js"));
  }
  const values = `const VIEW = ${JSON.stringify(about.view)}, FROM = ${from}, TO = ${to};`;
  const path = `/${name}.html`;
  host.replace(path, {
    body: `<!doctype html><html><head><meta charset="utf-8"><title>${name}</title>${head}</head><body style="margin:0">
<div id="map" style="width:${SIZE.width}px;height:${SIZE.height}px;background:#f6f3ec"></div><script type="module">${values}${script}</script></body></html>`,
    type: "text/html; charset=utf-8",
  });
  return host.url(path);
}

/**
 * What the machine itself takes: a canvas of WebGL2 that is only cleared to another colour, in the
 * frame after the change as ours is; with `has_2d` another one over it, of two dimensions, which
 * is cleared and written on, as our names are.
 */
export function serveBare(host, has2d) {
  const path = has2d ? "/bare-2d.html" : "/bare.html";
  const canvas = (id) => `<canvas id="${id}" width="${SIZE.width}" height="${SIZE.height}" style="position:absolute;inset:0"></canvas>`;
  const script = `
    const gl = document.getElementById("gl").getContext("webgl2", { antialias: false });
    const names = document.getElementById("names")?.getContext("2d");
    let [step, asked] = [0, false];
    function draw() {
      [step, asked] = [step + 1, false];
      gl.clearColor(0.5 + (step % 2) / 4, 0.9, (step % 5) / 5, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      if (!names) return;
      names.clearRect(0, 0, ${SIZE.width}, ${SIZE.height});
      for (let y = 40; y < 720; y += 40) names.fillText("step " + step, 40 + y, y);
    }
    globalThis.bench = {
      set() {
        const start = performance.timeOrigin + performance.now();
        if (!asked) requestAnimationFrame(draw);
        asked = true;
        return start;
      },
      count: () => 0,
      webgl2: () => gl instanceof WebGL2RenderingContext,
    };`;
  host.replace(path, {
    body: `<!doctype html><html><head><meta charset="utf-8"><title>bare</title></head><body style="margin:0">${canvas("gl")}${has2d ? canvas("names") : ""}<script type="module">${script}</script></body></html>`,
    type: "text/html; charset=utf-8",
  });
  return host.url(path);
}
