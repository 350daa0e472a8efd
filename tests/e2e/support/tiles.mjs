// Tiles as other people's programs write them: pictures, vector tiles and a PMTiles archive,
// made here so that the tests need nobody's.

import { deflateSync, gzipSync } from "node:zlib";

const CRC = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name, "latin1"), body]);
  let crc = 0xffffffff;
  for (const byte of named) crc = CRC[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, named, sum]);
}

/** A PNG of one colour, `side` pixels wide and high. */
export function png([red, green, blue], side = 256) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.alloc(1), Buffer.alloc(side * 3, Buffer.from([red, green, blue]))]);
  const rows = deflateSync(Buffer.concat(Array(side).fill(row)));
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([start, chunk("IHDR", header), chunk("IDAT", rows), chunk("IEND", Buffer.alloc(0))]);
}

function varint(number) {
  const bytes = [];
  let rest = BigInt(number);
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return Buffer.from([...bytes, Number(rest)]);
}

const field = (number, body) => Buffer.concat([varint((number << 3) | 2), varint(body.length), body]);
const zigzag = (number) => (number < 0 ? -2 * number - 1 : 2 * number);

function commands(kind, parts) {
  const numbers = [];
  let at = [0, 0];
  for (const part of parts) {
    part.forEach((corner, place) => {
      if (place === 0) numbers.push(9);
      if (place === 1) numbers.push(((part.length - 1) << 3) | 2);
      numbers.push(zigzag(corner[0] - at[0]), zigzag(corner[1] - at[1]));
      at = corner;
    });
    if (kind === 3) numbers.push(15);
  }
  return Buffer.concat(numbers.map(varint));
}

/** A vector tile: `layers` is a list of `[name, [{ kind (1 2 3), tags, parts }]]`. */
export function vectorTile(layers) {
  const written = layers.map(([name, features]) => {
    const keys = [...new Set(features.flatMap(({ tags }) => Object.keys(tags)))];
    const values = [...new Set(features.flatMap(({ tags }) => Object.values(tags)))];
    const body = [field(1, Buffer.from(name))];
    for (const { kind, tags, parts } of features) {
      const pairs = Object.entries(tags).flatMap(([key, value]) => [keys.indexOf(key), values.indexOf(value)]);
      const one = [field(2, Buffer.concat(pairs.map(varint))), Buffer.from([24, kind]), field(4, commands(kind, parts))];
      body.push(field(2, Buffer.concat(one)));
    }
    for (const key of keys) body.push(field(3, Buffer.from(key)));
    for (const value of values) body.push(field(4, field(1, Buffer.from(value))));
    body.push(Buffer.from([120, 2]));
    return field(3, Buffer.concat(body));
  });
  return Buffer.concat(written);
}

/**
 * A vector tile as a large town has them: a coast, quarters, parks, a river, some thousand
 * streets that wind a little, a railway, borders and names. `count` is how many streets and
 * quarters there are; the same `seed` gives the same town.
 */
export function townTile({ count = 100, seed = 1 } = {}) {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const at = () => [random() * 4096, random() * 4096];
  const round = (points) => points.map(([x, y]) => [Math.round(x), Math.round(y)]);
  const winding = ([x, y], steps, stride) => {
    let turn = random() * 6.28;
    return round(Array.from({ length: steps }, () => {
      turn += (random() - 0.5) * 0.7;
      return [x += Math.cos(turn) * stride, y += Math.sin(turn) * stride];
    }));
  };
  const blob = ([x, y], radius, corners) => round(Array.from({ length: corners }, (_, corner) => {
    const [turn, far] = [(corner / corners) * 6.283, radius * (0.7 + random() * 0.3)];
    return [x + Math.cos(turn) * far, y + Math.sin(turn) * far];
  }));
  const many = (length, make) => Array.from({ length }, make);
  const coast = many(120, (_, step) => [900 + 260 * Math.sin(step / 9) + random() * 40, step * 36 - 90]);
  const lines = (kind, steps, stride, length) => many(length, () => ({ kind: 2, tags: { kind }, parts: [winding(at(), steps, stride)] }));
  const areas = (kind, radius, corners, length) => many(length, () => ({ kind: 3, tags: { kind }, parts: [blob(at(), radius, corners)] }));
  const place = (kind_detail, name, english, arabic) => ({
    kind: 1, tags: { kind: "locality", kind_detail, name, "name:en": english, "name:ar": arabic }, parts: [round([at()])],
  });
  return vectorTile([
    ["earth", [{ kind: 3, tags: { kind: "earth" }, parts: [[[-64, -64], [4160, -64], [4160, 4160], [-64, 4160]]] }]],
    ["landuse", [...areas("residential", 260, 24, Math.ceil(count / 2)), ...areas("park", 130, 32, Math.ceil(count / 4))]],
    ["water", [
      { kind: 3, tags: { kind: "ocean" }, parts: [round([[-90, -90], ...coast, [-90, 4230]])] },
      ...lines("river", 160, 40, 2), ...areas("lake", 90, 30, Math.ceil(count / 20)),
    ]],
    ["roads", [
      ...lines("minor_road", 12, 45, count), ...lines("major_road", 60, 60, Math.ceil(count / 12)),
      ...lines("highway", 90, 70, 2), ...lines("rail", 90, 60, 2),
    ]],
    ["boundaries", [
      { kind: 2, tags: { kind: "country" }, parts: [winding([3000, -60], 90, 60)] },
      { kind: 2, tags: { kind: "region" }, parts: [winding([-60, 2600], 90, 60)] },
    ]],
    ["places", [
      place("city", "Grossort", "Great Town", "المدينة الكبرى"), place("town", "Mittelort", "Middleton", "البلدة الوسطى"),
      ...many(6, (_, number) => place("village", `Dorf ${number}`, `Village ${number}`, `قرية ${number}`)),
    ]],
  ]);
}

/** The number of a tile in an archive: along a Hilbert curve, level by level. */
export function tileId(zoom, x, y) {
  let id = (4 ** zoom - 1) / 3;
  let [at, row] = [x, y];
  for (let side = 2 ** (zoom - 1); side >= 1; side /= 2) {
    const [right, below] = [at & side ? 1 : 0, row & side ? 1 : 0];
    id += side * side * ((3 * right) ^ below);
    if (below === 0) {
      if (right === 1) [at, row] = [side - 1 - (at & (side - 1)), side - 1 - (row & (side - 1))];
      [at, row] = [row, at];
    }
  }
  return id;
}

function directory(entries) {
  const columns = [[varint(entries.length)], [], [], []];
  let before = 0;
  for (const { id, run, length, offset } of entries) {
    columns[0].push(varint(id - before));
    columns[1].push(varint(run));
    columns[2].push(varint(length));
    columns[3].push(varint(offset + 1));
    before = id;
  }
  return gzipSync(Buffer.concat(columns.flat()));
}

/**
 * A PMTiles archive of vector tiles, `[zoom, x, y, bytes]` each, packed with gzip. Half of
 * its directory lies in a leaf.
 */
export function archive(tiles, { least, greatest, metadata = {}, packing = 2 }) {
  const sorted = tiles
    .map(([zoom, x, y, bytes]) => ({ id: tileId(zoom, x, y), bytes: gzipSync(bytes) }))
    .sort((a, b) => a.id - b.id);
  let offset = 0;
  const entries = sorted.map(({ id, bytes }) => {
    const entry = { id, run: 1, length: bytes.length, offset };
    offset += bytes.length;
    return entry;
  });
  const half = Math.ceil(entries.length / 2);
  const leaf = directory(entries.slice(half));
  const pointer = { id: entries[half].id, run: 0, length: leaf.length, offset: 0 };
  const root = directory([...entries.slice(0, half), pointer]);
  const said = gzipSync(Buffer.from(JSON.stringify(metadata)));
  const head = Buffer.alloc(127);
  head.write("PMTiles", "latin1");
  head[7] = 3;
  const lengths = [root.length, said.length, leaf.length, offset];
  let at = 127;
  lengths.forEach((length, place) => {
    head.writeBigUInt64LE(BigInt(at), 8 + 16 * place);
    head.writeBigUInt64LE(BigInt(length), 16 + 16 * place);
    at += length;
  });
  head.set([1, packing, packing, 1, least, greatest], 96);
  [-180, -85, 180, 85].forEach((degrees, place) => head.writeInt32LE(degrees * 1e7, 102 + 4 * place));
  return Buffer.concat([head, root, said, leaf, ...sorted.map(({ bytes }) => bytes)]);
}

/** Where a place lies among the tiles of a level: column and row with their fractions. */
export function tileAt({ lon, lat }, zoom) {
  const sine = Math.sin((lat * Math.PI) / 180);
  const count = 2 ** zoom;
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
  return { x: ((lon + 180) / 360) * count, y: y * count };
}

/** The place at a column and row of a level. */
export function placeAt({ x, y }, zoom) {
  const count = 2 ** zoom;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / count))) * 180) / Math.PI;
  return { lon: (x / count) * 360 - 180, lat };
}
