import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  notify
} from "./chunk-UW2FBGSY.mjs";
import "./chunk-VCNEBF4S.mjs";
import "./chunk-CQVWOQOC.mjs";
import "./chunk-OY6PDFW4.mjs";
import "./chunk-RQIG4CVX.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-DVJPGW3U.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-DOUEL7U2.mjs";
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

// src/cli/notify-command.ts
async function notifyCommand(session) {
  const yes = session.inputs.bool("yes", false);
  const { unsent } = await notify(session, { yes });
  return unsent === 0 ? 0 : 1;
}
export {
  notifyCommand
};
