// Opening one's own files on the page: dropped, chosen or handed over by a host; read in a
// worker, told row by row, stopped at will, and the way back.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";

import { click, find, openOn, openPanel, openStory, painted, retry, setState, stateOf, textOf, texts, untilFound, untilReady } from "./support/app.mjs";
import { AXE } from "./support/axe.mjs";
import { drop, untilLate } from "./support/files.mjs";
import { overflowing } from "./support/layout.mjs";
import { hostPage } from "./support/pages.mjs";
import { shoot } from "./support/shots.mjs";
import { withSite } from "./support/suite.mjs";
import { zipOf } from "./support/zip.mjs";

const SIZES = [
  { width: 360, height: 740 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];

const EVENTS = `id,date,title,lat,lon
a,2016-11-20,Shelling of a market,36.21,37.17
b,2016-12-01,A convoy leaves,36.20,37.15
c,2016-12-09,Ceasefire announced,,
`;
const GOOD = ["2016-11-20", "2016-11-21", "2016-11-22", "2016-11-23", "2016-11-24", "2016-11-25", "2016-11-26", "2016-11-27"];
const BROKEN = `id,date,title,lat,lon
a,2016-11-19,One that can be read,36.21,37.17
b,2016-13-40,Month thirteen,36.20,37.15
c,=1+1,A formula,36.20,37.16
d,2016-12-02,Beyond the pole,136.2,37.15
e,2016-14-01,Month fourteen,36.20,37.18
${GOOD.map((date, place) => `g${place},${date},Another,36.2${place},37.1${place}`).join("\n")}
`;
const square = (id, west) => ({
  type: "Feature",
  properties: { id, name: `Quarter ${id}` },
  geometry: {
    type: "Polygon",
    coordinates: [[[west, 36.2], [west + 0.01, 36.2], [west + 0.01, 36.21], [west, 36.21], [west, 36.2]]],
  },
});
const AREAS = JSON.stringify({ type: "FeatureCollection", features: [square("north", 37.1), square("south", 37.2)] });
const CONTROL = `area,date,holder
north,2016-11-14,Rebels
north,2016-12-05,Government
south,2016-11-14,Government
`;
const UNCLEAR = `when,what,remark,lat,lon
3/4/2016,Shells,Mill,36.2,37.1
3/5/2016,Talks,Hall,36.3,37.2
5/6/2016,A convoy,Bridge,36.1,37.1
`;
const PDF = "%PDF-1.7\n1 0 obj\n<< >>\nendobj\n";

/** A table of so many events. */
const manyEvents = (count) => {
  const rows = ["id,date,title,lat,lon"];
  for (let n = 0; n < count; n += 1) {
    rows.push(`e${n},2016-${String(1 + (n % 12)).padStart(2, "0")}-${String(1 + (n % 28)).padStart(2, "0")},Event ${n},${36 + (n % 100) / 100},${37 + (n % 90) / 100}`);
  }
  return rows.join("\n");
};

describe("opening files", () => {
  const suite = withSite();

  async function open(options = {}) {
    const opened = await openStory(suite.device, suite.site, { path: "/#lang=en", ...options });
    suite.toClose.push(opened.close);
    await untilLate(opened.page);
    return opened;
  }

  /** Calls `open` of the map as a host would; a rejection is told by its code. */
  const openAsHost = (page, files) =>
    page.evaluate(async (list) => {
      const own = list.map(([name, text]) => new File([text], name));
      return document.querySelector("dateline-map").open(own).catch(({ code }) => ({ code }));
    }, Object.entries(files));

  /** The numbers of the report by their words. */
  async function facts(page) {
    const [names, values] = [await texts(page, ".dl-open-facts dt"), await texts(page, ".dl-open-facts dd")];
    return Object.fromEntries(names.map((name, place) => [name, values[place]]));
  }

  const untilTold = (page) => untilFound(page, ".dl-open-report");

  const openWay = async (page) => {
    await openPanel(page, "about");
    await (await find(page, ".dl-open-way button")).evaluate((button) => button.click());
    await untilFound(page, ".dl-open-zone");
  };

  const focused = (page) => page.evaluate(() => document.querySelector("dateline-map").shadowRoot.activeElement?.innerText ?? "");

  const audit = (page) =>
    page.evaluate(async () => {
      const { violations } = await window.axe.run(document, { resultTypes: ["violations"] });
      return violations
        .filter(({ impact }) => ["serious", "critical"].includes(impact))
        .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.flat().at(-1)).join(" | ")}`);
    });

  test("shows a dropped table and tells of every row, and goes back to the story before it", async () => {
    const { page, record } = await open();
    const before = (await stateOf(page)).counts;
    await drop(page, { "list.csv": EVENTS });
    await untilTold(page);
    const told = await facts(page);
    assert.deepEqual(told, {
      "Read as": "table", "Rows read": "3", Events: "3", "of them without a date": "0",
      "of them without a place": "1", "Left out": "0",
    });
    const { counts } = await stateOf(page);
    assert.deepEqual([counts.events, counts.unplaced, counts.areas], [3, 1, 0]);
    await retry("the focus on the heading", async () => (await focused(page)) === "Your files are on the map");
    assert.match(await textOf(page, '.dl-page [role="status"]'), /on the map/);
    await click(page, ".dl-open-report > .dl-button");
    await retry("the story before", async () => (await stateOf(page)).counts.events === before.events);
    assert.equal((await stateOf(page)).counts.areas, before.areas);
    assert.match(await textOf(page, ".dl-title"), /east Aleppo/);
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(await record.violations(), []);
    // Nothing but the program itself was asked for.
    assert.deepEqual(suite.site.log.filter(({ method }) => method && method !== "GET"), []);
  });

  test("shows all of a table of events, and no key of control where nobody holds anything", async () => {
    const { page } = await open({ width: 1280, height: 800 });
    const seen = (selector) => page.evaluate((one) => document.querySelector("dateline-map").shadowRoot.querySelector(one).checkVisibility(), selector);
    // Nor a box for a credit that nobody is given.
    const OF_CONTROL = [".dl-legend", ".dl-band", ".dl-compare-button", ".dl-credit"];
    for (const selector of OF_CONTROL) assert.equal(await seen(selector), true, selector);
    await drop(page, { "places.csv": EVENTS });
    await untilTold(page);
    const { counts, mode } = await stateOf(page);
    assert.deepEqual([mode, counts.inWindow, counts.inView], ["window", 3, 2], "every event with a place is in sight");
    for (const selector of OF_CONTROL) assert.equal(await seen(selector), false, selector);
    assert.equal(await textOf(page, ".dl-asof-kicker"), "At the end of");
  });

  test("makes one story of outlines and who held them, for a host", async () => {
    const { page } = await open();
    const told = await openAsHost(page, { "quarters.geojson": AREAS, "control.csv": CONTROL });
    const { format, events, areas, changes, undated, unplaced, skipped, truncated } = told;
    assert.deepEqual(
      { format, events, areas, changes, undated, unplaced, truncated },
      { format: "geojson,table", events: 0, areas: 2, changes: 3, undated: 0, unplaced: 0, truncated: false },
    );
    assert.deepEqual(skipped, []);
    const areaAt = async (t) => {
      await setState(page, { t });
      return page.evaluate(() => document.querySelector("dateline-map").area("north").actor);
    };
    const [then, later] = [await areaAt("2016-12-04"), await areaAt("2016-12-05")];
    assert.match(then, /rebels/i);
    assert.match(later, /government/i);
  });

  test("groups what cannot be read, and hands all of it over as a table without formulas", async () => {
    const { page } = await open();
    await page.evaluate(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        blob.text().then((text) => (window.saved = text));
        return make(blob);
      };
    });
    await drop(page, { "broken.csv": BROKEN });
    await untilTold(page);
    const groups = await texts(page, ".dl-open-group");
    const ofDates = groups.find((text) => text.includes("date.unreadable"));
    assert.match(ofDates, /broken\.csv/);
    assert.match(ofDates, /3 entries/);
    assert.match(ofDates, /Row 3: “2016-13-40”/);
    assert.ok(groups.some((text) => text.includes("coord.")), groups.join("\n"));
    const headings = await texts(page, ".dl-open-report > h4");
    assert.equal(headings.length, 2);
    assert.match(headings[0], /^\d+ entries could not be read as written$/);
    assert.match(headings[1], /^\d+ remarks? on the files$/);
    const entries = (kind) => page.evaluate((one) => {
      const rows = [...document.querySelector("dateline-map").shadowRoot.querySelectorAll(`${one} .dl-open-count`)];
      return rows.reduce((sum, row) => sum + Number.parseInt(row.textContent, 10), 0);
    }, kind);
    const counted = [await entries(".dl-open-error"), await entries(".dl-open-group:not(.dl-open-error)")];
    assert.deepEqual(counted, headings.map((one) => Number.parseInt(one, 10)));
    const saves = await page.evaluateHandle(() =>
      [...document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-open-report > .dl-button")].at(-1));
    await saves.asElement().evaluate((button) => button.click());
    const table = await retry("the table", () => page.evaluate(() => window.saved ?? null));
    assert.match(table, /^\ufeff?file,row,column,value,code,severity,message\r\n/);
    assert.match(table, /"broken\.csv","3","date","2016-13-40","date\.unreadable","error",/);
    assert.match(table, /"'=1\+1"/);
    const told = await openAsHost(page, { "broken.csv": BROKEN });
    const { file, row, column, value, code } = told.skipped[0];
    assert.deepEqual([file, row, column, value, code], ["broken.csv", 3, "date", "2016-13-40", "date.unreadable"]);
  });

  test("opens a chosen archive, and another after it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "dateline-open-"));
    suite.toClose.push(() => rm(folder, { recursive: true }));
    const [archive, table] = [join(folder, "story.zip"), join(folder, "list.csv")];
    await writeFile(archive, zipOf({ "quarters.geojson": AREAS, "control.csv": CONTROL, "list.csv": EVENTS }));
    await writeFile(table, EVENTS);
    const { page, record } = await open();
    await openWay(page);
    await (await find(page, ".dl-open-zone input")).uploadFile(archive);
    await untilTold(page);
    const { counts } = await stateOf(page);
    assert.deepEqual([counts.areas, counts.events], [2, 3]);
    await (await find(page, ".dl-open-zone input")).uploadFile(table);
    await retry("the table", async () => (await stateOf(page)).counts.areas === 0);
    // The way back is to the page's own story, however many files were opened.
    assert.match(await textOf(page, ".dl-open-report > .dl-button"), /Back to .*Aleppo/);
    assert.deepEqual(record.pageErrors, []);
  });

  test("reads many rows beside the page, and stops at once when it is told to", async (context) => {
    const { page, record } = await open();
    await openWay(page);
    const text = manyEvents(150_000);
    const left = await page.evaluate(async (table) => {
      const root = document.querySelector("dateline-map").shadowRoot;
      let [ended, longest, isPressed, end] = [0, 0, false, Worker.prototype.terminate];
      Worker.prototype.terminate = function () {
        ended += 1;
        return end.call(this);
      };
      try {
        new PerformanceObserver((list) => {
          for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
        }).observe({ type: "longtask" });
      } catch {
        // Not every browser tells of long tasks.
      }
      const dataTransfer = new DataTransfer();
      // Ten times as long, so that there is time to press the button wherever it is read.
      dataTransfer.items.add(new File([table, ...Array(9).fill(table.slice(table.indexOf("\n")))], "many.csv"));
      const seen = [];
      // Until there is a report: then it was read to its end before it could be stopped.
      await new Promise((resolve) => {
        const look = () => {
          const button = root.querySelector(".dl-open-reading .dl-button");
          const words = root.querySelector(".dl-open-reading .dl-hint")?.textContent ?? "";
          if (words !== seen.at(-1)) seen.push(words);
          if (button && /rows/.test(words) && !isPressed) {
            isPressed = true;
            button.click();
          }
          if (root.querySelector(".dl-open-stopped, .dl-open-report")) resolve(observer.disconnect());
        };
        const observer = new MutationObserver(look);
        observer.observe(root, { childList: true, characterData: true, subtree: true });
        document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
      });
      return { ended, longest, seen, words: root.querySelector(".dl-open-stopped")?.textContent };
    }, text);
    context.diagnostic(`longest task of the page while reading: ${Math.round(left.longest)} ms`);
    assert.equal(left.ended, 1, `it could be stopped: ${left.seen.join(" | ")}`);
    assert.match(left.words, /Stopped/);
    assert.equal((await stateOf(page)).counts.areas, 110);
    await drop(page, { "many.csv": text });
    await untilTold(page);
    assert.equal((await facts(page))["Rows read"], "150,000");
    assert.equal((await stateOf(page)).counts.events, 150_000);
    assert.deepEqual(record.pageErrors, []);
  });

  test("leaves the story where there is nothing to show, and says why", async () => {
    const { page } = await open();
    await drop(page, { "paper.pdf": PDF });
    await untilTold(page);
    assert.match(await textOf(page, ".dl-open-report h3"), /nothing to show/);
    assert.match(await textOf(page, ".dl-open-group"), /it is a PDF/);
    assert.equal((await stateOf(page)).counts.areas, 110);
    const told = await openAsHost(page, { "paper.pdf": PDF });
    assert.deepEqual([told.events, told.areas, told.skipped[0].file], [0, 0, "paper.pdf"]);
    assert.equal((await stateOf(page)).counts.areas, 110);
  });

  test("lets a second opening overtake the first, and refuses what are no files in words", async () => {
    const { page } = await open();
    const outcomes = await page.evaluate(async (many, few) => {
      const map = document.querySelector("dateline-map");
      const of = (text) => map.open([new File([text], "list.csv")]);
      const [first, second] = await Promise.allSettled([of(many), of(few)]);
      const none = await map.open([]).catch(({ code, message }) => ({ code, message }));
      return { first: first.reason?.code, second: second.value?.events, none };
    }, manyEvents(20_000), EVENTS);
    assert.equal(outcomes.first, "files.stopped");
    assert.equal(outcomes.second, 3);
    assert.equal(outcomes.none.code, "files.none");
    assert.equal((await stateOf(page)).counts.events, 3);
  });

  test("reads on the page itself where no worker can be made", async () => {
    const opened = await openOn(suite.device);
    suite.toClose.push(opened.close);
    await opened.page.evaluateOnNewDocument(() => {
      window.Worker = class {
        constructor() {
          throw new DOMException("no workers here", "SecurityError");
        }
      };
    });
    await opened.page.goto(suite.site.url("/#lang=en"), { waitUntil: "load" });
    await untilReady(opened.page);
    await untilLate(opened.page);
    await drop(opened.page, { "list.csv": EVENTS });
    await untilTold(opened.page);
    assert.equal((await stateOf(opened.page)).counts.events, 3);
    assert.deepEqual(opened.record.pageErrors, []);
  });

  test("is offered in somebody's article only where the host says so", async () => {
    const src = "data/aleppo.dateline";
    suite.site.replace("/own.html", { body: hostPage(`src="/${src}"`).replace('src="/data/aleppo/"', "") });
    suite.site.replace("/open.html", { body: hostPage(`src="/${src}" open`).replace('src="/data/aleppo/"', "") });
    const [own, offered] = [await open({ path: "/own.html" }), await open({ path: "/open.html" })];
    for (const [{ page }, isOffered] of [[own, false], [offered, true]]) {
      await openPanel(page, "about");
      const way = await find(page, ".dl-open-way");
      assert.equal(await way.evaluate((section) => getComputedStyle(section).display !== "none"), isOffered);
      await drop(page, { "list.csv": EVENTS }, "dateline-map");
    }
    await untilTold(offered.page);
    assert.equal((await stateOf(own.page)).counts.areas, 110);
  });

  for (const lang of ["en", "ar"]) {
    test(`is fit to be seen, heard and reached by keys, in ${lang}`, async () => {
      const { page } = await open({ path: `/#lang=${lang}` });
      await page.evaluate(AXE);
      for (const size of SIZES) {
        await page.setViewport({ ...size, deviceScaleFactor: 1 });
        await retry("the wanted width", () => page.evaluate((wanted) => innerWidth === wanted, size.width));
        await openWay(page);
        await (await find(page, ".dl-open-zone")).evaluate((zone) => zone.scrollIntoView({ block: "center" }));
        await painted(page);
        assert.deepEqual(await page.evaluate(overflowing), []);
        assert.deepEqual(await audit(page), []);
        await shoot(page, `open-choose-${size.width}-${lang}`);
        await drop(page, { "broken.csv": BROKEN });
        await untilTold(page);
        await painted(page);
        assert.deepEqual(await page.evaluate(overflowing), []);
        assert.deepEqual(await audit(page), []);
        await shoot(page, `open-report-${size.width}-${lang}`);
        const told = await texts(page, `.dl-open-group > [lang=${lang}]`);
        assert.equal(told.length, (await texts(page, ".dl-open-group")).length);
        if (lang === "ar") {
          assert.ok(told.some((one) => /لا يمكن أن يُقرأ.*2016-13-40.*تاريخًا: لا شهر رقمه/.test(one)), told);
          assert.deepEqual(await texts(page, ".dl-problem-detail"), [], "words are left in English");
        }
        await drop(page, { "notes.csv": UNCLEAR });
        await untilFound(page, ".dl-open-understood[open]");
        await (await find(page, ".dl-open-understood")).evaluate((form) => form.scrollIntoView());
        await painted(page);
        assert.deepEqual(await page.evaluate(overflowing), []);
        assert.deepEqual(await audit(page), []);
        await shoot(page, `open-columns-${size.width}-${lang}`);
        await drop(page, { "paper.pdf": PDF });
        await retry("the refusal", async () => /PDF/.test(await textOf(page, ".dl-open-group")));
        await painted(page);
        assert.deepEqual(await page.evaluate(overflowing), []);
        assert.deepEqual(await audit(page), []);
        await shoot(page, `open-nothing-${size.width}-${lang}`);
        await (await find(page, ".dl-open-report > .dl-button")).evaluate((button) => button.click());
        await retry("the story before", async () => (await stateOf(page)).counts.areas === 110);
      }
      await openWay(page);
      await page.evaluate(() => {
        window.chosen = false;
        const field = document.querySelector("dateline-map").shadowRoot.querySelector(".dl-open-zone input");
        field.addEventListener("click", (event) => {
          event.preventDefault();
          window.chosen = true;
        });
      });
      await (await find(page, ".dl-open-zone button")).focus();
      await page.keyboard.press("Enter");
      await retry("the list of files", () => page.evaluate(() => window.chosen));
    });
  }

  test("asks for the order of dates, takes other columns by hand, and keeps both in a folder", async () => {
    const { page, record } = await open();
    await page.evaluate(() => {
      const make = URL.createObjectURL.bind(URL);
      URL.createObjectURL = (blob) => {
        window.kept = blob;
        return make(blob);
      };
    });
    await drop(page, { "notes.csv": UNCLEAR });
    await untilTold(page);
    assert.equal((await stateOf(page)).counts.undated, 3);
    const form = ".dl-open-understood";
    // What is not decided is asked at once.
    assert.ok(await (await find(page, form)).evaluate((details) => details.open));
    const columns = await page.evaluate((where) => {
      const root = document.querySelector("dateline-map").shadowRoot;
      return [...root.querySelectorAll(`${where} .dl-open-column`)].map((row) => [
        row.querySelector(".dl-open-name").textContent,
        row.querySelector(".dl-open-sample").textContent,
        row.querySelector("select").value,
      ]);
    }, form);
    assert.deepEqual(columns.map(([name]) => name), ["when", "what", "remark", "lat", "lon"]);
    assert.deepEqual(columns[0], ["when", "3/4/2016", "date"]);
    const choose = async (selector, value) => {
      const handle = await find(page, selector);
      await handle.evaluate((select, wanted) => {
        select.value = wanted;
        select.dispatchEvent(new Event("change", { bubbles: true }));
      }, value);
    };
    await choose(`${form} .dl-open-asked select`, "dmy");
    await choose(`${form} .dl-open-column:nth-of-type(4) select`, "category");
    await click(page, `${form} .dl-primary`);
    await retry("the dates", async () => (await stateOf(page)).counts.undated === 0);
    await setState(page, { mode: "window" });
    const first = await page.evaluate(() => document.querySelector("dateline-map").events(3));
    assert.deepEqual(first.map(({ date }) => date).sort(), ["2016-04-03", "2016-05-03", "2016-06-05"]);
    const mill = first.find(({ title }) => title === "Shells").category;
    assert.match(mill, /mill/i);
    await click(page, ".dl-open-keep button");
    await retry("the folder", async () => /downloads/.test(await textOf(page, ".dl-open-keep [role=status]")));
    const again = await page.evaluate(async () => {
      const map = document.querySelector("dateline-map");
      const told = await map.open([new File([window.kept], "kept.zip")]);
      await map.setState({ mode: "window" });
      const one = map.events(3).find(({ title }) => title === "Shells");
      return { format: told.format, events: told.events, undated: told.undated, date: one?.date, category: one?.category };
    });
    assert.deepEqual(again, { format: "story,table", events: 3, undated: 0, date: "2016-04-03", category: mill });
    assert.deepEqual(record.pageErrors, []);
  });

  test("opens a file of this site by its address, and asks no other site for one", async () => {
    const { page, record } = await open();
    await openWay(page);
    const address = await find(page, ".dl-open-address input");
    const ask = async (text) => {
      await address.evaluate((field, value) => (field.value = value), text);
      await address.press("Enter");
    };
    const told = (what, words) => retry(what, async () => words.test(await textOf(page, ".dl-open-by-address [role=status]")));
    await ask("https://example.org/list.csv");
    await told("the refusal", /Only files of this site/);
    await ask("/nothing-there.csv");
    await told("that it is missing", /no file at this address/);
    suite.site.replace("/lists/spring list.csv", { body: EVENTS });
    await ask("/lists/spring%20list.csv");
    await untilTold(page);
    assert.equal((await stateOf(page)).counts.events, 3);
    assert.deepEqual(await record.violations(), []);
  });

  test("says where files fall while they hang over the page", async () => {
    const { page } = await open();
    const hang = (kind) =>
      page.evaluate((name) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(["a"], "a.csv"));
        document.body.dispatchEvent(new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
      }, kind);
    await hang("dragover");
    await untilFound(page, ".dl-drop-hint");
    assert.match(await textOf(page, ".dl-drop-hint"), /Drop the files/);
    await shoot(page, "open-drop-en");
    await hang("dragleave");
    await retry("the end of it", async () => (await textOf(page, ".dl-drop-hint")) === "");
  });
});
