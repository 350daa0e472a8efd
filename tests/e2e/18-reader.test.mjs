// The reader of plain folders: loaded only when one is opened, in a worker where one can be
// made and on the page itself where not, and never if it was changed on its way.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { openOn, retry, stateOf, textOf, untilReady } from "./support/app.mjs";
import { hostPage, page as pageWith } from "./support/pages.mjs";
import { startHost } from "./support/server.mjs";
import { withSite } from "./support/suite.mjs";

describe("the reader of folders", () => {
  const suite = withSite();

  /** Opens `url`; the page notes each worker that it makes, or may make none. */
  async function open(url, { mayMakeWorkers = true } = {}) {
    const opened = await openOn(suite.device);
    suite.toClose.push(opened.close);
    await opened.page.evaluateOnNewDocument((may) => {
      const Real = window.Worker;
      window.workers = [];
      window.Worker = class {
        constructor(address, options) {
          if (!may) throw new DOMException("no workers here", "SecurityError");
          window.workers.push(String(address));
          return new Real(address, options);
        }
      };
    }, mayMakeWorkers);
    await opened.page.goto(url, { waitUntil: "load" });
    return opened;
  }

  async function openOwn(body, options) {
    suite.site.replace("/own.html", { body });
    return open(suite.site.url("/own.html"), options);
  }

  const asked = () => suite.site.log.map(({ path }) => path).filter((path) => path.includes("dateline-reader"));

  async function assertShown({ page, record }) {
    await untilReady(page);
    assert.match(await textOf(page, ".dl-title"), /battle for east Aleppo/);
    const { counts } = await stateOf(page);
    assert.equal(counts.areas, 110);
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(record.consoleErrors, []);
    assert.deepEqual(await record.violations(), []);
  }

  test("is not asked for by a page that shows a packed story", async () => {
    const opened = await open(suite.site.url("/#lang=en"));
    await assertShown(opened);
    assert.deepEqual(asked(), []);
    assert.deepEqual(suite.site.log.map(({ path }) => path).filter((path) => path.startsWith("/data/")), ["/data/aleppo.dateline"]);
  });

  test("reads in a worker", async () => {
    const opened = await openOwn(hostPage());
    await assertShown(opened);
    assert.deepEqual(await opened.page.evaluate(() => window.workers), [suite.site.url("/dateline-reader.js")]);
    assert.equal(asked().filter((path) => path.endsWith("_bg.wasm")).length, 1);
  });

  test("reads on the page itself where no worker can be made", async () => {
    const opened = await openOwn(hostPage(), { mayMakeWorkers: false });
    await assertShown(opened);
    assert.deepEqual(await opened.page.evaluate(() => window.workers), []);
    assert.equal(asked().filter((path) => path.endsWith("_bg.wasm")).length, 1);
  });

  test("reads on the page itself where a policy forbids workers", async () => {
    suite.site.replace("/own.html", {
      body: hostPage(),
      headers: { "Content-Security-Policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src * data:; worker-src 'none'" },
    });
    const { page, record } = await open(suite.site.url("/own.html"));
    await untilReady(page);
    assert.equal((await stateOf(page)).counts.areas, 110);
    // Firefox tells of what the policy forbids as of an error of the page.
    assert.deepEqual(record.pageErrors.filter((text) => !text.includes("Content-Security-Policy")), []);
  });

  test("reads for a page of another origin, whose worker it may not be", async () => {
    const map = `<dateline-map src="${suite.site.url("/data/aleppo/")}" lang="en"></dateline-map>`;
    const script = `<script type="module" src="${suite.site.url("/dateline.js")}"></script>`;
    const host = await startHost({ "/": `<!doctype html><title>Elsewhere</title>${map}${script}`, "/favicon.ico": "" });
    suite.toClose.push(host.close);
    await assertShown(await open(host.url("/")));
  });

  test("is not run if it was changed on its way, and the page says what is missing", async () => {
    const entry = await (await fetch(suite.site.url("/dateline-reader.js"))).text();
    const program = `/${/dateline-reader-[0-9a-f]+_bg\.wasm/.exec(entry)[0]}`;
    const body = Buffer.from(await (await fetch(suite.site.url(program))).arrayBuffer());
    suite.site.replace(program, { body: Buffer.concat([body, Buffer.from([0, 1, 0])]) });
    const { page, record } = await openOwn(pageWith('<dateline-map src="/data/aleppo" lang="en"></dateline-map>'));
    const reason = await page.evaluate(async () => {
      await customElements.whenDefined("dateline-map");
      return document.querySelector("dateline-map").ready.then(() => null, ({ code }) => code);
    });
    assert.equal(reason, "reader.missing");
    await retry("the notice", async () => /story\.json/.test(await textOf(page, ".dl-notice")));
    assert.deepEqual(record.pageErrors.filter((text) => !text.includes("integrity attribute")), []);
  });
});
