// What most groups of tests start from: the built site on this machine, and a device. What a
// test opens is closed after it, and the site is as it was built again.

import { after, afterEach, before } from "node:test";

import { startDevice } from "./app.mjs";
import { startSite } from "./server.mjs";

/**
 * Starts a site and a device for the tests of the present `describe`. The answer has them as
 * `site` and `device` once the tests run; `toClose` takes functions that a test leaves to be
 * called after it, the last one first.
 */
export function withSite() {
  const suite = { site: undefined, device: undefined, toClose: [] };

  before(async () => {
    suite.site = await startSite();
    suite.device = await startDevice();
  });

  afterEach(async () => {
    for (const close of suite.toClose.splice(0).reverse()) await close();
    suite.site.reset();
  });

  after(async () => {
    await suite.device?.close();
    await suite.site?.close();
  });

  return suite;
}
