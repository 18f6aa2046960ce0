import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  MOST_JOBS,
  dealLegs
} from "./chunk-ETQX4RT3.mjs";
import {
  planOnSchedule
} from "./chunk-L5LZUVHE.mjs";
import {
  checkPlaces
} from "./chunk-OY6PDFW4.mjs";
import {
  readPlanWords
} from "./chunk-TLCPLHP6.mjs";
import "./chunk-UEPNT2AJ.mjs";
import "./chunk-RQIG4CVX.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-DVJPGW3U.mjs";
import {
  planMarkdown
} from "./chunk-5RUCCB7Z.mjs";
import "./chunk-T35CVQHY.mjs";
import {
  appendSummary
} from "./chunk-XGYQOCZ6.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-3Y35YYFI.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-724YPPG2.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  tellPlan
} from "./chunk-SHBFGQG2.mjs";
import "./chunk-I2DRW4F5.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction,
  setOutputs
} from "./chunk-KQEXKSJ7.mjs";
import "./chunk-QUFXYG6M.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import {
  nodeFiles
} from "./chunk-VL3R7PO3.mjs";
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
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";
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
