import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/base/duration.ts
var UNITS = { ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5 };
function parseDuration(text) {
  if (!/^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/.test(text)) {
    throw new ConfigurationError(
      "DURATION",
      `"${text}" is not a duration; write a number with ms, s, m, h or d, like 90s or 1h30m`,
      { text }
    );
  }
  let total = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)) {
    total += Number(amount) * UNITS[unit];
  }
  return total;
}
function formatDuration(ms) {
  if (ms < 9950) return `${(ms / 1e3).toFixed(1)} s`;
  const seconds = Math.round(ms / 1e3);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${String(seconds % 60).padStart(2, "0")} s`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${Math.floor(hours / 24)} d`;
}

export {
  parseDuration,
  formatDuration
};
