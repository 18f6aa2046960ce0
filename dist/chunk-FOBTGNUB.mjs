import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  formatDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  safeText
} from "./chunk-3UZALZAA.mjs";

// src/runtime/pace.ts
function createPaces(clock) {
  const known = /* @__PURE__ */ new Map();
  return {
    see({ subject, phase, done }) {
      const now = clock.now();
      const seen = known.get(subject);
      if (seen === void 0 || seen.phase !== phase || done < seen.done) {
        known.set(subject, { phase, first: now, from: done, done });
        return { since: 0, moved: 0, begins: true };
      }
      seen.done = done;
      return { since: now - seen.first, moved: done - seen.from, begins: false };
    },
    forget(subject) {
      known.delete(subject);
    }
  };
}

// src/runtime/plain-log.ts
var PROGRESS_EVERY_MS = 1e4;
function shownText(text, mask) {
  return mask(safeText(mask(text)));
}
function createPlainLog(options) {
  const { clock, mask, out } = options;
  const shown = (text) => shownText(text, mask);
  const line = (text) => void out.write(`${mask(text)}
`);
  return {
    debug: (message) => {
      if (options.verbose) line(`debug: ${shown(message)}`);
    },
    info: (message) => line(shown(message)),
    warn: (message, place) => line(`warning: ${placeText(place, mask)}${shown(message)}`),
    error: (message, place) => line(`error: ${placeText(place, mask)}${shown(message)}`),
    group(title, lines) {
      line(shown(title));
      for (const text of lines) line(`  ${shown(text)}`);
    },
    progress: createProgressLines({ clock, mask, line })
  };
}
function createProgressLines(options) {
  const { clock, mask, line } = options;
  const paces = createPaces(clock);
  const told = /* @__PURE__ */ new Map();
  return (progress) => {
    const { subject, phase } = progress;
    if (phase === "end") {
      paces.forget(subject);
      told.delete(subject);
      return;
    }
    const now = clock.now();
    const { since, moved, begins } = paces.see(progress);
    if (begins) told.set(subject, now);
    if (now - (told.get(subject) ?? now) < PROGRESS_EVERY_MS) return;
    told.set(subject, now);
    line(progressText({ ...progress, subject: mask(subject) }, since, moved));
  };
}
function placeText(place, mask) {
  if (place === void 0) return "";
  const position = [place.line, place.column].filter((part) => part !== void 0).join(":");
  return `${shownText(place.file, mask)}${position === "" ? "" : `:${position}`}: `;
}
function progressText(progress, since, moved) {
  const amount = progress.unit === "bytes" ? formatBytes : (count) => `${formatCount(count)} rows`;
  const parts = [`${safeText(progress.subject)} ${progress.phase} ${amount(progress.done)}`];
  if (progress.total !== void 0 && progress.total > 0) {
    parts[0] += ` of ${amount(progress.total)} (${Math.floor(100 * progress.done / progress.total)} %)`;
  }
  if (since >= 200 && moved > 0) {
    const rate = moved / (since / 1e3);
    parts.push(`${amount(Math.round(rate))}/s`);
    if (progress.total !== void 0 && progress.total > progress.done) {
      parts.push(`${formatDuration((progress.total - progress.done) / rate * 1e3)} to go`);
    }
  }
  return parts.join(", ");
}

export {
  createPaces,
  shownText,
  createPlainLog,
  createProgressLines,
  placeText,
  progressText
};
