// Cases of `tests/images`: a folder each, with a story, what is to be shown of it, and the
// picture that is expected.
//
// `case.toml`: `about` says in words what the picture shows; `lang`, `theme`, `width`,
// `height` and `density` (device pixels for one of CSS) how it is shown; `state` what
// `setState` is to get; `problems` the codes of what is reported; `pixels` the part of the picture that may differ from what is
// expected, and `channel` by how much a channel must differ for a pixel to count.

import { readdir, readFile, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "smol-toml";

import { page as pageWith } from "./pages.mjs";
import { readPng } from "./shots.mjs";

const FOLDER = fileURLToPath(new URL("../../images", import.meta.url));
const EXPECTED = "expected.png";
// What the other painter makes of it, for the cases that have one.
const EXPECTED_SVG = "expected.svg";
const DEFAULTS = {
  about: "", lang: "en", theme: "light", width: 400, height: 300, density: 1, pixels: 0.002, channel: 24, problems: [],
  state: {},
};

/** Every case, in the order of their names. */
export async function readCases() {
  const entries = await readdir(FOLDER, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(names.sort().map(readCase));
}

async function readCase(name) {
  const said = parse(await readFile(join(FOLDER, name, "case.toml"), "utf8"));
  const unknown = Object.keys(said).filter((key) => !(key in DEFAULTS));
  if (unknown.length > 0) throw new Error(`${name}/case.toml: nobody knows ${unknown.join(", ")}`);
  return { name, ...DEFAULTS, ...said };
}

/** Serves the case's story and a page with nothing but its map; gives the page's path. */
export async function serveCase(site, { name, lang, theme, width, height, controls = "none" }) {
  const folder = `/data/${name}/`;
  for (const file of await readdir(join(FOLDER, name))) {
    if (![EXPECTED, EXPECTED_SVG, "case.toml"].includes(file)) {
      site.replace(folder + file, { body: await readFile(join(FOLDER, name, file)) });
    }
  }
  const look = `style="display:block;margin:0;inline-size:${width}px;block-size:${height}px"`;
  const map = `<dateline-map src="${folder}" lang="${lang}" theme="${theme}" controls="${controls}" ${look}></dateline-map>`;
  const path = `/${name}.html`;
  // The published policy keeps a page's own style sheets out, but not what attributes say.
  site.replace(path, { body: pageWith(map) });
  return path;
}

/** The expected picture of a case; `undefined` if there is none yet. */
export async function readExpected({ name }) {
  const file = join(FOLDER, name, EXPECTED);
  return existsSync(file) ? readPng(await readFile(file)) : undefined;
}

/** The expected SVG of a case; `undefined` if there is none. */
export async function readExpectedSvg({ name }) {
  const file = join(FOLDER, name, EXPECTED_SVG);
  return existsSync(file) ? (await readFile(file, "utf8")).replaceAll("\r\n", "\n") : undefined;
}

/** Keeps an SVG as what the other painter is to make of a case from now on. */
export function blessSvg({ name }, svg) {
  return writeFile(join(FOLDER, basename(name), EXPECTED_SVG), svg);
}

/** Keeps a PNG as what is expected of a case from now on. */
export function bless({ name }, png) {
  return writeFile(join(FOLDER, basename(name), EXPECTED), png);
}
