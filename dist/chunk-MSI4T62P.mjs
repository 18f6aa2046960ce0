import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  openSchedule
} from "./chunk-F7J46VB2.mjs";
import {
  scheduleOf
} from "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import {
  parseDuration
} from "./chunk-TZELW4TJ.mjs";
import "./chunk-6BN765J6.mjs";
import {
  isDate
} from "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/pipeline/schedule-check.ts
var KINDS = ["cron", "every", "rrule"];
var SHORTEST = 5 * 6e4;
function checkSchedule(document, schedule, zone) {
  const tell = (key, message, hint) => [
    document.problem(["schedule", key], `schedule${key === "" ? "" : `.${key}`}${message}`, { hint })
  ];
  const given = KINDS.filter((kind2) => schedule[kind2] !== void 0);
  const [kind] = given;
  if (kind === void 0 || given.length > 1) {
    const what = kind === void 0 ? " says neither cron nor every nor rrule" : `: ${given.join(" and ")} at once`;
    return [document.problem(["schedule"], `schedule${what}`, { hint: "write one of them", at: "key" })];
  }
  const { anchor } = schedule;
  if (kind === "cron" && anchor !== void 0) return tell("anchor", " has no meaning with cron", "remove it");
  if (anchor !== void 0 && !isWallTime(anchor)) {
    return tell("anchor", `: there is no ${anchor}`, "write a time that a clock can show, like 2021-01-01T06:00");
  }
  if (kind === "every" && parseDuration(schedule.every ?? "") < SHORTEST) {
    return tell("every", `: ${schedule.every} is too short`, "GitHub starts no workflow more often than every 5m");
  }
  try {
    const resolved = scheduleOf(schedule, zone);
    if (openSchedule(resolved).next(0) !== void 0) return [];
    return tell(kind, ` never occurs: "${schedule[kind]}"`, "look at its days and months");
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    const [what = "", hint = ""] = error.message.split("; write ");
    return tell(kind, `: ${what}`, `write ${hint}`);
  }
}
function isWallTime(text) {
  const [date = "", time = "00:00"] = text.split("T");
  return isDate(date) && /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time);
}
export {
  checkSchedule
};
