// Files of the disk that are not there any more when they are read: the browser knows their names
// and no more.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";

import { openStory } from "./support/app.mjs";
import { withSite } from "./support/suite.mjs";

const ROW = "2016-12-05,Shells at night,36.2,37.15\n";

/** A table with so many events. */
const table = (count) => `date,title,lat,lon\n${ROW.repeat(count)}`;

describe("files that were chosen", () => {
  const suite = withSite();

  test("and have gone since are told of, and the others are shown", async () => {
    const folder = await mkdtemp(join(tmpdir(), "dateline-gone-"));
    suite.toClose.push(() => rm(folder, { recursive: true }));
    const { page, record, close } = await openStory(suite.device, suite.site, { path: "/#lang=en" });
    suite.toClose.push(close);
    await page.evaluate(() => document.body.append(Object.assign(document.createElement("input"), { type: "file", multiple: true })));
    const paths = [];
    // Short ones are read at once, long ones piece by piece.
    for (const [name, count] of [["short.csv", 3], ["long.csv", 60_000], ["there.csv", 3]]) {
      paths.push(join(folder, name));
      await writeFile(paths.at(-1), table(count));
    }
    await (await page.$("body > input")).uploadFile(...paths);
    await Promise.all(paths.slice(0, 2).map((path) => rm(path)));
    const told = await page.evaluate(async () => {
      const { events, skipped } = await document.querySelector("dateline-map").open([...document.querySelector("body > input").files]);
      const broken = skipped.filter(({ code }) => code.startsWith("file."));
      return { events, broken: broken.map(({ file, code }) => [file, code]) };
    });
    assert.deepEqual(told, { events: 3, broken: [["short.csv", "file.broken"], ["long.csv", "file.broken"]] });
    assert.deepEqual(record.pageErrors, []);
  });
});
