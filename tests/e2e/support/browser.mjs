// Starts the browser that `DATELINE_BROWSER` names (chromium or firefox) and opens pages
// that remember everything a test may want to hold against them.
//
// Both draw WebGL2 in software here, so that the tests need no graphics card. Both are
// driven by the same library: Chromium over its own protocol, Firefox over WebDriver BiDi.

import puppeteer from "puppeteer-core";

/** `chromium` or `firefox`. */
export const BROWSER = process.env.DATELINE_BROWSER ?? "chromium";

/** How many times as slow as this machine Chromium's pages are to be, to see what depends on speed. */
const SLOW = Number(process.env.DATELINE_SLOW ?? 1);

/** How long anything may take before it counts as never coming: much more than it needs. */
export const PATIENCE_MS = 60_000;

const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-dev-shm-usage",
  // Without these two there is no WebGL at all in headless mode.
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--font-render-hinting=none",
  "--force-color-profile=srgb",
  // Whatever the app might ask of another host fails at once and shows in the record.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];

const FIREFOX_PREFERENCES = {
  "webgl.force-enabled": true,
  "gfx.x11-egl.force-enabled": true,
  // What Firefox asks of the network by itself.
  "app.update.disabledForTesting": true,
  "browser.region.network.url": "",
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
  "datareporting.healthreport.uploadEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.dns.disablePrefetch": true,
  "services.settings.server": "http://127.0.0.1:9/",
  "toolkit.telemetry.enabled": false,
};

/** Starts the browser; close it with `close()` when the file is done. */
export function startBrowser({ args = [], preferences = {} } = {}) {
  if (BROWSER === "firefox") {
    return puppeteer.launch({
      browser: "firefox",
      executablePath: process.env.DATELINE_FIREFOX ?? "/usr/bin/firefox-esr",
      // Its headless mode has no WebGL2 without a graphics card: run under xvfb-run.
      headless: false,
      timeout: PATIENCE_MS,
      args,
      extraPrefsFirefox: { ...FIREFOX_PREFERENCES, ...preferences },
    });
  }
  return puppeteer.launch({
    browser: "chrome",
    executablePath: process.env.DATELINE_CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    timeout: PATIENCE_MS,
    args: [...CHROMIUM_ARGS, ...args],
  });
}

/**
 * Opens a page, `width` by `height` CSS pixels, for a reader who has never been here:
 * nothing cached, nothing stored. Returns `{ page, record, close }`.
 */
export async function openPage(browser, { width = 1200, height = 800, density = 1 } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  await page.setViewport({ width, height, deviceScaleFactor: density });
  // Frames of others too: the library keeps them in the page's own process.
  if (SLOW > 1 && BROWSER === "chromium") await page.emulateCPUThrottling(SLOW);
  const record = await startRecord(page);
  return { page, record, close: () => context.close() };
}

/** What a page did: its requests, its errors, what the policy refused. */
async function startRecord(page) {
  const requests = [];
  const consoleErrors = [];
  const pageErrors = [];
  const failures = [];
  page.on("request", (request) => requests.push({ url: request.url(), method: request.method() }));
  page.on("requestfailed", (request) => failures.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on("pageerror", (error) => pageErrors.push(String(error?.stack ?? error)));
  page.on("console", (message) => {
    if (message.type() === "error") consoleErrors.push(message.text());
  });
  await page.evaluateOnNewDocument(() => {
    window.refusedByPolicy = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.refusedByPolicy.push(`${event.effectiveDirective}: ${event.blockedURI || event.sample}`);
    });
  });
  return {
    requests,
    consoleErrors,
    pageErrors,
    failures,
    /** The origins of all requests so far; what is made in the page itself has none. */
    origins() {
      const remote = requests.filter(({ url }) => !/^(data|blob|about):/.test(url));
      return [...new Set(remote.map(({ url }) => new URL(url).origin))];
    },
    /** What the policy refused, in the page and its frames. */
    async violations() {
      const lists = await Promise.all(
        page.frames().map((frame) => frame.evaluate(() => window.refusedByPolicy ?? []).catch(() => [])),
      );
      return lists.flat();
    },
  };
}

/** Polls `condition` (in the page, with `args`) until it is true; fails with `what`. */
export async function until(page, what, condition, ...args) {
  try {
    await page.waitForFunction(condition, { timeout: PATIENCE_MS, polling: 50 }, ...args);
  } catch (error) {
    throw new Error(`never came: ${what}`, { cause: error });
  }
}
