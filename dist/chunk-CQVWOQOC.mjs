import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  isLocal
} from "./chunk-OY6PDFW4.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  isCi
} from "./chunk-DOUEL7U2.mjs";
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/session/consent.ts
import { createInterface } from "node:readline/promises";
async function askConsent(session, pipeline, { partitions, yes, does = "writes" }) {
  const { host, json } = session;
  const places = [pipeline.lake, pipeline.warehouse].filter((place) => place !== void 0 && isShared(place));
  if (places.length === 0 || isCi(host) || yes) return;
  const shown = places.map((place) => redactUrl(place)).join(" and ");
  const what = `this ${does} ${partitions === 1 ? "one partition" : `${partitions} partitions`} to ${shown}`;
  const { stdin, stderr } = host;
  if (stdin?.isTTY === true && stderr.isTTY === true && !json) {
    const lines = createInterface({ input: stdin, output: stderr });
    try {
      const answer = await lines.question(session.secrets.mask(`${what}; go on? [y/N] `), { signal: host.signal });
      if (/^y(?:es)?$/i.test(answer.trim())) return;
    } finally {
      lines.close();
    }
    throw new ConfigurationError("CONSENT", "nothing was written");
  }
  throw new ConfigurationError("CONSENT", `${what}, which others may share; say --yes if that is meant`);
}
function isShared(place) {
  return !isLocal(place) && !/^postgres(?:ql)?:\/\/(?:[^/@]*@)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])?(?:[:/?#]|$)/i.test(place);
}

export {
  askConsent
};
