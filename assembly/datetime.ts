/**
 * `YYYY-MM-DD HH:MM:SS` (or with `T`) → seconds or parts of them since 1970; src/clean/fixed-datetime.ts reads the same byte by
 * byte.
 *
 * Trick: 16 of the 19 bytes are tested at once, all digits below ten and all signs in their places; the last three by hand.
 * Neighbours mostly share their day, so the last one is remembered, as the eight and two bytes that spell it.
 */

const LENGTH: u32 = 19;
const FIRST_SECOND: i64 = -62135596800;
const LAST_SECOND: i64 = 253402300799;
const DAY: i64 = 86400;

function digits2(at: usize): u32 {
  const tens: u32 = (load<u8>(at) as u32) - 48;
  const ones: u32 = (load<u8>(at, 1) as u32) - 48;
  return tens * 10 + ones;
}

function daysOfMonth(year: u32, month: u32): u32 {
  if (month === 2) return (year & 3) === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Days since 1970-01-01 of a day that exists, counted from March on, so that the leap day is a year's last. */
function daysSince1970(year: u32, month: u32, day: u32): i64 {
  const shifted: i64 = (month <= 2 ? year - 1 : year) as i64;
  const fromMarch: i64 = (month > 2 ? month - 3 : month + 9) as i64;
  const era = shifted / 400;
  const ofEra = shifted - era * 400;
  const ofYear = (153 * fromMarch + 2) / 5 + (day as i64) - 1;
  return era * 146097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719468;
}

/**
 * Reads the fields `text[starts[k], ends[k])` for k below `count`, as clock × `perSecond`, to `out`; writes to `misses` the
 * k of those that are not of this form, or not of the years 1 to 9999, and returns how many.
 */
export function readDatetimes(
  text: usize,
  starts: usize,
  ends: usize,
  count: u32,
  perSecond: i64,
  out: usize,
  misses: usize,
): u32 {
  // Per byte: what is subtracted, and the most that may be left.
  const base = i8x16(48, 48, 48, 48, 45, 48, 48, 45, 48, 48, 0, 48, 48, 58, 48, 48);
  const most = i8x16(9, 9, 9, 9, 0, 9, 9, 0, 9, 9, -1, 9, 9, 0, 9, 9);
  let missed: u32 = 0;
  let lastYear: u64 = 0;
  let lastDay: u32 = 0;
  let lastSeconds: i64 = 0;
  for (let k: u32 = 0; k < count; k++) {
    const word: usize = (k as usize) << 2;
    const start = load<u32>(starts + word);
    const at = text + (start as usize);
    let isGood = load<u32>(ends + word) - start === LENGTH;
    if (isGood) {
      const left = i8x16.sub(v128.load(at), base);
      const tens: u32 = (load<u8>(at, 17) as u32) - 48;
      const ones: u32 = (load<u8>(at, 18) as u32) - 48;
      const middle: u32 = load<u8>(at, 10);
      const hour = digits2(at + 11);
      const minute = digits2(at + 14);
      isGood =
        i8x16.all_true(i8x16.le_u(left, most)) &&
        load<u8>(at, 16) === 58 &&
        (middle === 32 || middle === 84) &&
        tens < 6 &&
        ones < 10 &&
        hour < 24 &&
        minute < 60;
      if (isGood) {
        const year8 = load<u64>(at);
        const day2: u32 = load<u16>(at, 8);
        if (year8 !== lastYear || day2 !== lastDay) {
          const year = digits2(at) * 100 + digits2(at + 2);
          const month = digits2(at + 5);
          const day = digits2(at + 8);
          isGood = month >= 1 && month <= 12 && day >= 1 && day <= daysOfMonth(year, month);
          if (isGood) {
            lastYear = year8;
            lastDay = day2;
            lastSeconds = daysSince1970(year, month, day) * DAY;
          }
        }
        const clock: i64 = (hour * 3600 + minute * 60 + tens * 10 + ones) as i64;
        const seconds = lastSeconds + clock;
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) isGood = false;
        if (isGood) {
          store<i64>(out + ((k as usize) << 3), seconds * perSecond);
          continue;
        }
      }
    }
    store<u32>(misses + ((missed as usize) << 2), k);
    missed++;
  }
  return missed;
}
