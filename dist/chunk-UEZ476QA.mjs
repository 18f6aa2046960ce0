import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/base/byte-size.ts
var UNITS = {
  B: 1,
  kB: 1e3,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  TB: 1e12,
  KiB: 2 ** 10,
  MiB: 2 ** 20,
  GiB: 2 ** 30,
  TiB: 2 ** 40
};
function parseByteSize(text) {
  const match = /^(\d+(?:\.\d+)?)\s*([A-Za-z]+)$/.exec(text.trim());
  const unit = match?.[2] === void 0 ? void 0 : UNITS[match[2]];
  if (match === null || unit === void 0) {
    throw new ConfigurationError(
      "BYTE_SIZE",
      `"${text}" is not a size; write a number with B, kB, MB, GB, KiB, MiB or GiB, like 500MB`,
      { text }
    );
  }
  return Math.round(Number(match[1]) * unit);
}
function formatBytes(bytes) {
  if (bytes < 1e3) return `${bytes} B`;
  for (const unit of ["kB", "MB", "GB"]) {
    const amount = bytes / UNITS[unit];
    if (amount < 999.95) return `${amount.toFixed(amount < 99.95 ? 1 : 0)} ${unit}`;
  }
  return `${(bytes / 1e12).toFixed(1)} TB`;
}
function formatCount(count) {
  return String(count).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

export {
  parseByteSize,
  formatBytes,
  formatCount
};
