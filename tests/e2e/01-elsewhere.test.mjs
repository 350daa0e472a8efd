// The map in other people's pages: as an element, in a frame, behind their policies, from
// servers that mislabel files.

import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";

import { retry } from "./support/app.mjs";
import { openPage, startBrowser, until } from "./support/browser.mjs";
import { startHost, startSite } from "./support/server.mjs";

const isDefined = () => customElements.get("dateline-map") !== undefined;

describe("the map elsewhere", () => {
  let site;
  let browser;
  let opened = [];

  before(async () => {
    site = await startSite();
    browser = await startBrowser();
  });

  afterEach(async () => {
    for (const close of opened.reverse()) await close();
    opened = [];
    site.reset();
  });

  after(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Opens a page of another site with `body`, under the policy `policy`. */
  async function openHost(body, policy) {
    const headers = policy ? { "Content-Security-Policy": policy } : {};
    const host = await startHost({ "/": `<!doctype html><title>Elsewhere</title>${body}` }, headers);
    opened.push(host.close);
    const { page, record, close } = await openPage(browser);
    opened.push(close);
    await page.goto(host.url("/"), { waitUntil: "load" });
    return { host, page, record };
  }

  const element = () => `<dateline-map src="${site.url("/data/aleppo/")}">A table of the events</dateline-map>`;
  const loader = () => `<script type="module" src="${site.url("/dateline.js")}"></script>`;
  const frame = (sandbox) => `<iframe title="Map" width="600" height="400" ${sandbox} src="${site.url("/")}"></iframe>`;

  /** The frame of our own site in `page`, once it is there. */
  async function frameOf(page) {
    return page.waitForFrame((candidate) => candidate.url().startsWith(site.origin));
  }

  test("is an element of a page of another origin, which finds its parts at home", async () => {
    const { host, page, record } = await openHost(element() + loader());
    await until(page, "the element", isDefined);
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(record.origins().sort(), [host.origin, site.origin].sort());
  });

  test("starts in a frame that may do nothing but run scripts", async () => {
    const { page, record } = await openHost(frame('sandbox="allow-scripts"'));
    await until(await frameOf(page), "the element in the frame", isDefined);
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(await record.violations(), []);
  });

  test("starts in a frame of a page whose own policy forbids WebAssembly", async () => {
    const policy = `default-src 'none'; script-src 'self'; frame-src ${site.origin}`;
    const { page } = await openHost(frame(""), policy);
    await until(await frameOf(page), "the element in the frame", isDefined);
  });

  test("leaves the page's own words where a policy keeps the element from starting", async () => {
    const policy = `default-src 'none'; script-src ${site.origin}; connect-src ${site.origin}`;
    const { page, record } = await openHost(element() + loader(), policy);
    await page.evaluate((address) => import(address).catch(() => null), site.url("/dateline.js"));
    assert.equal(await page.evaluate(isDefined), false);
    assert.equal(await page.evaluate(() => document.querySelector("dateline-map").innerText), "A table of the events");
    await retry("word of what was refused", async () => (await record.violations()).length > 0);
  });

  test("starts from a server that does not know WebAssembly by name", async () => {
    const program = await programPath();
    const body = Buffer.from(await (await fetch(site.url(program))).arrayBuffer());
    site.replace(program, { body, type: "application/octet-stream", headers: { "X-Content-Type-Options": "" } });
    const { page } = await openHost(element() + loader());
    await until(page, "the element", isDefined);
  });

  test("does not run a program that was changed on its way", async () => {
    const program = await programPath();
    const body = Buffer.from(await (await fetch(site.url(program))).arrayBuffer());
    site.replace(program, { body: Buffer.concat([body, Buffer.from([0, 1, 0])]) });
    const { page } = await openHost(element() + loader());
    const error = await page.evaluate(
      (address) => import(address).then(() => null, (reason) => String(reason)),
      site.url("/dateline.js"),
    );
    assert.ok(error, "the changed program was run");
    assert.equal(await page.evaluate(isDefined), false);
  });

  test("can be read by any page: every file says so", async () => {
    for (const path of ["/", "/dateline.js", await programPath(), "/data/aleppo/events.csv"]) {
      const answer = await fetch(site.url(path));
      assert.equal(answer.status, 200, path);
      assert.equal(answer.headers.get("access-control-allow-origin"), "*", path);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff", path);
    }
  });

  /** Where the program is, as the loader names it. */
  async function programPath() {
    const text = await (await fetch(site.url("/dateline.js"))).text();
    return `/${/dateline-app-[0-9a-f]+_bg\.wasm/.exec(text)[0]}`;
  }
});
