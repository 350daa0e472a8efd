// Stories with faults: the page says which file, row and column in plain words, shows the
// rest, and is never blank.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import {
  boxOf, call, click, openOn, painted, readStoryFile, retry, setState, startDevice, stateOf, textOf, untilFound,
} from "./support/app.mjs";
import { startSite } from "./support/server.mjs";
import { colours, shoot } from "./support/shots.mjs";

const FOLDER = "/data/aleppo/";
const PACK = "/data/aleppo.dateline";

describe("a broken story", () => {
  let site;
  let device;
  let opened;

  before(async () => {
    site = await startSite();
    device = await startDevice();
  });

  afterEach(async () => {
    site.reset();
    await opened?.close();
    opened = undefined;
  });

  after(async () => {
    await device?.close();
    await site?.close();
  });

  /** Opens the page with the plain folder and waits until it has something to say about it. */
  async function open(fragment = "#lang=en", src = FOLDER) {
    const own = await (await fetch(site.url("/"))).text();
    const body = own.replace('src="data/aleppo.dateline"', `src="${src}"`);
    assert.ok(body.includes(`<dateline-map src="${src}"`), "the page names its story otherwise");
    site.replace("/", { body });
    opened = await openOn(device);
    const { page } = opened;
    await page.evaluateOnNewDocument(() => {
      window.told = [];
      for (const name of ["dateline:error", "dateline:ready"]) {
        document.addEventListener(name, ({ type, detail }) => window.told.push({ type, code: detail?.code ?? null }));
      }
    });
    await page.goto(site.url(`/${fragment}`), { waitUntil: "load" });
    await untilFound(page, ".dl-notice");
    await painted(page);
    return page;
  }

  /** What the notice says, opened; only what can be seen. */
  async function noticeOf(page) {
    const isFolded = await page.evaluate(
      () => document.querySelector("dateline-map").shadowRoot.querySelector('.dl-notice [aria-expanded="false"]') !== null,
    );
    if (isFolded) await click(page, ".dl-notice [aria-expanded]");
    await untilFound(page, ".dl-problems li");
    const box = await boxOf(page, ".dl-problems");
    assert.ok(box.width > 100 && box.height > 10 && box.top < 800, JSON.stringify(box));
    return textOf(page, ".dl-notice");
  }

  const told = (page, type) => page.evaluate((name) => window.told.filter((one) => one.type === name), type);

  /** The story is shown in spite of the fault; nothing has failed. */
  async function assertShown(page) {
    await retry("the story", async () => (await told(page, "dateline:ready")).length === 1);
    assert.deepEqual(await told(page, "dateline:error"), []);
    assert.deepEqual(opened.record.pageErrors, []);
    assert.match(await textOf(page, ".dl-title"), /battle for east Aleppo/);
    assert.notEqual(await stateOf(page), null);
  }

  /** No story can be shown: the host is told, and the page is not blank. */
  async function assertFailed(page, code) {
    await retry("the error", async () => (await told(page, "dateline:error")).length > 0);
    assert.deepEqual(await told(page, "dateline:error"), [{ type: "dateline:error", code }]);
    assert.deepEqual(await told(page, "dateline:ready"), []);
    assert.deepEqual(opened.record.pageErrors, []);
    const reason = await page.evaluate(() => document.querySelector("dateline-map").ready.then(() => null, (one) => one));
    assert.equal(reason.code, code);
    assert.ok(reason.message.length > 5);
    assert.equal(await stateOf(page), null);
    const kept = colours(await shoot(page, `13-${code}`));
    assert.ok(kept.size > 3, "the page is blank");
  }

  test("whose story.json is no JSON is named with its row, and nothing else is claimed", async () => {
    const body = (await readStoryFile(site, "story.json")).replace('"standfirst": {', '"standfirst": {{');
    const row = body.slice(0, body.indexOf("{{")).split("\n").length;
    site.replace(`${FOLDER}story.json`, { body });
    const page = await open();
    const notice = await noticeOf(page);
    assert.match(notice, /could not be opened/);
    assert.match(notice, new RegExp(`story\\.json, row ${row}\\b`));
    await assertFailed(page, "json.syntax");
  });

  test("whose story.json is not there is named, and the page says what to do", async () => {
    site.replace(`${FOLDER}story.json`, { status: 404, body: "not found" });
    const page = await open();
    const notice = await noticeOf(page);
    assert.match(notice, /story\.json/);
    assert.match(notice, /Reload it/);
    await assertFailed(page, "file.missing");
  });

  test("whose story.json is lost on the way is named", async () => {
    site.cut(`${FOLDER}story.json`);
    const page = await open();
    assert.match(await noticeOf(page), /story\.json/);
    await retry("the error", async () => (await told(page, "dateline:error")).length === 1);
    assert.deepEqual(opened.record.pageErrors, []);
  });

  test("with a row about a quarter that is nowhere is shown without that row", async () => {
    const rows = (await readStoryFile(site, "control.csv")).trimEnd().split("\n");
    rows.splice(9, 0, `atlantis,2016-12-05,,,,rebels,held,high,yes,Plato${",".repeat(14)}`);
    site.replace(`${FOLDER}control.csv`, { body: `${rows.join("\n")}\n` });
    const page = await open();
    const notice = await noticeOf(page);
    assert.match(notice, /^1 entry could not be read/);
    assert.match(notice, /control\.csv, row 10, column “area”/);
    assert.match(notice, /atlantis/);
    await assertShown(page);
    await setState(page, { t: "2016-12-05" });
    assert.equal((await call(page, "area", "qadi-askar")).actor, "government");
    assert.equal((await stateOf(page)).counts.areas, 110);
  });

  test("with a date that is on no calendar is shown, and the row is named", async () => {
    const text = await readStoryFile(site, "events.csv");
    const body = text.replace("\nALP-080,2016-12-05", "\nALP-080,2016-13-40");
    assert.notEqual(body, text);
    const row = body.slice(0, body.indexOf("\nALP-080,")).split("\n").length + 1;
    site.replace(`${FOLDER}events.csv`, { body });
    const page = await open();
    const notice = await noticeOf(page);
    assert.match(notice, new RegExp(`events\\.csv, row ${row}, column “date”`));
    assert.match(notice, /2016-13-40/);
    await assertShown(page);
    assert.ok((await stateOf(page)).counts.events >= 100);
  });

  test("whose quarters are not there says so and shows its events", async () => {
    site.replace(`${FOLDER}areas.geojson`, { status: 404, body: "not found" });
    const page = await open();
    assert.match(await noticeOf(page), /areas\.geojson/);
    await assertShown(page);
    const { counts } = await stateOf(page);
    assert.equal(counts.areas, 0);
    assert.ok(counts.events >= 100, `${counts.events} events`);
    await click(page, ".dl-tab:nth-child(2)");
    await untilFound(page, ".dl-page .dl-events [data-event]");
  });

  test("whose ledger stops in the middle of a word is shown up to there", async () => {
    const text = await readStoryFile(site, "control.csv");
    // Inside a quoted cell: the quotation mark that ends it never comes.
    const cut = text.indexOf('"', text.indexOf('"', text.length / 2) + 1) - 5;
    const quotes = text.slice(0, cut).split('"').length - 1;
    const end = quotes % 2 === 1 ? cut : text.indexOf('"', cut) + 3;
    const body = text.slice(0, end);
    assert.equal((body.split('"').length - 1) % 2, 1, "the cut is not inside a quoted cell");
    const row = body.split("\n").length;
    site.replace(`${FOLDER}control.csv`, { body });
    const page = await open();
    assert.match(await noticeOf(page), new RegExp(`control\\.csv, row ${row}\\b`));
    await assertShown(page);
    await setState(page, { t: "2016-12-05" });
    assert.equal((await call(page, "area", "qadi-askar")).actor, "government");
    assert.equal((await stateOf(page)).counts.areas, 110);
  });

  test("whose base map is not there says so and shows everything else", async () => {
    site.replace(`${FOLDER}base.geojson`, { status: 404, body: "not found" });
    const page = await open();
    assert.match(await noticeOf(page), /base\.geojson/);
    await assertShown(page);
    assert.equal((await stateOf(page)).counts.areas, 110);
    assert.ok((await call(page, "pixelAt", 37.168, 36.205))?.[3] === 255);
  });

  test("that is packed and not there is named, in the reader's language", async () => {
    site.replace(PACK, { status: 404, body: "not found" });
    const page = await open("#lang=ar", PACK);
    const notice = await noticeOf(page);
    assert.match(notice, /aleppo\.dateline/);
    assert.match(notice, /أجاب الخادم بالرمز/);
    await assertFailed(page, "file.missing");
  });

  test("that is packed and was cut on its way is named as damaged", async () => {
    const whole = Buffer.from(await (await fetch(site.url(PACK))).arrayBuffer());
    site.replace(PACK, { body: whole.subarray(0, whole.length / 2) });
    const page = await open("#lang=en", PACK);
    assert.match(await noticeOf(page), /aleppo\.dateline The file is damaged/);
    await assertFailed(page, "pack.damaged");
  });

  test("is told of in Arabic to those who read Arabic", async () => {
    site.replace(`${FOLDER}base.geojson`, { status: 404, body: "not found" });
    const page = await open("#lang=ar");
    const notice = await noticeOf(page);
    assert.match(notice, /base\.geojson/);
    assert.match(notice.split("\n")[0], /\p{Script=Arabic}/u);
  });

  test("has the rows that cannot be read worded in Arabic, with what is wrong with one", async () => {
    const rows = (await readStoryFile(site, "events.csv")).trimEnd().split("\n");
    rows.push(`XX-1,2016-13-40,,,Month thirteen${",".repeat(rows[0].split(",").length - 5)}`);
    site.replace(`${FOLDER}events.csv`, { body: rows.join("\n") });
    const page = await open("#lang=ar");
    await noticeOf(page);
    const words = ".dl-problems li > [lang=ar]";
    await untilFound(page, words);
    assert.match(await textOf(page, words), /لا يمكن أن يُقرأ .?«?.?2016-13-40.?»? تاريخًا: لا شهر رقمه.*\. اكتب السنة/u);
    const beside = await page.evaluate((one) => document.querySelector("dateline-map").shadowRoot.querySelectorAll(`${one} > [lang=en]`).length, words);
    assert.equal(beside, 0, "words are left in English");
  });

  test("cannot smuggle markup into the page, whatever its cells hold", async () => {
    const evil = "<img src=x onerror=window.ran=1>";
    const rows = (await readStoryFile(site, "control.csv")).trimEnd().split("\n");
    rows.push(`${evil},2016-12-05,,,,rebels,held,high,yes,${evil}${",".repeat(14)}`);
    site.replace(`${FOLDER}control.csv`, { body: rows.join("\n") });
    const events = await readStoryFile(site, "events.csv");
    const cells = (one) => one.replace(/\nALP-080,2016-12-05,,,[^,]*,/, `\nALP-080,2016-12-05,,,${evil},`);
    assert.notEqual(cells(events), events);
    site.replace(`${FOLDER}events.csv`, { body: cells(events) });
    const page = await open();
    assert.match(await noticeOf(page), /<img src=x/);
    await setState(page, { selection: "event:ALP-080" });
    await untilFound(page, ".dl-card");
    assert.match(await textOf(page, ".dl-card h3"), /<img src=x/);
    const found = await page.evaluate(() => [
      "ran" in window,
      document.querySelector("dateline-map").shadowRoot.querySelectorAll("img").length,
    ]);
    assert.deepEqual(found, [false, 0]);
    assert.deepEqual(await opened.record.violations(), []);
  });
});
