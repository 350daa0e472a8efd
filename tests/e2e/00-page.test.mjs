// The page as it is published: it starts under its own policy, from its own origin only.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";

import { retry } from "./support/app.mjs";
import { openPage, startBrowser } from "./support/browser.mjs";
import { startSite } from "./support/server.mjs";
import { colours, pixel, shoot } from "./support/shots.mjs";

describe("the page", () => {
  let site;
  let browser;
  let page;
  let record;

  before(async () => {
    site = await startSite();
    browser = await startBrowser();
    ({ page, record } = await openPage(browser));
    await page.goto(site.url("/"), { waitUntil: "load" });
    // The loader module has been evaluated, the program it fetches included.
    await page.evaluate((loader) => import(loader), site.url("/dateline.js"));
  });

  after(async () => {
    await browser?.close();
    await site?.close();
  });

  test("starts without an error", () => {
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(record.consoleErrors, []);
  });

  test("fetches its program once, as WebAssembly", () => {
    const programs = site.log.filter(({ path }) => path.endsWith("_bg.wasm"));
    assert.deepEqual(programs.map(({ status }) => status), [200]);
  });

  test("asks nothing of another origin", () => {
    assert.deepEqual(record.origins(), [site.origin]);
  });

  test("does nothing that its policy refuses", async () => {
    const answer = await fetch(site.url("/"));
    assert.match(answer.headers.get("content-security-policy"), /script-src 'self' 'wasm-unsafe-eval';/);
    assert.deepEqual(await record.violations(), []);
  });

  test("is under a policy that is in force: evaluation of text is refused and recorded", async () => {
    const { page: other, record: otherRecord, close } = await openPage(browser);
    await other.goto(site.url("/"), { waitUntil: "load" });
    await other.evaluate(() => {
      const script = document.createElement("script");
      script.textContent = "window.evaluated = true";
      document.head.append(script);
    });
    assert.equal(await other.evaluate(() => window.evaluated), undefined);
    await retry("word of it", async () => (await otherRecord.violations()).length > 0);
    assert.equal((await otherRecord.violations()).length, 1);
    await close();
  });

  test("can draw with WebGL2 here, so that no other test passes on nothing", async () => {
    const drawn = await page.evaluate(() => {
      const gl = document.createElement("canvas").getContext("webgl2");
      if (!gl) return null;
      gl.clearColor(1, 0.5, 0, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      const pixel = new Uint8Array(4);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      return [...pixel];
    });
    assert.ok(drawn, "no WebGL2 context");
    assert.equal(drawn[0], 255);
    assert.ok(Math.abs(drawn[1] - 128) <= 1);
  });

  test("can be photographed to the exact colour", async () => {
    const { page: other, close } = await openPage(browser, { width: 300, height: 200 });
    await other.setContent("<body style='margin:0;background:#123456'><div style='width:50px;height:50px;background:#fedcba'>");
    const picture = await shoot(other, "colours");
    assert.deepEqual([picture.width, picture.height], [300, 200]);
    assert.deepEqual(pixel(picture, 10, 10), [0xfe, 0xdc, 0xba, 255]);
    assert.equal(colours(picture).get("#fedcba"), 2500);
    assert.equal(colours(picture).get("#123456"), 57_500);
    await close();
  });
});
