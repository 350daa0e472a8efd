// The class behind <dateline-map>. WebAssembly cannot extend HTMLElement, so this is the
// thin part that must be JavaScript: it forwards to the app and keeps no state of its own.

/** Where this program came from: a story may lie there as well as beside the page. */
export const programOrigin = () => new URL(import.meta.url).origin;

/**
 * The story that the page's address names, a `.dateline` file or a folder with its slash; undefined
 * if it names none, as where `story` is something of the host's own.
 */
export const storyInAddress = () => /^.+(\.dateline|\/)$/.exec(new URLSearchParams(location.search).get("story"))?.[0];

/** How often a call waits 50 ms for the part of the program that carries it out. */
const LATE_TRIES = 400;

const painted = () =>
  new Promise((resolve) => {
    // A hidden page paints nothing: do not wait for it for ever.
    const late = setTimeout(resolve, 500);
    const done = () => {
      clearTimeout(late);
      resolve();
    };
    requestAnimationFrame(() => requestAnimationFrame(done));
  });

/** Numbers that JSON has no word for: as text, which is refused where a number is wanted. */
const asText = (_, value) => (typeof value === "number" && !Number.isFinite(value) ? String(value) : value);

export function defineElement(name, connect, disconnect, attribute, call) {
  if (customElements.get(name)) return;

  class DatelineMap extends HTMLElement {
    static observedAttributes = ["src", "lang", "theme", "t"];
    #key = 0;
    /** How many calls wait for a part of the program, and the last of them. */
    #waiting = 0;
    #last = Promise.resolve();
    #ready;
    #settle;

    constructor() {
      super();
      this.attachShadow({ mode: "open" });
      this.#ready = new Promise((resolve, reject) => (this.#settle = { resolve, reject }));
      // Nobody has to listen: a failure is shown on the page and told by an event.
      this.#ready.catch(() => {});
      this.addEventListener("dateline:ready", () => this.#settle.resolve(this));
      this.addEventListener("dateline:error", (event) => this.#settle.reject(event.detail));
    }

    connectedCallback() {
      if (!this.#key) this.#key = connect(this, this.shadowRoot);
    }

    disconnectedCallback() {
      disconnect(this.#key);
      this.#key = 0;
    }

    attributeChangedCallback(attributeName, before, after) {
      if (this.#key && before !== after) attribute(this.#key, attributeName, after ?? "");
    }

    #call(method, argument) {
      // A copy as plain data: reading a host's object must not run a host's code.
      return this.#told(call(this.#key, method, JSON.parse(JSON.stringify(argument ?? null, asText) ?? "null")));
    }

    #told(answer) {
      if ("error" in answer) {
        throw Object.assign(new Error(answer.error.message), { code: answer.error.code, key: answer.error.key });
      }
      return answer.value;
    }

    get ready() {
      return this.#ready;
    }
    getState() {
      return this.#call("getState");
    }
    /** Asks until what answers is there, one after the other. */
    #asked(ask) {
      if (!this.#waiting && ask()) return undefined;
      this.#waiting += 1;
      const before = this.#last;
      const asking = async () => {
        await before.catch(() => {});
        try {
          for (let tries = LATE_TRIES; !ask(); tries--) {
            if (!tries) throw Object.assign(new Error("a part of the program did not arrive"), { code: "program.missing" });
            await new Promise((again) => setTimeout(again, 50));
          }
        } finally {
          this.#waiting -= 1;
        }
      };
      return (this.#last = asking());
    }
    /** Calls what answers at once, but not before a call that waits. */
    #inTurn(method, argument) {
      this.#asked(() => (this.#call(method, argument), true))?.catch(() => {});
    }
    async setState(partial) {
      await this.#asked(() => this.#call("setState", partial));
      await painted();
    }
    area(id) {
      return this.#call("area", String(id));
    }
    areas() {
      return this.#call("areas");
    }
    events(limit) {
      return this.#call("events", Number.isFinite(limit) ? limit : limit === Infinity ? Number.MAX_SAFE_INTEGER : null);
    }
    problems() {
      return this.#call("problems");
    }
    open(files) {
      return new Promise((resolve, reject) => {
        const asked = [Array.from(files ?? []), resolve, reject];
        this.#asked(() => this.#told(call(this.#key, "open", asked)))?.catch(reject);
      });
    }
    play() {
      this.#inTurn("play");
    }
    pause() {
      this.#inTurn("pause");
    }
    step(direction) {
      this.#inTurn("step", direction < 0 ? -1 : 1);
    }
    pixelAt(lon, lat) {
      return this.#call("pixelAt", [lon, lat]);
    }
  }

  customElements.define(name, DatelineMap);
}
