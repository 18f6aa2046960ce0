import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  notify
} from "./chunk-I6KRNVUI.mjs";
import "./chunk-SCF6SG36.mjs";
import "./chunk-KYV7YECM.mjs";
import "./chunk-MDZMTXPR.mjs";
import "./chunk-CNW4FPZ4.mjs";
import "./chunk-G6TUKZ2H.mjs";
import "./chunk-TJIPKF25.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-BGNIUGKP.mjs";
import "./chunk-6FLHN57Z.mjs";
import "./chunk-GRKR7CZ2.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction,
  setOutputs
} from "./chunk-HMS2P24G.mjs";
import "./chunk-C5BC4NM7.mjs";
import "./chunk-PE4XUUB3.mjs";
import "./chunk-E2KMZVSB.mjs";
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
