// What the timeline shows beside shares, bars and axis: eras, coverage, reported shares, events
// on lanes. It comes late, into room that is kept for it.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";

import {
  attributeOf, boxOf, click, find, openOn, openStory, overlap, painted, readStory, rest, setState, startDevice, stateOf, textOf,
  texts, untilFound, untilReady,
} from "./support/app.mjs";
import { isClipped, overflowing } from "./support/layout.mjs";
import { page as pageWith } from "./support/pages.mjs";
import { startSite } from "./support/server.mjs";
import { shoot } from "./support/shots.mjs";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [320, 360, 768, 1280];
const HEIGHT = { 320: 640, 360: 740, 768: 1024, 900: 720, 1280: 800 };

/** Makes the late part come, as a first touch does, and waits for it. */
async function withLate(page) {
  await page.evaluate(() => document.querySelector("dateline-map").dispatchEvent(new PointerEvent("pointerdown")));
  await untilFound(page, ".dl-below-row");
  await painted(page);
}

/** Opens what can be opened below the axis, or shuts it. */
async function setSwitches(page, isOpen) {
  await page.evaluate((wanted) => {
    const root = document.querySelector("dateline-map").shadowRoot;
    for (const one of root.querySelectorAll(`.dl-layer-switch[aria-expanded="${!wanted}"]`)) one.click();
  }, isOpen);
  await painted(page);
}

/** The page at rest, with nothing opened below the axis. */
async function atRest(page, wanted) {
  await setSwitches(page, false);
  await rest(page, wanted);
}

/** Turns the wheel with Ctrl in the middle of the track, or elsewhere on it. */
async function zoom(page, delta, share = 0.5) {
  await page.evaluate((by, at) => {
    const track = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-track");
    const { left, width, top } = track.getBoundingClientRect();
    const init = { deltaY: by, ctrlKey: true, clientX: left + at * width, clientY: top + 30, bubbles: true, cancelable: true, composed: true };
    track.dispatchEvent(new WheelEvent("wheel", init));
  }, delta, share);
  await painted(page);
}

/** The boxes of all elements inside the map that match, with their words. */
function boxes(page, selector) {
  return page.evaluate((inside) => {
    const found = document.querySelector("dateline-map").shadowRoot.querySelectorAll(inside);
    return [...found].map((one) => {
      const { left, right, top, bottom, width, height } = one.getBoundingClientRect();
      return { left, right, top, bottom, width, height, words: (one.querySelector(".dl-era-whole") ?? one).textContent };
    });
  }, selector);
}

/** Bars by their left edge: the ghost's height and the sum of the coloured ones. */
function bars(page) {
  return page.evaluate(() => {
    const found = {};
    for (const rect of document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-bars rect")) {
      const bin = (found[rect.getAttribute("x")] ??= { ghost: 0, shown: 0, bottom: 0 });
      const [y, height] = [Number(rect.getAttribute("y")), Number(rect.getAttribute("height"))];
      bin[rect.classList.contains("dl-ghost") ? "ghost" : "shown"] += height;
      bin.bottom = Math.max(bin.bottom, y + height);
    }
    return found;
  });
}

function audit(page) {
  return page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
    return result.violations.map(({ impact, id, nodes }) =>
      `${impact} ${id}: ${nodes.slice(0, 4).map(({ target }) => target.flat().at(-1)).join(" | ")} (${nodes.length})`);
  });
}

describe("the layers of the timeline", () => {
  let site;
  let device;
  let page;
  let record;
  let story;

  before(async () => {
    site = await startSite();
    device = await startDevice({ scheme: "light" });
    ({ page, record } = await openStory(device, site));
    story = await readStory(site);
    await withLate(page);
    await page.evaluate(AXE);
  });

  after(async () => {
    assert.deepEqual(record?.pageErrors, []);
    await device?.close();
    await site?.close();
  });

  for (const lang of ["en", "ar"]) {
    for (const width of [360, 900, 1280]) {
      test(`arrive without moving anything at ${width} pixels, in ${lang}`, async () => {
        // Of a reader who saves data nothing late is loaded before the first touch.
        const own = await openOn(device, { width, height: HEIGHT[width] });
        try {
          await own.page.evaluateOnNewDocument(() => {
            Object.defineProperty(navigator, "connection", { value: { saveData: true }, configurable: true });
          });
          await own.page.goto(site.url(`/#lang=${lang}`), { waitUntil: "load" });
          await untilReady(own.page);
          await painted(own.page);
          assert.equal((await boxes(own.page, ".dl-era, .dl-below-row")).length, 0);
          const places = async () => {
            const found = {};
            for (const part of [".dl-map", ".dl-chips", ".dl-band", ".dl-bars", ".dl-axis", ".dl-panel"]) found[part] = await boxOf(own.page, part);
            return found;
          };
          const before = await places();
          await withLate(own.page);
          assert.deepEqual(await places(), before);
          assert.ok((await boxes(own.page, ".dl-era")).length > 0);
        } finally {
          await own.close();
        }
      });
    }

    for (const width of WIDTHS) {
      test(`name the eras without a collision at every zoom at ${width} pixels, in ${lang}`, async () => {
        await atRest(page, { lang, width, height: HEIGHT[width] });
        const seen = new Set();
        for (const delta of [0, ...Array(12).fill(150), ...Array(24).fill(-150)]) {
          if (delta !== 0) await zoom(page, delta, 0.3);
          const track = await boxOf(page, ".dl-track");
          const names = await boxes(page, ".dl-era");
          for (const [at, one] of names.entries()) {
            assert.ok(one.left >= track.left - 1 && one.right <= track.right + 1, `${one.words} leaves the track`);
            for (const other of names.slice(at + 1)) assert.ok(!overlap(one, other), `${one.words} lies over ${other.words}`);
          }
          for (const { words } of names) seen.add(words);
        }
        const labels = story.timeline.eras.map(({ label }) => label[lang]);
        assert.deepEqual([...seen].sort(), [...labels].sort());
      });

      for (const scheme of ["light", "dark"]) {
        test(`can all be open at ${width} pixels, in ${lang}, ${scheme}`, async () => {
          await atRest(page, { lang, scheme, width, height: HEIGHT[width] });
          await zoom(page, 250);
          await setSwitches(page, true);
          await (await find(page, ".dl-timeline")).scrollIntoView();
          await shoot(page, `23-${width}-${lang}-${scheme}`);
          assert.deepEqual(await page.evaluate(overflowing), []);
          assert.deepEqual(await page.evaluate(isClipped), []);
          // What is opened takes its height from nothing but itself and the map.
          const { bottom } = await boxOf(page, ".dl-map");
          assert.ok(bottom <= (await boxOf(page, ".dl-transport")).top + 1, "the map lies over the timeline");
          assert.deepEqual(await audit(page), []);
          await setSwitches(page, false);
          await page.evaluate(() => scrollTo(0, 0));
          await shoot(page, `23-${width}-${lang}-${scheme}-shut`);
        });
      }
    }

    test(`say the window in words with the zone, in ${lang}`, async () => {
      await atRest(page, { lang });
      const zone = story.timeline.timeZoneName[lang];
      const words = await textOf(page, ".dl-window-words");
      assert.ok(words.includes(zone), words);
      assert.match(words, lang === "en" ? /14 Nov\D*22 Dec 2016/ : /14\D*22.*2016/);
      assert.ok((await attributeOf(page, ".dl-window-words", "title")).includes("Asia/Damascus"));
      await setState(page, { from: "2016-12-01", to: "2016-12-06T22:00" });
      await painted(page);
      assert.match(await textOf(page, ".dl-window-words"), /22:00/);
    });
  }

  test("hatch what was not recorded, and say where that is", async () => {
    await atRest(page);
    assert.deepEqual(await boxes(page, ".dl-gap"), [], "the window is covered");
    await zoom(page, 150);
    const gaps = await boxes(page, ".dl-gap");
    const chart = await boxOf(page, ".dl-chart");
    assert.equal(gaps.length, 2);
    for (const gap of gaps) assert.ok(Math.abs(gap.height - chart.height) < 2 && gap.width > 2);
    assert.ok(Math.abs(gaps[0].left - chart.left) < 1 && Math.abs(gaps[1].right - chart.right) < 1);
    const words = await page.evaluate(() =>
      document.querySelector("dateline-map").shadowRoot.querySelector(".dl-gap-key").textContent);
    assert.equal(words, "No full coverage before 14 November 2016, after 22 December 2016");
  });

  test("show an era on the whole axis when its name is pressed, and its full name in the list", async () => {
    await atRest(page);
    await zoom(page, 600);
    const names = await boxes(page, ".dl-era");
    const place = names.findIndex(({ words }) => words === "Siege") + 1;
    assert.ok(place > 0);
    assert.match(await attributeOf(page, `.dl-era:nth-of-type(${place})`, "aria-label"), /^Siege, 17 Jul\D*14 Nov 2016$/);
    await (await find(page, `.dl-era:nth-of-type(${place})`)).evaluate((name) => name.click());
    await painted(page);
    const { width } = await boxOf(page, ".dl-track");
    const siege = (await boxes(page, ".dl-era-band.dl-odd"))[0];
    assert.ok(siege.width > 0.8 * width, `${siege.width} of ${width}`);
    await setSwitches(page, true);
    const listed = await texts(page, ".dl-note-list strong");
    for (const { label } of story.timeline.eras) assert.ok(listed.includes(label.en), label.en);
    await setSwitches(page, false);
  });

  test("mark each reported share from lowest to highest, and list who said it, when and where", async () => {
    await atRest(page, { width: 1280 });
    const { items } = story.claims;
    const band = await boxOf(page, ".dl-band");
    const [first] = await page.evaluate(() => {
      const marks = document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-bracket");
      return [...marks].map((mark) => [mark.style.insetBlockEnd, mark.style.blockSize]);
    });
    assert.deepEqual(first.map(Number.parseFloat), [items[0].low, items[0].high - items[0].low]);
    for (const mark of await boxes(page, ".dl-bracket")) {
      assert.ok(mark.top >= band.top - 5 && mark.bottom <= band.bottom + 1 && mark.height >= 3, JSON.stringify(mark));
    }
    const marks = await boxes(page, ".dl-stated-mark");
    for (const [at, mark] of marks.entries()) {
      for (const other of marks.slice(at + 1)) assert.ok(!overlap(mark, other), "marks lie over one another");
    }
    // A press points out in the list what it stands for, and leaves the clock alone.
    const { t } = await stateOf(page);
    const [mark] = marks;
    await page.mouse.click((mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2);
    await untilFound(page, ".dl-pointed");
    assert.equal((await stateOf(page)).t, t);
    const rows = await page.evaluate(() => {
      const sections = document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-notes section");
      return [...sections[sections.length - 1].querySelectorAll("li:has(button)")].map((row) => ({
        words: row.textContent,
        href: row.querySelector("a")?.href,
      }));
    });
    assert.equal(rows.length, items.length);
    for (const [at, { words, href }] of rows.entries()) {
      const { text, source, date } = items[at];
      assert.ok(words.includes(text.en) && words.includes(source.name), words);
      assert.ok(words.includes(String(Number.parseInt(date.slice(8), 10))), words);
      if (source.url) assert.equal(href, new URL(source.url).href);
    }
    await setSwitches(page, false);
  });

  test("reach every reported share by keyboard on a telephone, where the marks take no touch from the band", async () => {
    await atRest(page, { width: 320, height: 640 });
    await (await find(page, ".dl-layer-switch:last-child")).focus();
    await page.keyboard.press("Enter");
    await untilFound(page, ".dl-notes");
    const dates = await boxes(page, ".dl-notes section:last-child li > button");
    assert.equal(dates.length, story.claims.items.length);
    await (await find(page, ".dl-notes section:last-child li > button")).focus();
    await page.keyboard.press("Enter");
    assert.equal((await stateOf(page)).t, story.claims.items[0].date);
    const isTaken = await page.evaluate(() =>
      getComputedStyle(document.querySelector("dateline-map").shadowRoot.querySelector(".dl-stated-mark")).pointerEvents);
    assert.equal(isTaken, "none");
    await setSwitches(page, false);
  });

  test("keep a ghost of exactly what the filters hide, on an axis from 0", async () => {
    await atRest(page);
    const whole = await bars(page);
    assert.ok(Object.keys(whole).length > 20);
    for (const { ghost, shown, bottom } of Object.values(whole)) {
      assert.ok(Math.abs(ghost - shown) < 0.1, `${ghost} and ${shown}`);
      assert.ok(Math.abs(bottom - 46) < 0.02, "every bar stands on 0");
    }
    await setState(page, { filters: { hiddenCategories: ["territorial-change"] } });
    await painted(page);
    const rest_ = await bars(page);
    await setState(page, { filters: { hiddenCategories: story.categories.map(({ id }) => id).filter((id) => id !== "territorial-change") } });
    await painted(page);
    const hidden = await bars(page);
    let differ = 0;
    for (const [x, { ghost }] of Object.entries(whole)) {
      assert.equal(rest_[x].ghost, ghost);
      assert.ok(Math.abs(rest_[x].shown + hidden[x].shown - ghost) < 0.1, x);
      differ += rest_[x].shown < ghost - 0.1 ? 1 : 0;
    }
    assert.ok(differ > 5, `${differ} bars have a ghost`);
  });

  for (const lang of ["en", "ar"]) {
    test(`put events on lanes that keys and pointers can pick from, in ${lang}`, async () => {
      await atRest(page, { lang, width: 1280 });
      await (await find(page, ".dl-layer-switch")).focus();
      await page.keyboard.press("Enter");
      await untilFound(page, ".dl-lane");
      assert.equal(await attributeOf(page, ".dl-layer-switch", "aria-expanded"), "true");
      // Nine kinds: one more than eight is no reason to call it by another name.
      const names = await texts(page, ".dl-lane-name bdi");
      assert.deepEqual(names, story.categories.map(({ name }) => name[lang]));
      const lane = '.dl-lane[data-lane="0"]';
      await (await find(page, lane)).focus();
      const values = async () => [await attributeOf(page, lane, "aria-valuenow"), await attributeOf(page, lane, "aria-valuetext")];
      const [later, earlier] = lang === "ar" ? ["ArrowLeft", "ArrowRight"] : ["ArrowRight", "ArrowLeft"];
      const start = await values();
      assert.equal(start[0], "1");
      await page.keyboard.press(later);
      await painted(page);
      const second = await values();
      assert.equal(second[0], "2");
      assert.notEqual(second[1], start[1]);
      await page.keyboard.press(earlier);
      await painted(page);
      assert.deepEqual(await values(), start);
      await page.keyboard.press("End");
      await painted(page);
      assert.equal((await values())[0], await attributeOf(page, lane, "aria-valuemax"));
      await setSwitches(page, false);
    });
  }

  test("select the one event of a mark, and list those of several", async () => {
    await atRest(page, { width: 1280 });
    await setSwitches(page, true);
    // Evacuations: six on days of their own.
    const lane = '.dl-lane[data-lane="5"]';
    const box = await boxOf(page, lane);
    const [mark] = await page.evaluate((inside) => {
      const path = document.querySelector("dateline-map").shadowRoot.querySelector(`${inside} .dl-lane-marks path`);
      return [...path.getAttribute("d").matchAll(/M([\d.]+) /g)].map(([, x]) => Number(x));
    }, lane);
    await (await find(page, lane)).scrollIntoView();
    const seen = await boxOf(page, lane);
    await page.mouse.click(seen.left + mark + 1.5, seen.bottom - 6);
    await painted(page);
    assert.match((await stateOf(page)).selection ?? "", /^event:/);
    assert.equal((await boxes(page, ".dl-found")).length, 0);
    assert.ok(box.height >= 24);
    // From far away the changes of control lie on one another.
    await setState(page, { selection: null });
    for (let turn = 0; turn < 8; turn += 1) await zoom(page, 200);
    const far = '.dl-lane[data-lane="0"]';
    await (await find(page, far)).focus();
    for (let step = 0; step < 60; step += 1) {
      if (/, \d+ events$/.test(await attributeOf(page, far, "aria-valuetext"))) break;
      await page.keyboard.press("ArrowRight");
      await painted(page);
    }
    await page.keyboard.press("Enter");
    await untilFound(page, ".dl-found");
    const rows = await boxes(page, ".dl-found li");
    assert.ok(rows.length > 1 && rows.length <= 20, `${rows.length}`);
    const number = Number.parseInt(await textOf(page, ".dl-found h3"), 10);
    assert.ok(number >= rows.length);
    await click(page, ".dl-found-row");
    assert.match((await stateOf(page)).selection, /^event:/);
    await setSwitches(page, false);
  });

  test("draw an imprecise date over all that it can mean", async () => {
    await atRest(page, { width: 1280 });
    await setSwitches(page, true);
    for (let turn = 0; turn < 8; turn += 1) await zoom(page, 200);
    // “2012-07” is a month of its lane, and the lane's only soft mark out there.
    const soft = await page.evaluate(() => {
      const path = document.querySelector("dateline-map").shadowRoot.querySelector('.dl-lane[data-lane="0"] .dl-soft');
      return [...(path?.getAttribute("d") ?? "").matchAll(/M([\d.]+) [\d.]+h([\d.]+)/g)].map(([, x, width]) => [Number(x), Number(width)]);
    });
    assert.ok(soft.length > 0);
    const { width } = await boxOf(page, ".dl-track");
    const month = (31 / 1645) * width;
    assert.ok(soft.some(([, wide]) => Math.abs(wide - month) < 3), `${JSON.stringify(soft)} and ${month}`);
    await setSwitches(page, false);
  });
});

describe("a hundred thousand events on lanes", () => {
  const COUNT = 100_000;
  const KINDS = 12;
  let site;
  let device;
  let opened;

  before(async () => {
    site = await startSite();
    device = await startDevice();
    const story = {
      dateline: 1, title: "Many", languages: ["en", "ar"], timeZone: "UTC", span: "2000-01-01/2020-12-31",
      start: { t: "2010-01-01", window: "2000-01-01/2020-12-31" },
      actors: [{ id: "red", name: "Red" }],
      categories: Array.from({ length: KINDS }, (_, at) => ({ id: `k${at}`, name: `Kind ${at}` })),
      files: { areas: "areas.geojson", control: "control.csv", events: "events.csv" },
    };
    const square = { type: "Polygon", coordinates: [[[10, 50], [11, 50], [11, 51], [10, 51], [10, 50]]] };
    const rows = ["id,date,title,category,lat,lon,source"];
    let seed = 0x2545f491;
    const random = () => {
      seed ^= seed << 13;
      seed ^= seed >>> 17;
      seed ^= seed << 5;
      return (seed >>> 0) / 2 ** 32;
    };
    for (let at = 0; at < COUNT; at += 1) {
      const day = new Date(Date.UTC(2000, 0, 1) + Math.floor(random() * 7600) * 86_400_000).toISOString().slice(0, 10);
      const date = at % 50 === 0 ? day.slice(0, 7) : day;
      rows.push(`E${at},${date},Event ${at},k${Math.floor(random() ** 2 * KINDS)},50.5,10.5,Gazette`);
    }
    const files = {
      "story.json": JSON.stringify(story),
      "areas.geojson": JSON.stringify({ type: "FeatureCollection", features: [{ type: "Feature", id: "field", properties: {}, geometry: square }] }),
      "control.csv": "area,date,to,source\nfield,2000-01-01,red,Gazette\n",
      "events.csv": rows.join("\n"),
    };
    for (const [name, body] of Object.entries(files)) site.replace(`/data/many/${name}`, { body });
    site.replace("/own.html", { body: pageWith('<dateline-map src="/data/many/" lang="en"></dateline-map>') });
    opened = await openOn(device, { width: 1280, height: 800 });
    await opened.page.goto(site.url("/own.html"), { waitUntil: "load" });
    await untilReady(opened.page);
    await withLate(opened.page);
  });

  after(async () => {
    assert.deepEqual(opened?.record.pageErrors, []);
    await opened?.close();
    await device?.close();
    await site?.close();
  });

  test("make no more elements than a few lanes do", async (context) => {
    const { page } = opened;
    const count = () => page.evaluate(() => document.querySelector("dateline-map").shadowRoot.querySelector(".dl-timeline").querySelectorAll("*").length);
    const shut = await count();
    await setSwitches(page, true);
    const names = await texts(page, ".dl-lane-name bdi");
    assert.equal(names.length, 9);
    assert.equal(names.at(-1), "Other kinds");
    assert.ok((await count()) - shut < 200, `${await count()} elements, ${shut} without lanes`);
    const numbers = await texts(page, ".dl-lane-name .dl-key-count");
    const total = numbers.reduce((sum, one) => sum + Number(one.replaceAll(/\D/g, "")), 0);
    assert.equal(total, COUNT);
    // Told, not held: how long it takes from a turn of the wheel to the next picture.
    const turns = () => page.evaluate(async () => {
      const track = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-track");
      const { left, width, top } = track.getBoundingClientRect();
      const times = [];
      for (let turn = 0; turn < 20; turn += 1) {
        const init = { deltaY: turn % 2 ? 60 : -90, ctrlKey: true, clientX: left + width / 3, clientY: top + 30, bubbles: true, cancelable: true, composed: true };
        const start = performance.now();
        track.dispatchEvent(new WheelEvent("wheel", init));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
        times.push(performance.now() - start);
      }
      return times.sort((one, other) => one - other);
    });
    const tell = (name, times) => context.diagnostic(`a turn of the wheel to the next picture, ${name}: median ${times[10].toFixed(1)} ms, longest ${times[19].toFixed(1)} ms`);
    tell("with lanes", await turns());
    await setSwitches(page, false);
    tell("without", await turns());
  });

  test("list what lies on one another where a lane is pressed", async () => {
    const { page } = opened;
    await (await find(page, ".dl-axis-buttons button:nth-child(3)")).evaluate((button) => button.click());
    await setSwitches(page, true);
    await (await find(page, '.dl-lane[data-lane="0"]')).focus();
    await page.keyboard.press("Enter");
    await untilFound(page, ".dl-found");
    assert.ok((await boxes(page, ".dl-found li")).length <= 20);
    assert.match(await textOf(page, ".dl-found .dl-hint"), /and [\d,]+ more/);
  });
});
