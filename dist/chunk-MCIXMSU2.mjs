import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  MAX_DICTIONARY
} from "./chunk-OYAQC4UU.mjs";

// src/table/cells.ts
var MISSING = 255;
var ROWS_TO_JUDGE = 2e4;
var LARGEST_SHARE = 1 / 4;
function createCells(direct) {
  const positions = /* @__PURE__ */ new Map();
  const texts = [];
  const rows = [];
  let missing;
  let size = 0;
  function put(text) {
    size += text.length;
    return texts.push(text) - 1;
  }
  function positionOf(text) {
    if (text === void 0) {
      missing ??= put("");
      return missing;
    }
    if (direct) return put(text);
    const known = positions.get(text);
    if (known !== void 0) return known;
    const position = put(text);
    positions.set(text, position);
    return position;
  }
  return {
    add: (text) => void rows.push(positionOf(text)),
    repeat: (position) => void rows.push(position),
    position: () => rows.at(-1),
    size: () => size,
    finish() {
      const { bytes, starts, ends } = encode(texts, missing);
      const isLarge = rows.length > ROWS_TO_JUDGE && texts.length > rows.length * LARGEST_SHARE;
      if (!direct && !isLarge && texts.length < MAX_DICTIONARY) {
        return { kind: "dictionary", indices: Uint16Array.from(rows), values: { bytes, starts, ends } };
      }
      const values = { bytes, starts: new Uint32Array(rows.length), ends: new Uint32Array(rows.length) };
      rows.forEach((position, row) => {
        values.starts[row] = starts[position];
        values.ends[row] = ends[position];
      });
      return { kind: "direct", values };
    }
  };
}
function encode(texts, missing) {
  const joined = texts.join("");
  const encoded = Buffer.from(joined, "utf8");
  const isAscii = encoded.length === joined.length;
  const bytes = new Uint8Array(encoded.length + 1);
  bytes.set(encoded);
  bytes[encoded.length] = MISSING;
  const starts = new Uint32Array(texts.length);
  const ends = new Uint32Array(texts.length);
  let at = 0;
  texts.forEach((text, position) => {
    starts[position] = at;
    at += isAscii ? text.length : Buffer.byteLength(text, "utf8");
    ends[position] = at;
  });
  if (missing !== void 0) {
    starts[missing] = encoded.length;
    ends[missing] = encoded.length + 1;
  }
  return { bytes, starts, ends };
}

export {
  MISSING,
  createCells
};
