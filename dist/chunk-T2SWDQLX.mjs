import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  downloadOnce,
  lookAtFile
} from "./chunk-S24EY7WI.mjs";
import "./chunk-JEALU6Y7.mjs";
import "./chunk-QSENSEAO.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-TWZMDKMR.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import {
  previewLines
} from "./chunk-I2DRW4F5.mjs";
import "./chunk-OFNTBMMB.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  createHttp,
  nodeClock,
  nodeFiles,
  removeFolder
} from "./chunk-VL3R7PO3.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-TZELW4TJ.mjs";
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";
import "./chunk-TOUVOPKP.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/cli/preview-command.ts
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
async function previewCommand(session, target) {
  const { host, log } = session;
  const delimiter = session.inputs.exact("delimiter")?.replaceAll("\\t", "	");
  session.inputs.check();
  const folder = join(tmpdir(), `lakeferry-preview-${process.pid}-${Date.now()}`);
  await nodeFiles.makeFolder(folder);
  const isUrl = /^https?:/i.test(target);
  const shown = isUrl ? redactUrl(target).replace(/[?#].*$/, "") : target;
  const tools = { http: createHttp(), files: nodeFiles, clock: nodeClock, log, signal: host.signal };
  try {
    const path = isUrl ? await downloadOnce({ ...tools, url: target, shown, into: join(folder, "raw"), missing: [] }) : resolve(host.cwd, target);
    const look = await lookAtFile({ path, shown, files: nodeFiles, delimiter });
    tell(session, shown, look);
    if (look.malformed > 0)
      log.warn(`${shown}: ${formatCount(look.malformed)} records do not have the header's columns`);
    return 0;
  } finally {
    await removeFolder(folder);
  }
}
function tell(session, shown, look) {
  const columns = look.columns.map(({ type, ...column }) => ({ ...column, type: type ?? "string" }));
  const { head, rows, malformed } = look;
  session.answer({ columns, head, rows, ...look.format === "text" ? { malformed } : {} });
  if (session.json) return;
  session.log.group(`Preview of ${shown}`, [
    ...previewLines({ columns, head, rows }),
    ...columns.flatMap(
      ({ name, withoutNulls }) => withoutNulls === void 0 ? [] : [
        `${name} is ${withoutNulls.type} where ${withoutNulls.words.join(", ")} ${withoutNulls.words.length === 1 ? "is" : "are"} null`
      ]
    )
  ]);
}
export {
  previewCommand
};
