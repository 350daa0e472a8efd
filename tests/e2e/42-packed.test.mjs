// A packed story among files of one's own, and what the panel says of a story in words.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { click, openPanel, openStory, retry, setState, stateOf, textOf, texts, untilFound } from "./support/app.mjs";
import { untilLate } from "./support/files.mjs";
import { withSite } from "./support/suite.mjs";

const [STORY, DETAILS] = ["/data/aleppo.dateline", "/data/aleppo.details.dateline"];

describe("a story that is packed", () => {
  const suite = withSite();

  async function open(options = {}) {
    const opened = await openStory(suite.device, suite.site, { path: "/#lang=en", ...options });
    suite.toClose.push(opened.close);
    await untilLate(opened.page);
    return opened.page;
  }

  /** Drops files on the page: those of the site by their addresses, and others with their text. */
  const drop = (page, addresses, others = {}) =>
    page.evaluate(async (list, more) => {
      const dataTransfer = new DataTransfer();
      for (const address of list) {
        dataTransfer.items.add(new File([await (await fetch(address)).arrayBuffer()], address.split("/").pop()));
      }
      for (const [name, text] of Object.entries(more)) dataTransfer.items.add(new File([text], name));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, addresses, others);

  const untilTold = (page) => untilFound(page, ".dl-open-report");

  /** What the card of an event says below its headline. */
  async function cardText(page) {
    await setState(page, { selection: "event:ALP-063" });
    return retry("the card", async () => (await textOf(page, ".dl-card")) || undefined);
  }

  test("is opened with its details as any other files, and back again", async () => {
    const page = await open();
    const { counts } = await stateOf(page);
    await drop(page, [DETAILS, STORY]);
    await untilTold(page);
    assert.match(await textOf(page, ".dl-open-facts"), /Read as\s*packed story/);
    assert.deepEqual(await texts(page, ".dl-open-group"), []);
    assert.deepEqual(await texts(page, ".dl-open-keep"), [], "there are no files to make a folder of");
    const now = (await stateOf(page)).counts;
    assert.deepEqual([now.events, now.areas], [counts.events, counts.areas]);
    assert.doesNotMatch(await cardText(page), /second file/);
    await setState(page, { selection: null });
    await click(page, ".dl-open-report > .dl-button");
    await retry("the story before", async () => (await texts(page, ".dl-open-report")).length === 0);
  });

  test("says where its texts are if they were not opened with it", async () => {
    const page = await open();
    await drop(page, [STORY]);
    await untilTold(page);
    assert.match(await textOf(page, ".dl-open-group"), /second file, aleppo\.details\.dateline\. Open both files together/);
    assert.match(await cardText(page), /second file, which was not opened with it/);
  });

  test("says that texts which are damaged are not its own", async () => {
    const page = await open();
    await page.evaluate(async (story, details) => {
      const bytes = async (address) => new Uint8Array(await (await fetch(address)).arrayBuffer());
      const [whole, damaged] = [await bytes(story), await bytes(details)];
      damaged[damaged.length - 1] ^= 1;
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([whole], "a.dateline"));
      dataTransfer.items.add(new File([damaged], "aleppo.details.dateline"));
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
    }, STORY, DETAILS);
    await untilTold(page);
    assert.match(await textOf(page, ".dl-open-group"), /is damaged or belongs to another version of it/);
    assert.match(await cardText(page), /damaged or belong to another version/);
  });

  test("is missed where there are only its details", async () => {
    const page = await open();
    await drop(page, [DETAILS]);
    await untilTold(page);
    assert.match(await textOf(page, ".dl-open-group"), /only a part of a story/);
    assert.equal((await stateOf(page)).counts.areas, 110);
  });

  test("is named for what it is among files that it cannot be read with", async () => {
    const page = await open();
    await drop(page, [STORY], { "list.csv": "id,date,title,lat,lon\na,2016-11-20,Shelling,36.21,37.17\n" });
    await untilTold(page);
    assert.equal((await stateOf(page)).counts.events, 1);
    assert.match((await texts(page, ".dl-open-group")).join("\n"), /packed story \(\.dateline\), which a page opens by itself/);
  });

  test("tells in words who holds what, moment by moment", async () => {
    const page = await open();
    await setState(page, { t: "2016-12-04" });
    await openPanel(page, "areas");
    const sides = async () => {
      const [names, counts] = [await texts(page, ".dl-passage bdi"), await texts(page, ".dl-passage .dl-key-count")];
      return Object.fromEntries(names.map((name, place) => [name, Number(counts[place])]));
    };
    const held = () => page.evaluate(() =>
      document.querySelector("dateline-map").areas().filter(({ actor, status }) => actor === "government" && status === "held").length);
    const before = await sides();
    assert.equal(Object.values(before).reduce((sum, count) => sum + count, 0), 110);
    assert.equal(before.Government, await held());
    const rows = () => texts(page, ".dl-areas li");
    assert.ok(!(await rows()).some((row) => /Qadi Askar.*5 Dec 2016/s.test(row)));
    await setState(page, { t: "2016-12-05" });
    await retry("Qadi Askar in other hands", async () => (await rows()).some((row) => /Qadi Askar.*since 5 Dec 2016/s.test(row)));
    assert.equal((await sides()).Government, await held());
    await page.evaluate(() => {
      const links = [...document.querySelector("dateline-map").shadowRoot.querySelectorAll(".dl-areas .dl-link")];
      links.find((link) => link.textContent === "Qadi Askar").click();
    });
    assert.match(await retry("its card", async () => (await textOf(page, ".dl-card")) || undefined), /Also: .*Kadi Askar/);
  });

  test("says all that is reported of people, and what marks look like", async () => {
    const page = await open();
    assert.match(await cardText(page), /17 to 28, best estimate 25/);
    await setState(page, { selection: null });
    await openPanel(page, "events");
    assert.deepEqual((await texts(page, ".dl-looks li")).map((line) => line.split(":")[0]), ["Hollow", "With a dot", "With a soft ring"]);
  });
});
