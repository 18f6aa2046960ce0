import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  planFlow
} from "./chunk-RQIG4CVX.mjs";
import {
  wallTimeIn
} from "./chunk-OBJT3BRS.mjs";

// src/schedule/gate.ts
function askGate(occurrences, planned, now) {
  const occurrence = occurrences.previous(now);
  if (occurrence !== void 0 && (planned === void 0 || occurrence > planned)) return { kind: "open", occurrence };
  const next = occurrences.next(now);
  return {
    kind: "closed",
    ...occurrence === void 0 ? {} : { occurrence },
    ...next === void 0 ? {} : { next }
  };
}

// src/session/gate.ts
async function planOnSchedule(session, context, options) {
  const { pipeline, clock, ledger } = context;
  const { schedule } = pipeline;
  const isTick = session.host.env["GITHUB_EVENT_NAME"] === "schedule" && options.selection.kind !== "list";
  if (schedule === void 0 || !isTick) return { plan: await planFlow(context, options), settle: async () => {
  } };
  const { openSchedule } = await import("./chunk-WSY5VGEE.mjs");
  const planned = await ledger.planned();
  const gate = askGate(openSchedule(schedule), planned && Date.parse(planned.occurrence), clock.now());
  const told = (instant) => toldTime(schedule, instant);
  if (gate.kind === "closed") {
    const next = gate.next === void 0 ? "there is none to come" : `the next is ${told(gate.next)}`;
    const why = gate.occurrence === void 0 ? "it has not begun" : `its last occurrence, ${told(gate.occurrence)}, was planned ${planned?.at.slice(0, 16).replace("T", " ")} UTC`;
    session.log.info(`${pipeline.name}: nothing to do by its schedule: ${why}; ${next}`);
    const seen = await planFlow(context, { ...options, checkSource: "none", limit: 0 });
    return { plan: { ...seen, work: [], cut: 0 }, settle: async () => {
    } };
  }
  session.log.info(`${pipeline.name}: planned for ${told(gate.occurrence)}`);
  const settle = () => ledger.savePlanned(new Date(gate.occurrence).toISOString());
  return { plan: await planFlow(context, options), settle };
}
function toldTime({ timezone }, instant) {
  return `${wallTimeIn(timezone, instant).replace("T", " ")} (${timezone})`;
}

export {
  planOnSchedule
};
