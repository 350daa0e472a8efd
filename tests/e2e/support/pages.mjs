// Pages around the map, as another publisher would write them.

/** A page with one map in it, and what stands before and after it. */
export function hostPage(attributes = "", before = "", after = "") {
  return page(`${before}<dateline-map src="/data/aleppo/" lang="en" ${attributes}></dateline-map>${after}`);
}

/** A page of the site, under its policy. */
export function page(body) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page around the map</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<script type="module" src="/dateline.js"></script></head><body><main>${body}</main></body></html>`;
}
