import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/clean/date.ts
var FORM = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
var MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
var DATE_FORM = "a date from 0001-01-01 to 9999-12-31 written YYYY-MM-DD";
function daysOf(year, month, day) {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return void 0;
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 1 : 0;
  if (day > MONTH_DAYS[month - 1] + leap) return void 0;
  const y = month <= 2 ? year - 1 : year;
  const m = month <= 2 ? month + 9 : month - 3;
  const dayOfYear = Math.floor((153 * m + 2) / 5) + day - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + dayOfYear - 719468;
}
function parseDate(text) {
  const match = FORM.exec(text);
  return match === null ? void 0 : daysOf(Number(match[1]), Number(match[2]), Number(match[3]));
}

export {
  DATE_FORM,
  daysOf,
  parseDate
};
