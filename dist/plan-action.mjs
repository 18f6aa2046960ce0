import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkPlaces
} from "./chunk-KYV7YECM.mjs";
import {
  readPlanWords
} from "./chunk-3ITANG3R.mjs";
import "./chunk-CMRF3DXQ.mjs";
import {
  planFlow
} from "./chunk-X6EKVA3Z.mjs";
import "./chunk-FRPPP4XK.mjs";
import "./chunk-RBPR4BVE.mjs";
import "./chunk-PL4Z2WZV.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-Z5OEH6MO.mjs";
import {
  planMarkdown
} from "./chunk-YF56DOOA.mjs";
import "./chunk-EDN77FRT.mjs";
import {
  appendSummary
} from "./chunk-VROXNKBP.mjs";
import "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-GHHUI2NC.mjs";
import "./chunk-GVXDVKZF.mjs";
import {
  stepFolder
} from "./chunk-NXM2GJR4.mjs";
import {
  tellPlan
} from "./chunk-44NHMVDZ.mjs";
import "./chunk-K33QWNSB.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-DOPCRQW2.mjs";
import {
  runAction,
  setOutputs
} from "./chunk-UE6C353P.mjs";
import "./chunk-OFNTBMMB.mjs";
import {
  closeContext,
  nextPartition,
  openContext,
  readPipeline
} from "./chunk-MIUFZX36.mjs";
import {
  nodeFiles
} from "./chunk-AA3WNAAE.mjs";
import "./chunk-OWCKHJV2.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-2X6ECDDK.mjs";
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

// src/plan/legs.ts
var MOST_JOBS = 256;
function dealLegs(partitions, most) {
  const count = Math.min(most, partitions.length);
  const legs = [];
  for (let leg = 0, from = 0; leg < count; leg++) {
    const to = from + Math.ceil((partitions.length - from) / (count - leg));
    legs.push(describe(partitions.slice(from, to)));
    from = to;
  }
  return legs;
}
function describe(partitions) {
  const ranges = rangesOf(partitions);
  const [first = ""] = partitions;
  const name = ranges.length === 1 ? ranges[0] : `${first} and ${partitions.length - 1} more`;
  return { name, partitions: ranges.join(",") };
}
function rangesOf(partitions) {
  const ranges = [];
  for (const partition of partitions) {
    const open = ranges.at(-1);
    if (open !== void 0 && nextPartition(open[1]) === partition) open[1] = partition;
    else ranges.push([partition, partition]);
  }
  return ranges.map(([first, last]) => first === last ? first : `${first}..${last}`);
}

// src/actions/plan.ts
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
    const planned = await planFlow(context, words);
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
