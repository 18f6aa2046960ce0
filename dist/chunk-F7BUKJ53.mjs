import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  openSchedule
} from "./chunk-F7J46VB2.mjs";
import {
  rangesOf
} from "./chunk-ETQX4RT3.mjs";
import {
  planFlow
} from "./chunk-RQIG4CVX.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-DVJPGW3U.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-724YPPG2.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import {
  nodeClock
} from "./chunk-VL3R7PO3.mjs";
import {
  allPartitions,
  dueAt
} from "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-VHV2WM36.mjs";
import "./chunk-6BN765J6.mjs";
import {
  wallTimeIn
} from "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  LakeferryError
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/plan/agenda.ts
function agenda(settings, occurrences, { now, count }) {
  const found = [];
  let before = occurrences.previous(now) ?? Number.NEGATIVE_INFINITY;
  for (let at = occurrences.next(now); at !== void 0 && found.length < count; at = occurrences.next(at)) {
    found.push({ at, partitions: dueBetween(settings, before, at) });
    before = at;
  }
  return found;
}
function dueBetween(settings, after, until) {
  const all = allPartitions(settings, until);
  if (settings.by === "none") return all;
  const due = [];
  for (let index = all.length - 1; index >= 0; index--) {
    const partition = all[index];
    const at = dueAt(settings, partition);
    if (at <= after) break;
    if (at <= until) due.unshift(partition);
  }
  return due;
}

// src/schedule/wake-ups.ts
var HOUR = 60;
var DAY = 24 * HOUR;
var MINUTE_MS = 6e4;
var DAY_MS = DAY * MINUTE_MS;
var CLOSEST = 5;
var SHIFTS = [0, 7, 11, 13, 17];
var LOOKED_AT = 400;
var MONTHS = 13;
function wakeUps(occurrences, now) {
  const times = timesOfDay(occurrences, now);
  const shift = SHIFTS.find((minutes) => times.every((time) => (time + minutes) % HOUR !== 0)) ?? 7;
  const minutesOf = /* @__PURE__ */ new Map();
  for (const time of times) {
    const at = (time + shift) % DAY;
    const hour = Math.floor(at / HOUR);
    minutesOf.set(hour, (minutesOf.get(hour) ?? /* @__PURE__ */ new Set()).add(at % HOUR));
  }
  const hoursOf = /* @__PURE__ */ new Map();
  for (const [hour, minutes] of [...minutesOf].sort(([a], [b]) => a - b)) {
    const field = minuteField([...minutes].sort((a, b) => a - b));
    hoursOf.set(field, [...hoursOf.get(field) ?? [], hour]);
  }
  return { lines: [...hoursOf].map(([minutes, hours]) => `${minutes} ${hourField(hours)} * * *`), shift };
}
function timesOfDay(occurrences, now) {
  const times = /* @__PURE__ */ new Set();
  for (let month = 0; month < MONTHS; month++) {
    const from = now + month * 31 * DAY_MS;
    let at = occurrences.next(from);
    for (let count = 0; count < LOOKED_AT && at !== void 0 && at - from < 31 * DAY_MS; count++) {
      times.add(Math.floor(at / MINUTE_MS) % DAY);
      at = occurrences.next(at);
    }
  }
  return [...times].sort((a, b) => a - b);
}
function minuteField(minutes) {
  const isTooClose = minutes.some((minute, at) => at > 0 && minute - minutes[at - 1] < CLOSEST);
  return isTooClose || minutes.length >= HOUR / CLOSEST ? `2-59/${CLOSEST}` : minutes.join(",");
}
function hourField(hours) {
  if (hours.length === 24) return "*";
  const ranges = [];
  for (const hour of hours) {
    const open = ranges.at(-1);
    if (open?.[1] === hour - 1) open[1] = hour;
    else ranges.push([hour, hour]);
  }
  return ranges.map(([first, last]) => last - first < 2 ? [.../* @__PURE__ */ new Set([first, last])].join(",") : `${first}-${last}`).join(",");
}

// src/cli/schedule-command.ts
var MOST = Number.MAX_SAFE_INTEGER;
var DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
async function scheduleCommand(session) {
  const count = session.inputs.count("count", 5);
  const pipeline = await readPipeline(session);
  session.inputs.check();
  const { schedule, partitions: settings } = pipeline;
  if (schedule === void 0) {
    throw new ConfigurationError(
      "NO_SCHEDULE",
      `${pipeline.file} has no schedule, so each scheduled run plans; add one, like schedule: { cron: "0 6 * * 1-5", timezone: Europe/Berlin }`
    );
  }
  const occurrences = openSchedule(schedule);
  const now = nodeClock.now();
  const dates = agenda(settings, occurrences, { now, count });
  const left = dates.length === 0 ? [] : await leftToDo(session, pipeline);
  const next = dates.map(({ at, partitions }, index) => ({
    at: wallTimeIn(schedule.timezone, at),
    utc: new Date(at).toISOString(),
    partitions: rangesOf(index === 0 ? [.../* @__PURE__ */ new Set([...left, ...partitions])].sort() : partitions).join(",")
  }));
  const { lines, shift } = wakeUps(occurrences, now);
  session.answer({ dataset: pipeline.name, timezone: schedule.timezone, next, cron: lines });
  if (session.json) return 0;
  const { log } = session;
  const rows = next.map(({ at, utc, partitions }) => [shown(at), shown(utc.slice(0, 16)), partitions || "nothing new"]);
  if (rows.length === 0) log.info(`${pipeline.name}: ${described(schedule)}: there is no date to come`);
  else {
    log.group(
      `${pipeline.name}: ${described(schedule)}`,
      textTable([schedule.timezone, "UTC", "would run"], rows, { reasons: [2] })
    );
  }
  if (lines.length > 0) {
    log.group("In the workflow:", ["on:", "  schedule:", ...lines.map((line) => `    - cron: '${line}'`)]);
    for (const reason of reasons(lines, shift)) log.info(reason);
  }
  return 0;
}
async function leftToDo(session, { warehouse: _, ...pipeline }) {
  try {
    const context = await openContext(session, pipeline);
    try {
      const due = { selection: { kind: "word", word: "due" }, checkSource: "none", force: false, limit: MOST };
      return (await planFlow(context, due)).work.map(({ partition }) => partition);
    } finally {
      await closeContext(context);
    }
  } catch (error) {
    if (!(error instanceof LakeferryError)) throw error;
    session.log.info(`what is still undone is not told: ${error.message}`);
    return [];
  }
}
function described(schedule) {
  const { timezone } = schedule;
  if (schedule.kind === "cron") return `cron ${schedule.cron} in ${timezone}`;
  if (schedule.kind === "rrule") return `${schedule.rrule} from ${schedule.anchor} in ${timezone}`;
  const minutes = schedule.everyMs / 6e4;
  const every = minutes % 1440 === 0 ? `${minutes / 1440}d` : minutes % 60 === 0 ? `${minutes / 60}h` : `${minutes}m`;
  return `every ${every} from ${schedule.anchor} in ${timezone}`;
}
function reasons(lines, shift) {
  return [
    ...shift === 0 ? [] : [`${shift} minutes after the schedule's own: GitHub is busiest at minute 0, where it delays and drops runs`],
    `GitHub reads ${lines.length === 1 ? "this line" : "these lines"} in UTC and every day: a run that finds no new date does nothing, one that was dropped is made up for by the next`
  ];
}
function shown(wall) {
  return `${DAYS[(/* @__PURE__ */ new Date(`${wall}Z`)).getUTCDay()]} ${wall.replace("T", " ")}`;
}
export {
  scheduleCommand
};
