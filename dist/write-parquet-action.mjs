import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  withParquet,
  writeParquet
} from "./chunk-UYZOF7ME.mjs";
import {
  openArrow
} from "./chunk-RRWX6VI7.mjs";
import "./chunk-XEE3SCI3.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-KPW6JYXL.mjs";
import {
  editedKey
} from "./chunk-TJIPKF25.mjs";
import "./chunk-O4AHYE4J.mjs";
import "./chunk-AO5KYWZG.mjs";
import "./chunk-4TDVTILY.mjs";
import "./chunk-JEK6EGI6.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-6FLHN57Z.mjs";
import {
  withPolicy
} from "./chunk-SFWYS3A2.mjs";
import {
  closeStep,
  doneBy,
  only,
  openStep,
  plainContext,
  required,
  takeStep
} from "./chunk-OY54QOE2.mjs";
import "./chunk-Q2426VNM.mjs";
import {
  describeFile,
  pathOf,
  rebase,
  stepState
} from "./chunk-B42GDP44.mjs";
import "./chunk-NMZPMRKM.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-NXM2GJR4.mjs";
import {
  EDITED_NOTE,
  withoutFiles
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
  readPipeline
} from "./chunk-E2KMZVSB.mjs";
import "./chunk-3R5GHZM7.mjs";
import "./chunk-MQ6PL7WM.mjs";
import "./chunk-RJD7ZMWU.mjs";
import "./chunk-2L2GS676.mjs";
import "./chunk-TSCTG37Z.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import {
  fromColumnSpec
} from "./chunk-VGBL4AE2.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-PF5MVQRH.mjs";
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
