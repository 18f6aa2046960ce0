import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkVolume
} from "./chunk-Y6QYGGUE.mjs";
import {
  uploadPartition
} from "./chunk-3MCRAHU3.mjs";
import "./chunk-I5MDC3IV.mjs";
import {
  addColumns
} from "./chunk-RV3FXGU6.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-SFWYS3A2.mjs";
import {
  closeStep,
  doneBy,
  only,
  openStep,
  required,
  takeStep
} from "./chunk-OY54QOE2.mjs";
import {
  describeFailure,
  recordFailure
} from "./chunk-Q2426VNM.mjs";
import {
  pathOf,
  stepState
} from "./chunk-B42GDP44.mjs";
import "./chunk-NMZPMRKM.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-NXM2GJR4.mjs";
import {
  describeObject
} from "./chunk-44NHMVDZ.mjs";
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
  ContractError
} from "./chunk-PF5MVQRH.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/flow/steps/upload-step.ts
import { dirname } from "node:path";
async function uploadStep(context, results, options) {
  await context.files.makeFolder(dirname(options.to));
  for (const entry of results.entries) await sealFailure(context, entry, options);
  const entries = await takeStep(context, {
    ...options,
    concurrency: 1,
    entries: results.entries,
    takes: doneBy("write-parquet"),
    task: "upload",
    work: (entry) => uploadOne(context, entry, options),
    async onFailure({ partition }, error) {
      await recordFailure(context, partition, describeFailure(error, "upload", context.signal), error);
      return {};
    }
  });
  return { ...results, entries: entries.map(({ raw: _, arrow: __, parquet: ___, quarantine: ____, ...rest }) => rest) };
}
async function sealFailure(context, entry, { from }) {
  const { failure, partition, quarantine } = entry;
  if (failure === void 0 || entry.task === "fetch") return;
  const path = quarantine && pathOf(from, quarantine);
  const error = new ContractError(failure.code, failure.message, path === void 0 ? {} : { quarantine: path });
  await recordFailure(context, partition, failure, error);
}
async function uploadOne(context, entry, { from }) {
  const { partition } = entry;
  const parquet = required(entry.parquet, entry, "Parquet file");
  const cleaning = required(entry.cleaning, entry, "counts of cleaning");
  const local = (file) => ({ ...file, path: pathOf(from, file) });
  const conversion = {
    ...cleaning,
    parquet: local(parquet),
    ...entry.quarantine === void 0 ? {} : { quarantine: local(entry.quarantine) }
  };
  checkVolume(context, partition, conversion.rows);
  const published = await uploadPartition(context, context, partition, {
    head: context.heads.get(partition),
    source: required(entry.source, entry, "source"),
    converted: { conversion, key: required(entry.key, entry, "task key") },
    begun: context.clock.now() - entry.milliseconds,
    prepare: () => addColumns(context, conversion)
  });
  context.heads.set(partition, published.head);
  const { head } = published;
  return {
    ...entry,
    notes: [
      ...entry.notes,
      `upload: ${published.unchanged ? "unchanged" : "published"} ${published.publication.object.name}`
    ],
    ...head.published === void 0 ? {} : { object: describeObject(context.store.url, head.published) }
  };
}

// src/actions/upload.ts
function main(_, host) {
  return runAction("upload", host, upload);
}
async function upload(session) {
  const { warehouse: _, ...pipeline } = await readPipeline(session);
  session.inputs.check();
  const { results: before, step } = await openStep(session, pipeline, "upload");
  const context = await openContext(session, pipeline);
  try {
    const results = await uploadStep(context, before, step);
    const object = only(results.entries.flatMap((entry) => entry.object ?? []));
    await closeStep(session, step, results, {
      uri: object?.uri ?? "",
      generation: object?.generation ?? "",
      state: stepState(results.entries)
    });
    return 0;
  } finally {
    await closeContext(context);
  }
}
export {
  main
};
