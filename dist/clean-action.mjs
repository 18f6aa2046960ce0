import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createArrowFile
} from "./chunk-VUUUNHDZ.mjs";
import {
  cleanFile,
  conversionKey
} from "./chunk-5QEDZAJS.mjs";
import "./chunk-SXFON5PN.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-EK4QFN5M.mjs";
import {
  closeStep,
  doneBy,
  openStep,
  plainContext,
  required,
  takeStep
} from "./chunk-ENW3TQPK.mjs";
import {
  describeFile,
  pathOf,
  stepState
} from "./chunk-LIYOMRE4.mjs";
import {
  readSamples
} from "./chunk-ZVKDRDYY.mjs";
import {
  runAction
} from "./chunk-OL7LBNRO.mjs";
import {
  readPipeline,
  sha256OfFile,
  withPolicy,
  withoutFiles
} from "./chunk-KAPBDE4M.mjs";
import {
  ContractError
} from "./chunk-4BBKNSEJ.mjs";
import "./chunk-HUVHFUEG.mjs";

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
