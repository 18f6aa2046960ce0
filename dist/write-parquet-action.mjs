import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  withParquet,
  writeParquet
} from "./chunk-7YF2HRS3.mjs";
import {
  openArrow
} from "./chunk-RHLJXZHK.mjs";
import "./chunk-TPTVVG3Q.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-JIHXL7LV.mjs";
import {
  editedKey
} from "./chunk-DVJPGW3U.mjs";
import "./chunk-URPALPAV.mjs";
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
  only,
  openStep,
  plainContext,
  required,
  takeStep
} from "./chunk-MESYJGGL.mjs";
import "./chunk-KMIHT5NJ.mjs";
import {
  describeFile,
  pathOf,
  rebase,
  stepState
} from "./chunk-QNX3PQEQ.mjs";
import "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-NXM2GJR4.mjs";
import {
  EDITED_NOTE,
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
import "./chunk-VHV2WM36.mjs";
import {
  fromColumnSpec
} from "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/flow/steps/write-parquet-step.ts
import { dirname, join } from "node:path";
async function writeParquetStep(context, results, options) {
  const { from, to } = options;
  await context.files.makeFolder(dirname(to));
  const entries = await takeStep(context, {
    ...options,
    entries: results.entries,
    takes: doneBy("clean"),
    task: "write-parquet",
    work: (entry) => writeOne(context, entry, options)
  });
  const moved = entries.map(
    (entry) => entry.quarantine === void 0 ? entry : { ...entry, quarantine: rebase(entry.quarantine, from, to) }
  );
  return { ...results, entries: moved };
}
async function writeOne(context, entry, { from, to }) {
  const { pipeline, files, log } = context;
  const { partition } = entry;
  const arrow = required(entry.arrow, entry, "Arrow file");
  const cleaning = required(entry.cleaning, entry, "counts of cleaning");
  const key = required(entry.key, entry, "task key");
  const schema = cleaning.columns.map(fromColumnSpec);
  const { written, read } = await withPolicy(
    context,
    { partition, tasks: ["write-parquet"] },
    async (signal, attempt) => {
      const opened = await openArrow({ files, path: pathOf(from, arrow), schema, signal });
      const path = join(dirname(to), `${partition}.${attempt}.parquet`);
      const batches = opened.batches();
      const made = await writeParquet({ batches, schema, codec: pipeline.codec, path, partition, files, log, signal });
      return { written: made, read: opened.counts() };
    }
  );
  if (read.rows !== written.rows) {
    throw new Error(`rows were lost in ${partition}: ${read.rows} in the Arrow file, ${written.rows} written`);
  }
  const isEdited = read.sha256 !== arrow.sha256;
  if (!isEdited && written.rows !== cleaning.rows) {
    throw new Error(`rows were lost in ${partition}: ${cleaning.rows} cleaned, ${written.rows} in the Arrow file`);
  }
  const counted = isEdited ? recounted(cleaning, written) : cleaning;
  const notes = [...entry.notes];
  if (isEdited) {
    notes.push(`${EDITED_NOTE}: sha256 ${arrow.sha256} → ${read.sha256}, rows ${cleaning.rows} → ${written.rows}`);
  }
  notes.push("write-parquet: made");
  return {
    ...entry,
    notes,
    parquet: describeFile(to, written),
    cleaning: withoutFiles(withParquet(counted, written), { withHead: cleaning.head.length > 0 }),
    key: isEdited ? editedKey(key, read.sha256) : key
  };
}
function recounted(cleaning, written) {
  const nulls = new Map(written.columns.map((column) => [column.name, column.nulls]));
  const report = cleaning.report.map((column) => ({ ...column, nulls: nulls.get(column.name) ?? column.nulls }));
  return { ...cleaning, rows: written.rows, report };
}

// src/actions/write-parquet.ts
function main(_, host) {
  return runAction("write-parquet", host, writeParquet2);
}
async function writeParquet2(session) {
  const pipeline = await readPipeline(session);
  session.inputs.check();
  const { results: before, step } = await openStep(session, pipeline, "write-parquet");
  const results = await writeParquetStep(plainContext(session, pipeline), before, step);
  const files = results.entries.flatMap(({ parquet }) => parquet ?? []);
  await closeStep(session, step, results, {
    bytes: String(files.reduce((total, { bytes }) => total + bytes, 0)),
    sha256: only(files)?.sha256 ?? "",
    state: stepState(results.entries)
  });
  return 0;
}
export {
  main
};
