import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  dueAt,
  lateAt
} from "./chunk-TI4EOZ5J.mjs";

// src/plan/decide.ts
var STATUSES = ["failed", "late", "running", "missing", "due", "stale", "not_ready", "held", "done"];
function decide(seen, settings, now) {
  const { partition, head } = seen;
  const reusable = seen.object?.kind === "same" && (seen.stale?.length ?? 0) === 0 && !head?.open;
  const say = (status, action, reason) => ({
    partition,
    status,
    action,
    reason,
    reusable
  });
  if (head?.held) return say("held", "none", `held by ${head.held.who}: ${head.held.why}`);
  const failedSince = head?.open !== void 0 && head.failed !== void 0 && head.failed.number > head.open.number;
  if (head?.open && !failedSince) return say("running", "run", "a publication was begun and not finished");
  if (head?.failed) {
    return say(
      "failed",
      lacksOnlyItsLoad(seen, reusable) ? "load" : "run",
      `last attempt failed in ${head.failed.task} (${head.failed.reason}): ${head.failed.message}`
    );
  }
  if (!head?.published) {
    if (now < dueAt(settings, partition)) {
      return say("not_ready", "none", `due from ${day(dueAt(settings, partition))}`);
    }
    if (now >= lateAt(settings, partition) && head?.notReady) {
      return say(
        "late",
        "run",
        `the source answered ${head.notReady.status}, and it was expected by ${day(lateAt(settings, partition))}`
      );
    }
    if (head?.notReady)
      return say("not_ready", "run", `the source answered ${head.notReady.status} on ${head.notReady.at.slice(0, 10)}`);
    return say("missing", "run", "never published");
  }
  if (seen.object?.kind === "absent") return say("due", "run", "its object is missing from the lake");
  if (seen.object?.kind === "altered") {
    const expected = head.published.publication.object.sha256;
    return say("due", "run", `its object was altered: sha256 ${short(expected)} → ${short(seen.object.sha256)}`);
  }
  if (seen.source?.kind === "changed") {
    return say(
      "due",
      "run",
      `its source changed: ${seen.source.part} ${shown(seen.source.old)} → ${shown(seen.source.new)}`
    );
  }
  const load = needsLoad(seen.receipt, head);
  if (load !== void 0) return say("due", "load", load);
  if (seen.stale && seen.stale.length > 0) {
    const parts = seen.stale.map(({ part, old, new: now2 }) => `${part} ${shown(old)} → ${shown(now2)}`);
    return say("stale", "none", `made with other settings: ${parts.join(", ")}`);
  }
  return say("done", "none", `published ${head.published.at.slice(0, 10)}`);
}
function lacksOnlyItsLoad({ head, source, receipt }, reusable) {
  return reusable && head?.failed?.task === "load" && source?.kind !== "changed" && receipt !== void 0;
}
function needsLoad(receipt, head) {
  const published = head.published;
  if (receipt === void 0 || published === void 0) return void 0;
  if (receipt === "none") return "not loaded in this warehouse";
  if (receipt.publication !== published.number || receipt.sha256 !== published.publication.object.sha256) {
    return `the warehouse holds publication ${receipt.publication}, the lake ${published.number}`;
  }
  if (receipt.rowsNow !== published.publication.rows) {
    return `the table differs: ${receipt.rowsNow} rows instead of ${published.publication.rows}`;
  }
  return void 0;
}
function worst(statuses) {
  let found = "done";
  for (const status of statuses) if (STATUSES.indexOf(status) < STATUSES.indexOf(found)) found = status;
  return found;
}
function day(ms) {
  return new Date(ms).toISOString().slice(0, 10);
}
function short(digest) {
  return digest.slice(0, 12);
}
function shown(value) {
  return value === void 0 ? "none" : value.length > 40 ? `${value.slice(0, 40)}…` : value;
}

export {
  STATUSES,
  decide,
  needsLoad,
  worst
};
