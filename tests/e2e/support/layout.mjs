// Questions about boxes, asked inside the page: each of these functions is sent there whole
// and must stand by itself.

/** What reaches beyond the left or right edge of the window and can be seen there. */
export function overflowing() {
  const root = document.querySelector("dateline-map").shadowRoot;
  const found = [];
  for (const element of root.querySelectorAll("*")) {
    if (element.closest(".dl-hidden") || (element.closest("svg") && element.localName !== "svg")) continue;
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || getComputedStyle(element).visibility === "hidden") continue;
    let [left, right] = [box.left, box.right];
    for (let around = element.parentElement; around; around = around.parentElement) {
      if (getComputedStyle(around).overflowX === "visible") continue;
      const clip = around.getBoundingClientRect();
      [left, right] = [Math.max(left, clip.left), Math.min(right, clip.right)];
    }
    if (right > left && (left < -0.5 || right > innerWidth + 0.5)) {
      found.push(`${element.className?.baseVal ?? element.className} ${Math.round(left)} to ${Math.round(right)}`);
    }
  }
  return found;
}

/** The buttons whose words do not fit them, or which are cut off by what is around them. */
export function isClipped() {
  const root = document.querySelector("dateline-map").shadowRoot;
  const found = [];
  for (const button of root.querySelectorAll("button, select, input")) {
    const box = button.getBoundingClientRect();
    if (box.width === 0 || getComputedStyle(button).visibility === "hidden" || button.matches(".dl-skip")) continue;
    const name = `${button.className || button.localName} ${button.getAttribute("aria-label") ?? button.innerText.slice(0, 30)}`;
    const range = document.createRange();
    range.selectNodeContents(button);
    for (const words of button.localName === "button" ? range.getClientRects() : []) {
      if (words.width === 0) continue;
      const isOut = words.left < box.left - 1.5 || words.right > box.right + 1.5 || words.top < box.top - 4 || words.bottom > box.bottom + 4;
      if (isOut) {
        found.push(`${name}: its words are larger than it`);
        break;
      }
    }
    for (let around = button.parentElement; around; around = around.parentElement) {
      const style = getComputedStyle(around);
      const clip = around.getBoundingClientRect();
      const cutX = ["hidden", "clip"].includes(style.overflowX) && (box.left < clip.left - 1 || box.right > clip.right + 1);
      const cutY = ["hidden", "clip"].includes(style.overflowY) && (box.top < clip.top - 1 || box.bottom > clip.bottom + 1);
      if (cutX || cutY) found.push(`${name}: cut off by ${around.className}`);
    }
    // What stands in a row that scrolls sideways can be scrolled to.
    const scrolls = (one) => ["auto", "scroll"].includes(getComputedStyle(one).overflowX) && one.scrollWidth > one.clientWidth;
    let scroller = button.parentElement;
    while (scroller && !scrolls(scroller)) scroller = scroller.parentElement;
    if (scroller) continue;
    if (box.left < -1 || box.right > innerWidth + 1) found.push(`${name}: beyond the window`);
  }
  return found;
}

/** The boxes that must never lie over one another, by name; nothing that is not shown. */
export function furniture() {
  const root = document.querySelector("dateline-map").shadowRoot;
  const parts = [
    ".dl-title", ".dl-standfirst", ".dl-switches", ".dl-asof", ".dl-asof-later", ".dl-legend", ".dl-map-buttons", ".dl-scale", ".dl-credit",
    ".dl-globe.dl-seen", ".dl-locator.dl-seen",
    ".dl-play", ".dl-date", ".dl-mode", ".dl-speed", ".dl-axis-buttons", ".dl-band", ".dl-bars", ".dl-axis", ".dl-tabs",
    ".dl-notice", ".dl-no-webgl", ".dl-compare",
  ];
  const found = {};
  for (const part of parts) {
    const element = root.querySelector(part);
    if (!element || element.getClientRects().length === 0) continue;
    const { left, right, top, bottom } = element.getBoundingClientRect();
    found[part] = { left, right, top, bottom };
  }
  return found;
}

/** The ticks that can be seen: words, row and box. */
export function ticks() {
  const root = document.querySelector("dateline-map").shadowRoot;
  const axis = root.querySelector(".dl-axis").getBoundingClientRect();
  return [...root.querySelectorAll(".dl-tick")].map((tick) => {
    const { left, right, top, bottom } = tick.getBoundingClientRect();
    return {
      words: tick.textContent,
      isContext: tick.classList.contains("dl-context"),
      left: Math.max(left, axis.left),
      right: Math.min(right, axis.right),
      top,
      bottom,
      isCut: left < axis.left - 1 || right > axis.right + 1,
    };
  }).filter(({ left, right }) => right > left);
}
