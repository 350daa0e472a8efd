// The map on a page, as a test handles it: open it, look inside its shadow tree, call it as
// a host would, touch it as a reader would.

import { BROWSER, PATIENCE_MS, openPage, startBrowser, until } from "./browser.mjs";

const STORY_PATH = "/data/aleppo/";

/** What must be true at the end of a day: area, day, actor. */
export const TRUTHS = [
  ["qadi-askar", "2016-12-04", "rebels"],
  ["qadi-askar", "2016-12-05", "government"],
  ["shaar", "2016-12-05", "rebels"],
  ["shaar", "2016-12-06", "government"],
  ["hanano", "2016-11-25", "rebels"],
  ["hanano", "2016-11-26", "government"],
  ["mashhad", "2016-12-21", "rebels"],
  ["mashhad", "2016-12-22", "government"],
  ["sheikh-maqsoud", "2016-11-14", "kurdish"],
  ["sheikh-maqsoud", "2016-12-05", "kurdish"],
  ["sheikh-maqsoud", "2016-12-12", "kurdish"],
  ["sheikh-maqsoud", "2016-12-22", "kurdish"],
];

/** The story's own description, as it is served. */
export async function readStory(site) {
  return (await fetch(site.url(`${STORY_PATH}story.json`))).json();
}

/** One of the story's files as text. */
export async function readStoryFile(site, name) {
  return (await fetch(site.url(STORY_PATH + name))).text();
}

/**
 * Starts the browser on a device that prefers `scheme` (`light`, `dark`) and, with
 * `calm`, little motion. Firefox takes such wishes only when it starts.
 */
export async function startDevice({ scheme = "light", calm = false, args = [], preferences = {} } = {}) {
  const wishes = {
    "layout.css.prefers-color-scheme.content-override": scheme === "dark" ? 0 : 1,
    "ui.prefersReducedMotion": calm ? 1 : 0,
  };
  const browser = await startBrowser({ args, preferences: { ...wishes, ...preferences } });
  return { browser, scheme, calm, close: () => browser.close() };
}

/**
 * The same device with other wishes. Chromium takes them page by page, so there it is the
 * same browser; close it in any case.
 */
export async function deviceLike(device, wishes) {
  if (BROWSER === "firefox") return startDevice(wishes);
  return { ...device, scheme: "light", calm: false, ...wishes, close: async () => {} };
}

/** Opens an empty page of the device. */
export async function openOn(device, size) {
  const opened = await openPage(device.browser, size);
  if (BROWSER !== "firefox") {
    await opened.page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: device.scheme },
      { name: "prefers-reduced-motion", value: device.calm ? "reduce" : "no-preference" },
    ]);
  }
  return opened;
}

/** Opens the site's own page, or another of its pages, and waits for the story. */
export async function openStory(device, site, { path = "/", zone, ...size } = {}) {
  const opened = await openOn(device, size);
  if (zone) await opened.page.emulateTimezone(zone);
  await opened.page.goto(site.url(path), { waitUntil: "load" });
  await untilReady(opened.page);
  return opened;
}

/** Waits until every map of a page or frame shows its story. */
export async function untilReady(page) {
  await page.evaluate(async () => {
    await customElements.whenDefined("dateline-map");
    await Promise.all([...document.querySelectorAll("dateline-map")].map((map) => map.ready));
  });
}

/** Waits until the first map has its handles, which come with the late part. */
export const untilHands = (page) => untilFound(page, ".dl-thumb-moment");

/** The state that a test may start from, whatever another has done on the same page. */
const AT_REST = {
  t: "2016-12-06", mode: "moment", from: "2016-11-14", to: "2016-12-22", selection: null, chapter: null, playing: false,
  view: { lon: 37.168, lat: 36.205, zoom: 12.6 }, filters: { hiddenCategories: [] },
};

/** Brings a page that several tests share back to rest, in a language, a theme and a size. */
export async function rest(page, { lang = "en", scheme = "light", width = 1200, height = 800 } = {}) {
  await page.setViewport({ width, height, deviceScaleFactor: 1 });
  await page.evaluate((theme) => {
    document.documentElement.style.fontSize = "";
    document.querySelector("dateline-map").setAttribute("theme", theme);
    scrollTo(0, 0);
  }, scheme);
  await setState(page, { ...AT_REST, lang });
  await openPanel(page, "story");
  await page.mouse.move(0, 0);
  await page.evaluate(() => scrollTo(0, 0));
  await retry("the wanted width", () => page.evaluate((wanted) => innerWidth === wanted, width));
  // The axis is no part of the state: the button under it shows the whole window.
  await untilFound(page, ".dl-axis-buttons button");
  await page.evaluate(() => {
    document.querySelector("dateline-map").shadowRoot.querySelector(".dl-axis-buttons button:nth-child(3)").click();
  });
  await painted(page);
}

/** Calls a method of the first map, or of the one that `selector` means. */
export function call(page, method, ...values) {
  return callOn(page, "dateline-map", method, ...values);
}

/** Calls a method of the map that `selector` means. */
export function callOn(page, selector, method, ...values) {
  return page.evaluate(
    async (where, name, list) => {
      const start = Date.now();
      const answer = (await document.querySelector(where)[name](...list)) ?? null;
      // For a host the map waits no longer for its picture than half a second, as it would in a
      // page that nobody sees; a slow machine may need more.
      if (name === "setState" && Date.now() - start > 400 && document.visibilityState === "visible") {
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      }
      return answer;
    },
    selector,
    method,
    values,
  );
}

/** The state as hosts read it. */
export const stateOf = (page) => call(page, "getState");

/** Sets a part of the state and waits for the picture. */
export const setState = (page, partial) => call(page, "setState", partial);

/** Waits until `test`, a function of the state and of `values`, is true of the first map. */
export function untilState(page, what, test, ...values) {
  const source = `(state, ...values) => (${test})(state, ...values)`;
  return retry(what, async () => {
    const state = await stateOf(page);
    return state && Function(`return ${source}`)()(state, ...values) ? state : undefined;
  });
}

/** Tries until there is an answer; fails with `what` when none comes. */
export async function retry(what, attempt) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await attempt();
    if (answer !== undefined && answer !== false && answer !== null) return answer;
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What `read` gives once it is the same in two pictures that follow each other. */
export async function atRest(page, what, read) {
  let last;
  return retry(`${what} at rest`, async () => {
    const before = last;
    await painted(page);
    last = await read();
    return JSON.stringify(last) === JSON.stringify(before) && { last };
  }).then((found) => found.last);
}

/** Lets the page run its effects and paint twice. */
export function painted(page) {
  return page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))),
  );
}

/**
 * Waits until the graphics card is done with all that it was given, and then for the pictures that
 * were to come only after that: what draws groups is linked beside the page.
 */
export async function cardDone(page) {
  await (await find(page, "canvas.dl-gl")).evaluate((canvas) => {
    const gl = canvas.getContext("webgl2");
    // Some browsers make no more of `finish` than of `flush`.
    gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
  });
  await painted(page);
  await painted(page);
}

/** The first element inside the map that matches, as a handle; fails if there is none. */
export async function find(page, selector) {
  const handle = await page.evaluateHandle(
    (inside) => document.querySelector("dateline-map").shadowRoot.querySelector(inside),
    selector,
  );
  const element = handle.asElement();
  if (!element) throw new Error(`nothing matches ${selector}`);
  return element;
}

/** Waits for an element inside the map. */
export async function untilFound(page, selector) {
  await until(
    page,
    selector,
    (inside) => document.querySelector("dateline-map")?.shadowRoot?.querySelector(inside) != null,
    selector,
  );
  return find(page, selector);
}

/** Clicks, with the mouse, on the first element inside the map that matches, once it stands still. */
export async function click(page, selector) {
  const element = await retry(`${selector} stands still`, async () => {
    const found = await untilFound(page, selector);
    return (await found.evaluate(standsStill)) && found;
  });
  await element.click();
}

/** Whether an element stays where it is for two pictures; sent to the page whole. */
async function standsStill(element) {
  const place = () => JSON.stringify(element.getBoundingClientRect());
  const before = place();
  const isSeen = document.visibilityState === "visible";
  if (isSeen) await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  return element.isConnected && place() === before;
}

/** The words of all elements inside the map that match, as a reader sees them. */
export function texts(page, selector) {
  return page.evaluate((inside) => {
    const found = document.querySelector("dateline-map").shadowRoot.querySelectorAll(inside);
    return [...found].map((one) => one.innerText ?? one.textContent);
  }, selector);
}

/** The words of the first element inside the map that matches; empty if there is none. */
export const textOf = async (page, selector) => (await texts(page, selector))[0] ?? "";

/** An attribute of the first element inside the map that matches. */
export function attributeOf(page, selector, name) {
  return page.evaluate(
    (inside, key) => document.querySelector("dateline-map").shadowRoot.querySelector(inside)?.getAttribute(key) ?? null,
    selector,
    name,
  );
}

/** The box of the first element inside the map that matches, in pixels of the viewport. */
export function boxOf(page, selector) {
  return page.evaluate((inside) => {
    const box = document.querySelector("dateline-map").shadowRoot.querySelector(inside).getBoundingClientRect();
    return { left: box.left, top: box.top, right: box.right, bottom: box.bottom, width: box.width, height: box.height };
  }, selector);
}

/** Waits until the focus inside the map is on what matches, or within it. */
export function untilFocused(page, selector) {
  return retry(`the focus on ${selector}`, () =>
    page.evaluate((inside) => document.querySelector("dateline-map").shadowRoot.activeElement?.closest(inside) != null, selector));
}

/** Opens a page of the panel, `story`, `events` or `about`, and waits for what is on it. */
export async function openPanel(page, name) {
  await turnTo(page, name);
  await untilFound(page, `.dl-page[data-page="${name}"]:not(:has(> .dl-waiting))`);
}

/** Turns the panel to a page, whatever is on it yet. */
export async function turnTo(page, name) {
  const place = ["story", "events", "areas", "about"].indexOf(name) + 1;
  await setState(page, { selection: null });
  // Not with the mouse, which would scroll the page to where it clicks.
  await (await find(page, `.dl-tab:nth-child(${place})`)).evaluate((tab) => tab.click());
  await untilFound(page, `.dl-page[data-page="${name}"]`);
}

/** `#rrggbb` as `[red, green, blue, 255]`. */
export function rgba(hex) {
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).concat(255);
}

/** The story's colour of an actor, in the light theme or in the dark one. */
export function colourOf(story, actor, scheme = "light") {
  const found = story.actors.find(({ id }) => id === actor);
  return rgba(scheme === "dark" ? found.colourDark : found.colour);
}

/** Hides every kind of event, so that no mark lies over a quarter. */
export async function hideMarks(page, story) {
  await setState(page, { filters: { hiddenCategories: story.categories.map(({ id }) => id) } });
}

/** Shows a quarter from near, in the middle of the map, at the end of `day`. */
export async function look(page, area, day) {
  await setState(page, { t: day, selection: null });
  const { lon, lat } = await call(page, "area", area);
  await setState(page, { view: { lon, lat, zoom: 15 } });
  return { lon, lat };
}

/**
 * What is painted at nine places within a few metres of a place, at zoom 15. They are
 * three by three, three pixels apart from west to east and one from north to south: so that
 * a hatch, in whatever phase, is met in nine neighbouring phases and not nine times in one.
 */
export function ninePixels(page, { lon, lat }, selector = "dateline-map") {
  return page.evaluate(
    (where, east, north) => {
      const map = document.querySelector(where);
      const steps = [-1, 0, 1];
      const lonPerPixel = 360 / (256 * 2 ** 15);
      const latPerPixel = lonPerPixel * Math.cos((north * Math.PI) / 180);
      return steps.flatMap((x) => steps.map((y) => map.pixelAt(east + 3 * x * lonPerPixel, north + y * latPerPixel)));
    },
    selector,
    lon,
    lat,
  );
}

/** How many of the pixels have exactly this colour. */
export function countOf(pixels, colour) {
  return pixels.filter((pixel) => pixel && pixel.every((channel, at) => channel === colour[at])).length;
}

/** Whether two boxes share more than a hair's breadth. */
export function overlap(one, other) {
  const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return wide > 0.5 && high > 0.5;
}
