import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  loadPartition
} from "./chunk-VD7KZCX7.mjs";
import {
  leaveArtifact
} from "./chunk-6DTBJEGJ.mjs";
import {
  exitCode
} from "./chunk-X7DDWTMT.mjs";
import "./chunk-GZKW4ITP.mjs";
import "./chunk-WQKBFYAC.mjs";
import "./chunk-KAVA7HIQ.mjs";
import "./chunk-YTSOFD7G.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-BGNIUGKP.mjs";
import "./chunk-O4AHYE4J.mjs";
import "./chunk-AO5KYWZG.mjs";
import "./chunk-4TDVTILY.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-6FLHN57Z.mjs";
import {
  closeFailure
} from "./chunk-RV3FXGU6.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-SFWYS3A2.mjs";
import {
  closeStep,
  openStep,
  takeStep
} from "./chunk-OY54QOE2.mjs";
import {
  describeFailure,
  recordFailure
} from "./chunk-Q2426VNM.mjs";
import {
  stepState
} from "./chunk-B42GDP44.mjs";
import "./chunk-NMZPMRKM.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-NXM2GJR4.mjs";
import "./chunk-44NHMVDZ.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction
} from "./chunk-HMS2P24G.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-E2KMZVSB.mjs";
import "./chunk-3R5GHZM7.mjs";
import "./chunk-MQ6PL7WM.mjs";
import "./chunk-RJD7ZMWU.mjs";
import "./chunk-2L2GS676.mjs";
import "./chunk-TSCTG37Z.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-5TBAR4MG.mjs";
import {
  OutageError
} from "./chunk-PF5MVQRH.mjs";
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
