// Screenshots: kept in `artifacts/` for a person to look at, and read as pixels by tests.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inflateSync } from "node:zlib";

import { BROWSER } from "./browser.mjs";

const FOLDER = fileURLToPath(new URL("../artifacts", import.meta.url));

/** Takes a picture of `page`, or of `clip` in CSS pixels, and keeps it under `name`. */
export async function shoot(page, name, clip) {
  const png = await page.screenshot({ type: "png", clip });
  await keep(name, png);
  return readPng(Buffer.from(png));
}

/** Keeps a picture under `name`. */
export async function keep(name, png) {
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, `${name}.${BROWSER}.png`), png);
}

/** How often each colour (`#rrggbb`) occurs in a picture, most frequent first. */
export function colours({ data }) {
  const counts = new Map();
  for (let at = 0; at < data.length; at += 4) {
    const colour = `#${data.subarray(at, at + 3).toString("hex")}`;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return new Map([...counts].sort((a, b) => b[1] - a[1]));
}

/** The colour of one pixel as `[red, green, blue, alpha]`. */
export function pixel({ width, data }, x, y) {
  const at = (y * width + x) * 4;
  return [...data.subarray(at, at + 4)];
}

/** How many pixels of two pictures of one size differ by more than `tolerance` in a channel. */
export function difference(one, other, tolerance = 8) {
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  let count = 0;
  for (let at = 0; at < one.data.length; at += 4) {
    const differs = [0, 1, 2].some((channel) => Math.abs(one.data[at + channel] - other.data[at + channel]) > tolerance);
    if (differs) count += 1;
  }
  return count;
}

/**
 * How many pixels of either picture are, in a channel, more than `tolerance` outside of what the
 * other has there and in the eight pixels around. What moved by less than a pixel counts nothing:
 * an edge then takes a colour between those of its neighbours. What is missing in one of the
 * two, or has another colour, counts each of its pixels.
 */
export function beyondShift(one, other, tolerance) {
  if (one.width !== other.width || one.height !== other.height) return Infinity;
  return outside(one, other, tolerance) + outside(other, one, tolerance);
}

/** How many pixels of `one` lie outside of what `other` has around the same place. */
function outside(one, other, tolerance) {
  let count = 0;
  for (let y = 0; y < one.height; y += 1) {
    for (let x = 0; x < one.width; x += 1) {
      const at = (y * one.width + x) * 4;
      const isOutside = [0, 1, 2].some((channel) => {
        const value = one.data[at + channel];
        // Nearly all are where they were.
        if (Math.abs(value - other.data[at + channel]) <= tolerance) return false;
        const [least, most] = around(other, x, y, channel);
        return value < least - tolerance || value > most + tolerance;
      });
      if (isOutside) count += 1;
    }
  }
  return count;
}

/** The least and the most that a channel has in a pixel and the eight around it. */
function around({ width, height, data }, x, y, channel) {
  let [least, most] = [255, 0];
  for (let row = Math.max(0, y - 1); row <= Math.min(height - 1, y + 1); row += 1) {
    for (let column = Math.max(0, x - 1); column <= Math.min(width - 1, x + 1); column += 1) {
      const value = data[(row * width + column) * 4 + channel];
      least = Math.min(least, value);
      most = Math.max(most, value);
    }
  }
  return [least, most];
}

/**
 * The pixels of a PNG as browsers write them: 8 bits a channel, RGB or RGBA, not
 * interlaced. Returns `{ width, height, data }` with four bytes a pixel.
 */
export function readPng(file) {
  const chunks = [];
  let header;
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const name = file.toString("latin1", at + 4, at + 8);
    const body = file.subarray(at + 8, at + 8 + length);
    if (name === "IHDR") header = body;
    if (name === "IDAT") chunks.push(body);
    at += length + 12;
  }
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = { 2: 3, 6: 4 }[header[9]];
  if (header[8] !== 8 || !channels || header[12] !== 0) throw new Error("a PNG of an unexpected kind");
  const rows = unfilter(inflateSync(Buffer.concat(chunks)), width * channels, height, channels);
  const data = Buffer.alloc(width * height * 4, 255);
  for (let index = 0; index < width * height; index += 1) {
    rows.copy(data, index * 4, index * channels, (index + 1) * channels);
  }
  return { width, height, data };
}

/** Takes back the five row filters of PNG. */
function unfilter(packed, stride, height, channels) {
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y += 1) {
    const filter = packed[y * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const left = x >= channels ? rows[y * stride + x - channels] : 0;
      const up = y > 0 ? rows[(y - 1) * stride + x] : 0;
      const corner = y > 0 && x >= channels ? rows[(y - 1) * stride + x - channels] : 0;
      const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][filter];
      rows[y * stride + x] = packed[y * (stride + 1) + 1 + x] + guess;
    }
  }
  return rows;
}

/** The one of three neighbours that is nearest to their linear estimate (Paeth). */
function nearest(left, up, corner) {
  const [toLeft, toUp, toCorner] = [up - corner, left - corner, left + up - 2 * corner].map(Math.abs);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
