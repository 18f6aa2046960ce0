import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  cleanFile
} from "./chunk-75PAQFZ7.mjs";
import "./chunk-CYIP6WHT.mjs";
import "./chunk-TWZMDKMR.mjs";
import "./chunk-J3XAFLSH.mjs";
import "./chunk-5QNGOOB6.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import {
  createArrowFile
} from "./chunk-RHLJXZHK.mjs";
import "./chunk-TPTVVG3Q.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-JIHXL7LV.mjs";
import {
  conversionKey
} from "./chunk-DVJPGW3U.mjs";
import "./chunk-XCEQ4PZB.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-CXPU67TF.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import {
  withPolicy
} from "./chunk-RH6P5SWJ.mjs";
import {
  closeStep,
  doneBy,
  openStep,
  plainContext,
  required,
  takeStep
} from "./chunk-MESYJGGL.mjs";
import "./chunk-KMIHT5NJ.mjs";
import {
  describeFile,
  pathOf,
  stepState
} from "./chunk-QNX3PQEQ.mjs";
import {
  readSamples
} from "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-NXM2GJR4.mjs";
import {
  withoutFiles
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
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import "./chunk-VL3R7PO3.mjs";
import "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import {
  sha256OfFile
} from "./chunk-VHV2WM36.mjs";
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

// src/flow/steps/clean-step.ts
import { dirname, join } from "node:path";
async function cleanStep(context, results, options) {
  await context.files.makeFolder(dirname(options.to));
  const evolved = [...results.evolved];
  const entries = await takeStep(context, {
    ...options,
    entries: results.entries,
    takes: doneBy("fetch"),
    task: "clean",
    work: (entry) => cleanOne(context, entry, evolved, options),
    async onFailure(entry, error) {
      if (!(error instanceof ContractError) || typeof error.data["quarantine"] !== "string") return {};
      const path = error.data["quarantine"];
      const { bytes, sha256 } = await sha256OfFile(context.files, path);
      return { ...entry, quarantine: describeFile(options.to, { path, bytes, sha256 }) };
    }
  });
  return { ...results, entries };
}
async function cleanOne(context, entry, evolved, { from, to, withHead }) {
  const { pipeline, files, log } = context;
  const { partition } = entry;
  const raw = required(entry.raw, entry, "raw file");
  const source = required(entry.source, entry, "source");
  const path = pathOf(from, raw);
  const known = [...evolved];
  const folder = dirname(to);
  const { sha256 } = await sha256OfFile(files, path);
  const { written, cleaning } = await withPolicy(
    context,
    { partition, tasks: ["clean"] },
    (signal, attempt) => cleanFile({
      raw: path,
      shownName: source.url,
      pipeline,
      partition,
      evolved: known,
      async open(schema) {
        const arrow = join(folder, `${partition}.${attempt}.arrows`);
        await files.remove(arrow);
        return createArrowFile({ files, path: arrow, schema });
      },
      quarantine: join(folder, `${partition}.${attempt}.quarantine.parquet`),
      files,
      log,
      signal
    })
  );
  for (const column of cleaning.evolved) {
    if (!evolved.some(({ name }) => name === column.name)) evolved.push(column);
  }
  const notes = [...entry.notes];
  if (sha256 !== raw.sha256) notes.push(`clean: another tool changed the raw file: sha256 ${raw.sha256} → ${sha256}`);
  notes.push("clean: made");
  return {
    ...entry,
    notes,
    arrow: describeFile(to, written),
    ...cleaning.quarantine === void 0 ? {} : { quarantine: describeFile(to, cleaning.quarantine) },
    cleaning: withoutFiles(cleaning, { withHead }),
    key: conversionKey(pipeline, partition, known, sha256)
  };
}

// src/actions/clean.ts
function main(_, host) {
  return runAction("clean", host, clean);
}
async function clean(session) {
  const pipeline = await readPipeline(session);
  const samples = readSamples(session);
  session.inputs.check();
  const { results: before, step } = await openStep(session, pipeline, "clean", samples);
  const results = await cleanStep(plainContext(session, pipeline), before, { ...step, withHead: samples !== "none" });
  const cleaned = results.entries.flatMap(({ cleaning }) => cleaning ?? []);
  const sum = (count) => String(cleaned.reduce((total, each) => total + count(each), 0));
  await closeStep(session, step, results, {
    rows: sum(({ rows }) => rows),
    rejected: sum(({ rejected }) => rejected),
    quarantine: results.entries.flatMap(({ quarantine }) => quarantine === void 0 ? [] : [pathOf(step.to, quarantine)]).join("\n"),
    state: stepState(results.entries)
  });
  return 0;
}
export {
  main
};
