// Files of one's own, as a reader drops them.

import { retry } from "./app.mjs";

/** What opens files comes when the page is idle, with a style sheet of its own. */
export const untilLate = (page) =>
  retry("the late part", () =>
    page.evaluate(() => document.querySelector("dateline-map").shadowRoot.adoptedStyleSheets.length > 1));

/** Drops files, texts by name, on what `selector` means, as a reader would. */
export const drop = (page, files, selector = "body") =>
  page.evaluate(
    (where, list) => {
      const dataTransfer = new DataTransfer();
      for (const [name, text] of list) dataTransfer.items.add(new File([text], name));
      const target = document.querySelector(where);
      for (const kind of ["dragover", "drop"]) {
        target.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true, composed: true }));
      }
    },
    selector,
    Object.entries(files),
  );
