import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  notify
} from "./chunk-ZE3NGG6R.mjs";
import "./chunk-YL5TLMWY.mjs";
import "./chunk-Q455RX5D.mjs";
import "./chunk-OY6PDFW4.mjs";
import "./chunk-XATWLZZ2.mjs";
import "./chunk-YLGCV4GE.mjs";
import "./chunk-Y54BJPMQ.mjs";
import "./chunk-I4JO6WWO.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-VA7IEELJ.mjs";
import "./chunk-3E2G4LIP.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-UOZFI5R2.mjs";
import "./chunk-KQUGNXJH.mjs";
import "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import "./chunk-WNKWN6Y6.mjs";
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
