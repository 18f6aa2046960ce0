import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  MOST_JOBS,
  dealLegs
} from "./chunk-GG4KMXJI.mjs";
import {
  planOnSchedule
} from "./chunk-VC3LAKQU.mjs";
import {
  checkPlaces
} from "./chunk-KYV7YECM.mjs";
import {
  readPlanWords
} from "./chunk-6FG4LVRC.mjs";
import "./chunk-HF5VFTZL.mjs";
import "./chunk-3HRATOE7.mjs";
import "./chunk-ACLMZN7I.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-KH6GZ3HZ.mjs";
import "./chunk-LBBWAHLC.mjs";
import {
  planMarkdown
} from "./chunk-E5ZLC22D.mjs";
import "./chunk-ICIWFS5F.mjs";
import {
  appendSummary
} from "./chunk-YTSOFD7G.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-7BQFH56S.mjs";
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
} from "./chunk-2WPMMKY2.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-RCHYFBQ3.mjs";
import {
  nodeFiles
} from "./chunk-FSMMIJQ2.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-TOHMGVE2.mjs";
import "./chunk-UBWM2RLU.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-GZOUZA7K.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-U37NQODY.mjs";
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
