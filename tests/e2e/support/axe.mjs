// What axe finds wrong with a page.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

/** The program, to be run once in a page before it is audited. */
export const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** What is found: `impact rule: where`. */
export function audit(page) {
  return page.evaluate(async () => {
    const result = await window.axe.run(document, {
      resultTypes: ["violations"],
      rules: { "target-size": { enabled: true } },
    });
    return result.violations.map(({ impact, id, nodes }) => ({
      impact,
      text: `${impact} ${id}: ${nodes.slice(0, 4).map(({ target }) => target.flat().at(-1)).join(" | ")} (${nodes.length})`,
    }));
  });
}
