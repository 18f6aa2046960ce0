import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkVolume
} from "./chunk-UTQJKOVO.mjs";
import {
  uploadPartition
} from "./chunk-TVAUVTJF.mjs";
import "./chunk-QQQ2JTSS.mjs";
import {
  addColumns
} from "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import {
  closeStep,
  doneBy,
  only,
  openStep,
  required,
  takeStep
} from "./chunk-MESYJGGL.mjs";
import {
  describeFailure,
  recordFailure
} from "./chunk-KMIHT5NJ.mjs";
import {
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
  ContractError
} from "./chunk-TOUVOPKP.mjs";
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
