import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  makeSite,
  readSiteWords,
  siteFiles,
  writeSite
} from "./chunk-DQYQDVO6.mjs";
import {
  readCheckSource
} from "./chunk-TLCPLHP6.mjs";
import "./chunk-UEPNT2AJ.mjs";
import "./chunk-RQIG4CVX.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-DVJPGW3U.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-RV3FXGU6.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-DOPCRQW2.mjs";
import "./chunk-XSRHLEL5.mjs";
import "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
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
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/cli/site-command.ts
import { resolve } from "node:path";

// src/runtime/loopback-server.ts
import { createServer } from "node:http";
var TYPES = {
  html: "text/html; charset=utf-8",
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  svg: "image/svg+xml",
  txt: "text/plain; charset=utf-8"
};
async function serveFiles(files, port) {
  const server = createServer((request, response) => answer(files, request, response));
  await new Promise((resolve2, reject) => {
    server.once("error", (error) => {
      reject(
        new ConfigurationError("PORT", `cannot serve on port ${port}: ${reasonOf(error)}; name another one`, {}, error)
      );
    });
    server.listen(port, "127.0.0.1", resolve2);
  });
  return {
    url: `http://127.0.0.1:${server.address().port}/`,
    close: () => new Promise((resolve2) => {
      server.close(() => resolve2());
      server.closeAllConnections();
    })
  };
}
function answer(files, request, response) {
  const end = (status, type, text2) => {
    response.writeHead(status, {
      "content-type": type,
      "x-content-type-options": "nosniff",
      "cache-control": "no-store"
    });
    response.end(request.method === "HEAD" ? void 0 : text2);
  };
  if (!/^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(request.headers.host ?? "")) {
    end(403, "text/plain", "this server answers to 127.0.0.1 alone\n");
    return;
  }
  if (request.method !== "GET" && request.method !== "HEAD") {
    end(405, "text/plain", "only GET and HEAD\n");
    return;
  }
  const path = (request.url ?? "/").replace(/[?#].*$/, "").slice(1);
  const name = path === "" || path.endsWith("/") ? `${path}index.html` : path;
  const text = files.get(name);
  if (text === void 0) end(404, "text/plain", "there is no such page\n");
  else end(200, TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "text/plain", text);
}

// src/cli/site-command.ts
async function siteCommand(session) {
  const { inputs, host, log } = session;
  const words = { ...readSiteWords(session), checkSource: readCheckSource(inputs) };
  const out = inputs.text("out") ?? "site";
  const serve = inputs.bool("serve", false);
  const port = inputs.count("port", 4300);
  const pipeline = await readPipeline(session);
  inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const site = await makeSite(context, words, host);
    if (serve) {
      const server = await serveFiles(new Map(siteFiles(site)), port);
      log.info(`the site is at ${server.url} for this machine alone; Ctrl-C ends that`);
      await new Promise((end) => {
        if (host.signal.aborted) end();
        host.signal.addEventListener("abort", () => end(), { once: true });
      });
      await server.close();
      return 0;
    }
    const files = await writeSite(site, resolve(host.cwd, out));
    const datasets = site.datasets.map(({ name, state }) => ({ name, state }));
    session.answer({ folder: out, files, datasets });
    log.info(
      `${out}: ${formatCount(files)} files about ${datasets.map(({ name }) => name).join(", ")}; open ${out}/index.html`
    );
    return 0;
  } finally {
    await closeContext(context);
  }
}
export {
  siteCommand
};
