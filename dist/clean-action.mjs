import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  cleanFile
} from "./chunk-EIJUJCYP.mjs";
import "./chunk-SFUXMS5R.mjs";
import "./chunk-L4BMGXXX.mjs";
import "./chunk-5HAJAYMJ.mjs";
import "./chunk-R3OUAUSI.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-25O3MFKH.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-G6TUKZ2H.mjs";
import {
  createArrowFile
} from "./chunk-RRWX6VI7.mjs";
import "./chunk-XEE3SCI3.mjs";
import "./chunk-4ZBVA33L.mjs";
import "./chunk-KPW6JYXL.mjs";
import {
  conversionKey
} from "./chunk-TJIPKF25.mjs";
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
  openStep,
  plainContext,
  required,
  takeStep
} from "./chunk-OY54QOE2.mjs";
import "./chunk-Q2426VNM.mjs";
import {
  describeFile,
  pathOf,
  stepState
} from "./chunk-B42GDP44.mjs";
import {
  readSamples
} from "./chunk-NMZPMRKM.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-NXM2GJR4.mjs";
import {
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
import {
  sha256OfFile
} from "./chunk-QAVIOJBG.mjs";
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
