// The map in frames that others make: on another origin, allowed nothing but scripts,
// under policies that forbid WebAssembly in the page around.

import assert from "node:assert/strict";
import { describe, test } from "node:test";

import { click, openOn, retry, setState, stateOf, textOf, untilFound, untilHands, untilReady, untilState } from "./support/app.mjs";
import { until } from "./support/browser.mjs";
import { startHost } from "./support/server.mjs";
import { withSite } from "./support/suite.mjs";

const SNIPPET = "allow-scripts allow-popups allow-popups-to-escape-sandbox";

describe("the map in a frame", () => {
  const suite = withSite();

  /** A page of another site with our page in a frame; waits until the story is shown there. */
  async function open({ sandbox, policy, fragment = "#t=2016-12-05&lang=en" }) {
    const rules = sandbox === undefined ? "" : `sandbox="${sandbox}"`;
    const body = `<!doctype html><title>Elsewhere</title><p>Before</p>
      <iframe title="Map" width="900" height="720" ${rules} src="${suite.site.url(`/${fragment}`)}"></iframe>`;
    const host = await startHost({ "/": body, "/favicon.ico": "" }, policy ? { "Content-Security-Policy": policy } : {});
    suite.toClose.push(host.close);
    const { page, record, close } = await openOn(suite.device, { width: 1000, height: 850 });
    suite.toClose.push(close);
    await page.goto(host.url("/"), { waitUntil: "load" });
    const frame = await page.waitForFrame((one) => one.url().startsWith(suite.site.origin));
    await until(frame, "the element in the frame", () => customElements.get("dateline-map") !== undefined);
    await untilReady(frame);
    return { host, page, frame, record };
  }

  async function assertClean(record, host) {
    assert.deepEqual(record.pageErrors, []);
    assert.deepEqual(record.consoleErrors, []);
    assert.deepEqual(await record.violations(), []);
    assert.deepEqual(record.origins().sort(), [host.origin, suite.site.origin].sort());
  }

  test("shows the story where it may do nothing but run scripts", async () => {
    const { host, frame, record } = await open({ sandbox: "allow-scripts" });
    assert.equal(await frame.evaluate(() => origin), "null", "the frame is not sandboxed");
    const state = await stateOf(frame);
    assert.equal(state.t, "2016-12-05");
    assert.ok(state.counts.areas >= 90 && state.counts.events >= 100);
    assert.equal(await textOf(frame, ".dl-asof-date"), "5 December 2016");
    const { lon, lat } = await frame.evaluate(() => document.querySelector("dateline-map").area("shaar"));
    assert.equal((await frame.evaluate((x, y) => document.querySelector("dateline-map").pixelAt(x, y), lon, lat))?.[3], 255);
    await assertClean(record, host);
  });

  test("does everything there that it does elsewhere, and throws nothing", async () => {
    const { host, frame, record } = await open({ sandbox: "allow-scripts" });
    await untilHands(frame);
    await click(frame, ".dl-play > :last-child");
    await untilState(frame, "a step", ({ t }) => t === "2016-12-06");
    await retry("the day in the frame's own address", () => frame.evaluate(() => location.hash.includes("t=2016-12-06")));
    await click(frame, ".dl-play-button");
    await untilState(frame, "two days on", ({ t }) => t >= "2016-12-08");
    await click(frame, ".dl-play-button");
    await untilState(frame, "a stop", ({ playing }) => !playing);
    await click(frame, ".dl-switch");
    await untilState(frame, "Arabic", ({ lang }) => lang === "ar");
    await click(frame, ".dl-theme");
    await setState(frame, { selection: "event:ALP-080" });
    await untilFound(frame, ".dl-card[data-event]");
    assert.ok((await textOf(frame, ".dl-card h3")).length > 5);
    await assertClean(record, host);
  });

  test("shows the story by the snippet that the documentation gives", async () => {
    const { host, frame, record } = await open({ sandbox: SNIPPET });
    assert.ok((await stateOf(frame)).counts.areas >= 90);
    await assertClean(record, host);
  });

  test("shows the story in a page that forbids WebAssembly to itself", async () => {
    const policy = `default-src 'none'; script-src 'self'; img-src 'self'; frame-src ${suite.site.origin}`;
    const { page, frame, record } = await open({ sandbox: "allow-scripts", policy });
    assert.deepEqual(record.pageErrors, []);
    // The smallest module there is: the page around may not compile even that.
    const isRefused = await page.evaluate(() => {
      try {
        return new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) === null;
      } catch {
        return true;
      }
    });
    assert.equal(isRefused, true, "the policy of the page around does not forbid it");
    assert.ok((await stateOf(frame)).counts.areas >= 90);
    assert.ok((await textOf(frame, ".dl-title")).length > 5);
  });

  test("leaves address, title and scroll position of the page around alone", async () => {
    const { host, page, frame } = await open({ sandbox: "allow-scripts" });
    await setState(frame, { t: "2016-12-12" });
    await retry("the day in the frame's own address", () => frame.evaluate(() => location.hash.includes("t=2016-12-12")));
    const around = await page.evaluate(() => [location.href, document.title, scrollY]);
    assert.deepEqual(around, [host.url("/"), "Elsewhere", 0]);
  });
});
