import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  MOST_JOBS,
  dealLegs
} from "./chunk-Y6CDODB5.mjs";
import {
  planOnSchedule
} from "./chunk-VRN5URGM.mjs";
import {
  checkPlaces
} from "./chunk-KYV7YECM.mjs";
import {
  readPlanWords
} from "./chunk-E7MLZRHA.mjs";
import "./chunk-5ASI3AO6.mjs";
import "./chunk-MDZMTXPR.mjs";
import "./chunk-CNW4FPZ4.mjs";
import "./chunk-G6TUKZ2H.mjs";
import "./chunk-TJIPKF25.mjs";
import {
  planMarkdown
} from "./chunk-WQKBFYAC.mjs";
import "./chunk-KAVA7HIQ.mjs";
import {
  appendSummary
} from "./chunk-YTSOFD7G.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-BGNIUGKP.mjs";
import "./chunk-6FLHN57Z.mjs";
import "./chunk-GRKR7CZ2.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  tellPlan
} from "./chunk-44NHMVDZ.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction,
  setOutputs
} from "./chunk-HMS2P24G.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-E2KMZVSB.mjs";
import {
  nodeFiles
} from "./chunk-3R5GHZM7.mjs";
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
  ConfigurationError
} from "./chunk-PF5MVQRH.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/actions/plan.ts
import { join } from "node:path";
function main(_, host) {
  return runAction("plan", host, plan);
}
async function plan(session) {
  const { inputs, host, log } = session;
  const pipeline = await readPipeline(session);
  const words = readPlanWords(session, pipeline);
  const most = inputs.parsed("max-jobs", parseJobs, 20);
  const ephemeral = inputs.bool("ephemeral", false);
  inputs.check();
  checkPlaces(pipeline, host, { ephemeral, severalJobs: true });
  const context = await openContext(session, pipeline);
  try {
    const { plan: planned, settle } = await planOnSchedule(session, context, words);
    tellPlan(session, pipeline.name, planned);
    const legs = dealLegs(
      planned.work.map(({ partition }) => partition),
      most
    );
    const path = join(await stepFolder(session, nodeFiles, pipeline.name, "plan"), "plan.json");
    const { decisions, firstRun, work, cut } = planned;
    const file = await nodeFiles.create(path);
    await file.write(Buffer.from(`${JSON.stringify({ dataset: pipeline.name, firstRun, legs, cut, decisions })}
`));
    await file.close();
    await setOutputs({
      matrix: JSON.stringify(legs),
      count: String(work.length),
      dataset: pipeline.name,
      plan: path,
      "first-run": String(firstRun),
      state: worst(decisions.map(({ status }) => status))
    });
    const { name: dataset, description } = pipeline;
    const markdown = planMarkdown({ dataset, description, decisions, work, cut, firstRun });
    await appendSummary(markdown, { env: host.env, log });
    await settle();
    return 0;
  } finally {
    await closeContext(context);
  }
}
function parseJobs(text) {
  if (/^[1-9]\d{0,2}$/.test(text) && Number(text) <= MOST_JOBS) return Number(text);
  throw new ConfigurationError("MAX_JOBS", `"${text}" is not a whole number from 1 to ${MOST_JOBS}`);
}
export {
  main
};
