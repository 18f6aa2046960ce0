import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/base/calendar.ts
var DAY = 864e5;
var UTC = "UTC";
var formats = /* @__PURE__ */ new Map();
function formatOf(zone) {
  let format = formats.get(zone);
  if (format === void 0) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      calendar: "gregory",
      numberingSystem: "latn",
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric"
    });
    formats.set(zone, format);
  }
  return format;
}
function isTimeZone(name) {
  if (name === UTC) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}
function isDate(text) {
  if (!/^[1-9]\d{3}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}
function addDays(date, days) {
  return dateOf(utcMidnight(date) + days * DAY);
}
function addMonths(date, months) {
  const first = new Date(utcMidnight(date));
  return dateOf(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + months, 1));
}
function dateIn(zone, instant) {
  return dateOf(instant + offsetAt(zone, instant));
}
function startOfDay(zone, date) {
  const wall = utcMidnight(date);
  const before = offsetAt(zone, wall - DAY);
  const after = offsetAt(zone, wall + DAY);
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(zone, wall - offset) === offset) return wall - offset;
  }
  return wall - before;
}
function wallTimeIn(zone, instant) {
  return new Date(instant + offsetAt(zone, instant)).toISOString().slice(0, 16);
}
function instantAt(zone, wall) {
  const shown = Date.parse(`${wall}Z`);
  const before = offsetAt(zone, shown - DAY);
  const after = offsetAt(zone, shown + DAY);
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (offsetAt(zone, shown - offset) === offset) return shown - offset;
  }
  let [early, late] = [shown - after, shown - before];
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (offsetAt(zone, middle) === before) early = middle;
    else late = middle;
  }
  return late;
}
function offsetAt(zone, instant) {
  if (zone === UTC) return 0;
  const parts = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) parts[type] = Number(value);
  const {
    year = 0,
    month = 0,
    day = 0,
    hour = 0,
    minute = 0,
    second = 0
  } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1e3) * 1e3;
}
function utcMidnight(date) {
  return Date.parse(`${date}T00:00:00Z`);
}
function dateOf(instant) {
  return new Date(instant).toISOString().split("T")[0];
}

export {
  isTimeZone,
  isDate,
  addDays,
  addMonths,
  dateIn,
  startOfDay,
  wallTimeIn,
  instantAt
};
