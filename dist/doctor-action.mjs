import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkLines,
  checksHeadline,
  checksMarkdown,
  examinePipeline,
  exitCodeOf
} from "./chunk-3VEAFIDZ.mjs";
import "./chunk-4AG7GZRY.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-CYIP6WHT.mjs";
import "./chunk-TWZMDKMR.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-GZKW4ITP.mjs";
import {
  appendSummary
} from "./chunk-XGYQOCZ6.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import {
  readConcurrency
} from "./chunk-ALK7XEVD.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import {
  runAction,
  setOutputs
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
import "./chunk-6BN765J6.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/actions/doctor.ts
function main(_, host) {
  return runAction("doctor", host, doctor);
}
async function doctor(session) {
  const { host, log } = session;
  const pipeline = await readPipeline(session);
  const concurrency = readConcurrency(session);
  session.inputs.check();
  const findings = await examinePipeline(session, pipeline, concurrency);
  log.group(`${pipeline.name}: ${checksHeadline(findings)}`, checkLines(findings));
  for (const { state, code, what, fix } of findings) {
    const line = [`${code}: ${what}`, ...fix].join("; ");
    if (state === "warn") log.warn(line);
    if (state === "fail") log.error(line);
  }
  await appendSummary(checksMarkdown({ dataset: pipeline.name, rows: findings }), { env: host.env, log });
  const codesOf = (wanted) => findings.flatMap(({ state, code }) => state === wanted ? [code] : []).join(",");
  await setOutputs({ failed: codesOf("fail"), warned: codesOf("warn"), checks: JSON.stringify(findings) });
  return exitCodeOf(findings);
}
export {
  main
};
