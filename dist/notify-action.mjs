import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  notify
} from "./chunk-PIAPN253.mjs";
import "./chunk-VZC4TRWK.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-3HRATOE7.mjs";
import "./chunk-ACLMZN7I.mjs";
import "./chunk-W2BXTPER.mjs";
import "./chunk-KH6GZ3HZ.mjs";
import "./chunk-LBBWAHLC.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-7BQFH56S.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction,
  setOutputs
} from "./chunk-2WPMMKY2.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-RCHYFBQ3.mjs";
import "./chunk-FSMMIJQ2.mjs";
import "./chunk-2X6ECDDK.mjs";
import "./chunk-QAVIOJBG.mjs";
import "./chunk-TOHMGVE2.mjs";
import "./chunk-UBWM2RLU.mjs";
import "./chunk-VGBL4AE2.mjs";
import "./chunk-GZOUZA7K.mjs";
import "./chunk-5TBAR4MG.mjs";
import "./chunk-U37NQODY.mjs";
import "./chunk-PF5MVQRH.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/actions/notify.ts
function main(_, host) {
  return runAction("notify", host, async (session) => {
    const { sent, unsent, state } = await notify(session, { yes: true });
    await setOutputs({ sent: String(sent), unsent: String(unsent), state: state ?? "" });
    return 0;
  });
}
export {
  main
};
