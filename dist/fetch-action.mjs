import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  fetchPartition
} from "./chunk-J4FXJFWI.mjs";
import "./chunk-QSENSEAO.mjs";
import {
  readPlanWords
} from "./chunk-TLCPLHP6.mjs";
import "./chunk-UEPNT2AJ.mjs";
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
  closeStep,
  doneBy,
  newStep,
  only,
  takeStep
} from "./chunk-MESYJGGL.mjs";
import {
  describeFailure,
  recordFailure
} from "./chunk-KMIHT5NJ.mjs";
import {
  describeFile,
  pathOf,
  stepState
} from "./chunk-QNX3PQEQ.mjs";
import "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-NXM2GJR4.mjs";
import {
  describeObject
} from "./chunk-SHBFGQG2.mjs";
import "./chunk-I2DRW4F5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction
} from "./chunk-KQEXKSJ7.mjs";
import "./chunk-QUFXYG6M.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import "./chunk-VL3R7PO3.mjs";
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

// src/flow/steps/fetch-step.ts
import { basename, dirname, join } from "node:path";
async function fetchStep(context, options) {
  const folder = dirname(options.to);
  const here = { ...context, workFolder: folder };
  const decisions = await decide(here, options);
  await context.files.makeFolder(folder);
  const begun = decisions.map(({ partition, status, reason }) => {
    const outcome = status === "held" ? "skipped" : "done";
    return { partition, outcome, task: "fetch", because: reason, notes: [], milliseconds: 0 };
  });
  const reusable = new Map(decisions.map((decision) => [decision.partition, decision.reusable && !options.force]));
  const entries = await takeStep(here, {
    ...options,
    entries: begun,
    takes: doneBy("fetch"),
    task: "fetch",
    work: (entry) => fetchOne(here, entry, reusable.get(entry.partition) === true, options.to),
    async onFailure({ partition }, error) {
      await recordFailure(here, partition, describeFailure(error, "fetch", here.signal), error);
      return {};
    }
  });
  refuseEmpty(context, entries);
  return { dataset: context.pipeline.name, evolved: context.evolved, entries };
}
async function decide(context, options) {
  const { selection, force, limit } = options;
  const plan = await planFlow(context, { selection, force, limit, checkSource: "none" });
  if (selection.kind !== "list") return [...plan.work];
  const named = new Set(selection.partitions);
  const planned = new Map(plan.work.map((decision) => [decision.partition, decision]));
  return plan.decisions.filter(({ partition }) => named.has(partition)).map((decision) => planned.get(decision.partition) ?? decision);
}
async function fetchOne(context, entry, reusable, to) {
  const { partition } = entry;
  const head = context.heads.get(partition);
  const publication = head?.published?.publication;
  const fetched = await fetchPartition(context, partition, publication && { publication, reusable });
  if (fetched.kind === "not_ready") {
    const { status, url } = fetched;
    const { head: next } = await context.ledger.append(partition, head, { kind: "not_ready", status, url });
    context.heads.set(partition, next);
    return {
      ...entry,
      outcome: "not_ready",
      notes: [...entry.notes, `not published yet: the source answered ${status}`]
    };
  }
  if (fetched.kind === "unchanged") {
    return {
      ...entry,
      outcome: "cached",
      notes: [...entry.notes, "fetch: the source is unchanged since it was published"],
      ...head?.published === void 0 ? {} : { object: describeObject(context.store.url, head.published) }
    };
  }
  const path = await keep(context, fetched.path, dirname(to), partition);
  const { bytes, sha256 } = fetched.source;
  return {
    ...entry,
    notes: [...entry.notes, `fetch: ${fetched.cached ? "cache hit" : "downloaded"} (${fetched.why})`],
    tries: fetched.tries,
    source: fetched.source,
    raw: describeFile(to, { path, bytes, sha256 })
  };
}
async function keep({ files }, path, folder, partition) {
  const own = join(folder, `${partition}.raw`);
  if (dirname(path) === folder && basename(path) === basename(own)) return path;
  await files.remove(own);
  try {
    await files.link(path, own);
  } catch {
    const file = await files.create(own);
    try {
      for await (const chunk of files.stream(path)) await file.write(chunk);
    } finally {
      await file.close();
    }
  }
  return own;
}
function refuseEmpty(context, entries) {
  const everFound = [...context.heads.values()].some((head) => head.published !== void 0);
  const missing = entries.filter((entry) => entry.outcome === "not_ready" || entry.failure?.absent === true);
  if (everFound || missing.length < 2 || missing.length < entries.length) return;
  throw new ConfigurationError(
    "URL_TEMPLATE",
    `${context.pipeline.file}:${context.pipeline.lines.source}: the source had none of the ${entries.length} partitions asked for; look at the URL template in source.url`
  );
}

// src/actions/fetch.ts
function main(_, host) {
  return runAction("fetch", host, fetch);
}
async function fetch(session) {
  const { inputs } = session;
  const { warehouse: _, ...pipeline } = await readPipeline(session);
  const { selection, force, limit } = readPlanWords(session, pipeline);
  const words = { cache: inputs.bool("cache", true), refreshCache: inputs.bool("refresh-cache", false) };
  inputs.check();
  const context = await openContext(session, pipeline, words);
  try {
    const step = await newStep(session, pipeline, "fetch", "");
    const results = await fetchStep(context, { ...step, selection, force, limit });
    const { entries } = results;
    const raw = only(entries.flatMap((entry) => entry.raw === void 0 ? [] : [entry.raw]));
    const notes = entries.flatMap(
      (entry) => entry.notes.filter((note) => note.startsWith("fetch:")).map((note) => `${entry.partition}: ${note.slice(7)}`)
    );
    const fetched = notes.filter((note) => /: (?:cache hit|downloaded) /.test(note));
    await closeStep(session, step, results, {
      file: raw === void 0 ? "" : pathOf(step.to, raw),
      "cache-hit": String(fetched.length > 0 && fetched.every((note) => note.includes(": cache hit "))),
      "cache-reason": notes.join("\n"),
      state: stepState(entries)
    });
    return 0;
  } finally {
    await closeContext(context);
  }
}
export {
  main
};
