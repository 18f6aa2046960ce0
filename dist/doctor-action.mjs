import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  checkLines,
  checksHeadline,
  checksMarkdown,
  examinePipeline,
  exitCodeOf
} from "./chunk-NYJPA7JO.mjs";
import "./chunk-GPZ3PVBE.mjs";
import "./chunk-N3AFSZ5O.mjs";
import "./chunk-CNW4FPZ4.mjs";
import "./chunk-SFUXMS5R.mjs";
import "./chunk-L4BMGXXX.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-25O3MFKH.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-G6TUKZ2H.mjs";
import "./chunk-GZKW4ITP.mjs";
import {
  appendSummary
} from "./chunk-YTSOFD7G.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-6FLHN57Z.mjs";
import {
  readConcurrency
} from "./chunk-NMZPMRKM.mjs";
import "./chunk-7F4TKAYL.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-OFNTBMMB.mjs";
import {
  runAction,
  setOutputs
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
import "./chunk-VGBL4AE2.mjs";
import "./chunk-OBJT3BRS.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-PF5MVQRH.mjs";
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
