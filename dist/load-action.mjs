import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  loadPartition
} from "./chunk-EA5ZGBIV.mjs";
import {
  leaveArtifact
} from "./chunk-3ACXRNZM.mjs";
import {
  exitCode
} from "./chunk-4HJYKND6.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-5RUCCB7Z.mjs";
import "./chunk-T35CVQHY.mjs";
import "./chunk-XGYQOCZ6.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-URPALPAV.mjs";
import "./chunk-XCEQ4PZB.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-CXPU67TF.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import {
  closeFailure
} from "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import {
  closeStep,
  openStep,
  takeStep
} from "./chunk-MESYJGGL.mjs";
import {
  describeFailure,
  recordFailure
} from "./chunk-KMIHT5NJ.mjs";
import {
  stepState
} from "./chunk-QNX3PQEQ.mjs";
import "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-NXM2GJR4.mjs";
import "./chunk-SHBFGQG2.mjs";
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
  OutageError
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/flow/steps/load-step.ts
import { dirname } from "node:path";
async function loadStep(context, results, options) {
  await context.files.makeFolder(dirname(options.to));
  const entries = await takeStep(context, {
    ...options,
    concurrency: 1,
    entries: results.entries,
    takes: (entry) => entry.outcome === "done" && entry.task === "upload" || entry.outcome === "cached",
    task: "load",
    work: (entry) => loadOne(context, entry),
    async onFailure({ partition }, error) {
      await recordFailure(context, partition, describeFailure(error, "load", context.signal), error);
      return {};
    }
  });
  return { ...results, entries };
}
async function loadOne(context, entry) {
  const { partition } = entry;
  const head = context.heads.get(partition);
  if (head?.published === void 0 || entry.object === void 0) {
    throw new OutageError(
      "NOT_PUBLISHED",
      `${partition} is not published in ${context.store.url}; run "upload" before "load"`,
      {
        retryable: false
      }
    );
  }
  const { warehouse } = context;
  if (warehouse === void 0) {
    await closeFailure(context, head);
    return entry;
  }
  const loaded = await loadPartition(context, { ...context, warehouse }, head);
  context.heads.set(partition, loaded.head);
  const { outcome } = loaded;
  return { ...entry, load: outcome, notes: [...entry.notes, `load: ${outcome.outcome} ${outcome.receipt.rows} rows`] };
}

// src/actions/load.ts
function main(_, host) {
  return runAction("load", host, load);
}
async function load(session) {
  const pipeline = await readPipeline(session);
  session.inputs.check();
  const { results: before, step } = await openStep(session, pipeline, "load");
  const context = await openContext(session, pipeline);
  try {
    const results = await loadStep(context, before, step);
    const loads = results.entries.flatMap(
      ({ partition, load: done }) => done === void 0 ? [] : [{ partition, done }]
    );
    await closeStep(session, step, results, {
      replaced: String(loads.reduce((total, { done }) => total + done.replaced, 0)),
      receipt: JSON.stringify(Object.fromEntries(loads.map(({ partition, done }) => [partition, done.receipt]))),
      state: stepState(results.entries)
    });
    await leaveArtifact(session, pipeline.name, step.to, results.entries.map(({ partition }) => partition).join(","));
    return exitCode(results.entries, pipeline, ["failed"], context.clock.now());
  } finally {
    await closeContext(context);
  }
}
export {
  main
};
