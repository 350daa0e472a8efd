// What a page shows, picture by picture, with the time at which each came onto the screen:
// the same end for every system, whatever draws it.

import { createHash } from "node:crypto";

/** How long nothing may change before a picture counts as the last one, ms. */
const QUIET_MS = 400;

/** How long a change may take at most, ms. */
const LIMIT_MS = 60_000;

/** Watches the screen of a page; `step` tells how long a change takes to be seen. */
export async function watchScreen(page) {
  const session = await page.createCDPSession();
  await session.send("Performance.enable");
  // The pictures in the order of their times: which one, and when it was shown.
  const shown = [];
  session.on("Page.screencastFrame", ({ data, metadata, sessionId }) => {
    session.send("Page.screencastFrameAck", { sessionId }).catch(() => {});
    shown.push({ picture: createHash("md5").update(data).digest("hex"), ms: metadata.timestamp * 1000, at: Date.now() });
  });
  await session.send("Page.startScreencast", { format: "jpeg", quality: 60, everyNthFrame: 1 });

  /** Waits until no other picture has come for a while, and the page is at work on none. */
  async function rest() {
    let from = Date.now();
    for (;;) {
      const last = Math.max(from, shown.at(-1)?.at ?? 0);
      if (Date.now() - last > QUIET_MS) {
        if (await page.evaluate(() => globalThis.bench?.settled?.() ?? true)) return;
        from = Date.now();
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Milliseconds for which the page's main thread has been at work so far. */
  async function work() {
    const { metrics } = await session.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  }

  /** What the browser counts for the page so far: milliseconds of each kind of work, layouts. */
  async function metrics() {
    const { metrics } = await session.send("Performance.getMetrics");
    const of = (name) => metrics.find((one) => one.name === name).value;
    const ms = (name) => of(name) * 1000;
    return {
      tasks: ms("TaskDuration"),
      script: ms("ScriptDuration"),
      style: ms("RecalcStyleDuration"),
      layout: ms("LayoutDuration"),
      layouts: of("LayoutCount"),
      styles: of("RecalcStyleCount"),
    };
  }

  return {
    rest,
    work,
    /**
     * The parts of what the main thread does for a step of a series: milliseconds of all tasks, of
     * script, of calls of WebGL within it, of style and of layout, and how many times styles and
     * layout are worked out, each by the step. `series` is to be run before and after, so that
     * counting the calls is not counted.
     */
    async parts(change, values) {
      const before = await metrics();
      await this.series(change, values);
      const after = await metrics();
      const a_step = Object.fromEntries(Object.keys(after).map((key) => [key, (after[key] - before[key]) / values.length]));
      await page.evaluate(countCalls);
      await this.series(change, values);
      const { gl_ms, draws, points, uploaded } = await page.evaluate(() => globalThis.glCalls);
      const of = (number) => number / values.length;
      return { ...a_step, gl: of(gl_ms), draws: of(draws), points: of(points), uploaded: of(uploaded) };
    },
    /**
     * Has `change` called in the page with `value`, which tells the time before it, and waits
     * for the picture to stay. In ms: until the first other picture, until the last one, and the
     * main thread's work.
     */
    async step(change, value) {
      await rest();
      const before = shown.at(-1)?.picture;
      const first = shown.length;
      const worked = await work();
      const start = await page.evaluate(change, value);
      const seen = () => shown.slice(first).some((one) => one.picture !== before && one.ms >= start);
      for (const end = Date.now() + LIMIT_MS; !seen() && Date.now() < end; ) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await rest();
      const tasks_ms = (await work()) - worked;
      let last = before;
      const others = [];
      for (const one of shown.slice(first)) {
        if (one.picture !== last && one.ms >= start) others.push(one.ms - start);
        last = one.picture;
      }
      if (others.length === 0) throw new Error(`nothing on the screen has changed: ${JSON.stringify([start, shown.slice(-5)])}`);
      return { first_ms: others[0], whole_ms: others.at(-1), tasks_ms };
    },
    /**
     * Has `change` called for every value, one a frame as under a hand. In ms, how long the
     * main thread is at work for each: on the change and what follows it in the same task, and
     * on the frame until it is handed over to be shown.
     */
    series(change, values) {
      return page.evaluate(
        async (source, list) => {
          const act = Function(`return ${source}`)();
          const channel = new MessageChannel();
          // The frame may begin before the task after the change has had its turn.
          const waiting = [];
          channel.port1.onmessage = () => waiting.shift()();
          const nextTask = () => new Promise((resolve) => { waiting.push(resolve); channel.port2.postMessage(0); });
          const frame = (what) => new Promise((resolve) => requestAnimationFrame(() => resolve(what())));
          const times = [];
          for (const value of list) {
            // Ours is asked for first, so that it is the first of the frame.
            const drawn = frame(async () => {
              const start = performance.now();
              await nextTask();
              return performance.now() - start;
            });
            const start = performance.now();
            act(value);
            await nextTask();
            const changed = performance.now() - start;
            times.push(changed + (await drawn));
          }
          return times;
        },
        String(change),
        values,
      );
    },
    async close() {
      await session.send("Page.stopScreencast");
      await session.detach();
    },
  };
}

/** From now on counts what goes to WebGL, in the page, into `glCalls`. */
function countCalls() {
  const found = { gl_ms: 0, draws: 0, points: 0, uploaded: 0 };
  globalThis.glCalls = found;
  const prototype = WebGL2RenderingContext.prototype;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const { value } = Object.getOwnPropertyDescriptor(prototype, name);
    if (typeof value !== "function" || name === "constructor") continue;
    prototype[name] = function (...given) {
      if (name.startsWith("draw")) found.draws += 1;
      if (name === "drawArrays") found.points += given[2];
      if (name.startsWith("buffer")) found.uploaded += given[1]?.byteLength ?? given[2]?.byteLength ?? 0;
      if (name.startsWith("texSubImage") || name.startsWith("texImage")) found.uploaded += given.at(-1)?.byteLength ?? given.at(-2)?.byteLength ?? 0;
      const start = performance.now();
      const result = value.apply(this, given);
      found.gl_ms += performance.now() - start;
      return result;
    };
  }
}
