import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  makeSite,
  readSiteWords,
  writeSite
} from "./chunk-DQYQDVO6.mjs";
import {
  parseSelection
} from "./chunk-UEPNT2AJ.mjs";
import {
  planFlow
} from "./chunk-RQIG4CVX.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-DVJPGW3U.mjs";
import {
  artifactPrefix,
  downloadArtifacts,
  leaveResults
} from "./chunk-3ACXRNZM.mjs";
import {
  exitCode
} from "./chunk-4HJYKND6.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-5RUCCB7Z.mjs";
import "./chunk-T35CVQHY.mjs";
import "./chunk-XGYQOCZ6.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-3Y35YYFI.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import {
  readResults
} from "./chunk-QNX3PQEQ.mjs";
import {
  readFailOn,
  readSamples
} from "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  EDITED_NOTE,
  describeObject,
  tellEntry
} from "./chunk-SHBFGQG2.mjs";
import "./chunk-I2DRW4F5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction,
  runPrefix
} from "./chunk-KQEXKSJ7.mjs";
import "./chunk-QUFXYG6M.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import {
  nodeFiles
} from "./chunk-VL3R7PO3.mjs";
import "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-VHV2WM36.mjs";
import "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/actions/report.ts
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

// src/flow/merge.ts
async function mergeResults(context, options) {
  const found = new Map(options.entries.map((entry) => [entry.partition, entry]));
  const status = new Map(options.decisions.map((decision) => [decision.partition, decision]));
  const merged = [];
  for (const partition of options.planned) {
    const entry = found.get(partition) ?? await fromLedger(context, partition, options.runPrefix);
    if (entry !== void 0) {
      merged.push(entry);
      found.delete(partition);
      continue;
    }
    const decision = status.get(partition);
    const because = decision?.reason ?? "";
    const blank = { partition, task: "fetch", because, notes: [], milliseconds: 0 };
    if (options.left.has(partition)) merged.push({ ...blank, notes: ["left for the next run"], outcome: "skipped" });
    else if (!options.isAll && decision?.status === "done")
      merged.push({ ...blank, notes: ["done already"], outcome: "cached" });
    else merged.push(await recordCrash(context, partition, blank));
  }
  return [...merged, ...found.values()];
}
async function fromLedger(context, partition, runPrefix2) {
  const head = context.heads.get(partition);
  if (head === void 0) return void 0;
  const entries = await context.ledger.entries(partition);
  const last = entries.at(-1);
  if (last === void 0 || !last.run.run.startsWith(runPrefix2)) return void 0;
  const edited = head.published?.publication.taskKey.parts["edited"];
  const notes = edited === void 0 ? [] : [`${EDITED_NOTE}: it had the sha256 ${edited}`];
  const base = { partition, because: "from the ledger", notes, milliseconds: 0 };
  const object = head.published && { object: describeObject(context.store.url, head.published) };
  return endedBy(last, base, object, context.warehouse === void 0);
}
function endedBy(last, base, object, lakeIsEnd) {
  switch (last.kind) {
    case "loaded":
      return { ...base, ...object, outcome: "done", task: "load" };
    case "published":
      return lakeIsEnd ? { ...base, ...object, outcome: "done", task: "upload" } : void 0;
    case "not_ready":
      return { ...base, outcome: "not_ready", task: "fetch" };
    case "failed": {
      const { reason, task, code, message, contract } = last;
      return {
        ...base,
        outcome: "failed",
        task: "fetch",
        failure: { reason, task, code, message, exitCode: contract === true ? 3 : 1, absent: false }
      };
    }
    default:
      return void 0;
  }
}
async function recordCrash(context, partition, blank) {
  const message = "its job ended without a result: it was killed, cancelled or ran out of time or memory";
  const failure = { reason: "crash", task: "run", code: "CRASH", message };
  const { head } = await context.ledger.append(partition, context.heads.get(partition), { kind: "failed", ...failure });
  context.heads.set(partition, head);
  return { ...blank, outcome: "failed", failure: { ...failure, exitCode: 1, absent: false } };
}

// src/actions/report.ts
function main(_, host) {
  return runAction("report", host, report);
}
async function report(session) {
  const { inputs, host } = session;
  const pipeline = await readPipeline(session);
  const samples = readSamples(session);
  const failOn = readFailOn(session);
  const plan = inputs.text("plan");
  const attest = inputs.bool("attest", false);
  const site = inputs.text("site");
  const siteWords = readSiteWords(session);
  inputs.check();
  const planned = plan === void 0 ? [] : await readPlanned(session, pipeline, plan);
  const context = await openContext(session, pipeline);
  try {
    const folder = await stepFolder(session, nodeFiles, pipeline.name, "report");
    const { entries: left, unbegun, isAll } = await gather(session, pipeline, join(folder, "jobs"));
    const everything = {
      selection: { kind: "word", word: "all" },
      force: false,
      limit: 0,
      checkSource: "none"
    };
    const before = await planFlow(context, everything);
    const entries = await mergeResults(context, {
      planned,
      entries: left,
      left: unbegun,
      isAll,
      decisions: before.decisions,
      runPrefix: runPrefix(host)
    });
    for (const entry of entries) tellEntry(session, pipeline, entry, samples);
    const { decisions } = await planFlow(context, everything);
    if (site !== void 0) {
      const files = await writeSite(
        await makeSite(context, { ...siteWords, checkSource: "none" }, host),
        resolve(host.cwd, site)
      );
      session.log.info(`${site}: ${files} files of pages`);
    }
    await leaveResults(session, context, {
      path: join(folder, "results.json"),
      results: { dataset: pipeline.name, evolved: context.evolved, entries, left: [...unbegun] },
      decisions,
      left: unbegun.size,
      samples,
      attest,
      outputs: { state: worst(decisions.map(({ status }) => status)), site: site ?? "" }
    });
    const failed = entries.filter(({ outcome }) => outcome === "failed");
    if (failed.length > 0) session.log.info("when the cause is mended, run what failed again with partitions: failed");
    return exitCode(entries, pipeline, failOn, context.clock.now());
  } finally {
    await closeContext(context);
  }
}
async function readPlanned(session, pipeline, plan) {
  const refuse = (why, cause) => new ConfigurationError("PLAN", `plan: ${why}; pass the output "matrix" or "plan" of the action plan`, {}, cause);
  let value;
  try {
    value = JSON.parse(plan.startsWith("[") ? plan : await readFile(resolve(session.host.cwd, plan), "utf8"));
  } catch (error) {
    throw refuse("it is neither JSON nor the path of a plan", error);
  }
  const legs = Array.isArray(value) ? value : value?.legs;
  if (!Array.isArray(legs)) throw refuse("it holds no jobs");
  return legs.flatMap((leg) => {
    if (typeof leg?.partitions !== "string") throw refuse("one of its jobs names no partitions");
    const selection = parseSelection(leg.partitions, pipeline.partitions);
    if (selection.kind !== "list") throw refuse("one of its jobs names no list of partitions");
    return selection.partitions;
  });
}
async function gather(session, pipeline, into) {
  const { host, log } = session;
  const { folders, isAll } = await downloadArtifacts({
    env: host.env,
    prefix: artifactPrefix(host, pipeline.name),
    into,
    log
  });
  const entries = [];
  const unbegun = /* @__PURE__ */ new Set();
  for (const folder of folders) {
    const results = await readResults(nodeFiles, join(folder, "results.json"));
    entries.push(...results.entries);
    for (const partition of results.left ?? []) unbegun.add(partition);
  }
  return { entries, unbegun, isAll };
}
export {
  main
};
