import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  diffLines,
  diffMarkdown,
  diffPipeline
} from "./chunk-GCNNYUSV.mjs";
import {
  readEvent
} from "./chunk-N3AFSZ5O.mjs";
import "./chunk-C33N6X5G.mjs";
import "./chunk-C7QUJCNN.mjs";
import "./chunk-OY6PDFW4.mjs";
import "./chunk-J4FXJFWI.mjs";
import "./chunk-QSENSEAO.mjs";
import "./chunk-RQIG4CVX.mjs";
import "./chunk-RMRQY3QR.mjs";
import "./chunk-75PAQFZ7.mjs";
import "./chunk-CYIP6WHT.mjs";
import "./chunk-TWZMDKMR.mjs";
import "./chunk-J3XAFLSH.mjs";
import "./chunk-5QNGOOB6.mjs";
import "./chunk-BASCHG6M.mjs";
import "./chunk-RXER3GMB.mjs";
import "./chunk-MCIXMSU2.mjs";
import "./chunk-ZYABUXPS.mjs";
import "./chunk-7YF2HRS3.mjs";
import "./chunk-TPTVVG3Q.mjs";
import "./chunk-2KZO4ZEM.mjs";
import "./chunk-JIHXL7LV.mjs";
import "./chunk-DVJPGW3U.mjs";
import {
  appendSummary
} from "./chunk-XGYQOCZ6.mjs";
import "./chunk-RFANFFWV.mjs";
import "./chunk-3Y35YYFI.mjs";
import "./chunk-URPALPAV.mjs";
import "./chunk-XCEQ4PZB.mjs";
import "./chunk-3PAYXITV.mjs";
import "./chunk-CXPU67TF.mjs";
import "./chunk-NRDYLVKO.mjs";
import "./chunk-TF4KEOCB.mjs";
import "./chunk-OYAQC4UU.mjs";
import "./chunk-QDS5XJU5.mjs";
import "./chunk-724YPPG2.mjs";
import "./chunk-RH6P5SWJ.mjs";
import "./chunk-OFNTBMMB.mjs";
import "./chunk-XSRHLEL5.mjs";
import {
  runAction,
  setOutputs
} from "./chunk-KQEXKSJ7.mjs";
import "./chunk-QUFXYG6M.mjs";
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
import {
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";
import "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/runtime/github/comment.ts
var MOST_CHARACTERS = 65e3;
var PATIENCE_MS = 3e4;
var PAGES = 10;
async function keepComment(options) {
  const { env, number, markdown } = options;
  const mark = `<!-- ${options.marker} -->`;
  const text = `${mark}
${markdown}`;
  const body = text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}

… the rest is in the summary.` : text;
  const repository = `${env["GITHUB_API_URL"] ?? "https://api.github.com"}/repos/${env["GITHUB_REPOSITORY"] ?? ""}`;
  const found = await findComment(options, `${repository}/issues/${number}/comments`, mark);
  if (found === "denied") return "denied";
  if (found?.body === body) return "unchanged";
  const answer = found === void 0 ? await call(options, "POST", `${repository}/issues/${number}/comments`, { body }) : await call(options, "PATCH", `${repository}/issues/comments/${found.id}`, { body });
  if (answer === "denied") return "denied";
  return found === void 0 ? "created" : "updated";
}
async function findComment(options, url, mark) {
  for (let page = 1; page <= PAGES; page++) {
    const comments = await call(options, "GET", `${url}?per_page=100&page=${page}`);
    if (comments === "denied") return "denied";
    if (!Array.isArray(comments)) return void 0;
    const found = comments.find(({ body, user }) => body?.startsWith(mark) && user?.type === "Bot");
    if (found !== void 0 || comments.length < 100) return found;
  }
  return void 0;
}
async function call({ token }, method, url, body) {
  const told = `GitHub did not take the comment (${method})`;
  let answer;
  try {
    answer = await fetch(url, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "content-type": "application/json",
        "user-agent": "lakeferry",
        "x-github-api-version": "2022-11-28"
      },
      ...body === void 0 ? {} : { body: JSON.stringify(body) },
      signal: AbortSignal.timeout(PATIENCE_MS)
    });
    if (answer.status === 401 || answer.status === 403 || answer.status === 404) {
      await answer.body?.cancel();
      return "denied";
    }
    if (answer.ok) return await answer.json();
  } catch (error) {
    throw new OutageError("COMMENT", `${told}: ${reasonOf(error)}`, { cause: error });
  }
  await answer.body?.cancel();
  throw new OutageError("COMMENT", `${told}: status ${answer.status}`, { data: { status: answer.status } });
}

// src/actions/diff.ts
function main(_, host) {
  return runAction("diff", host, diff);
}
async function diff(session) {
  const { inputs, host, log } = session;
  const words = { base: inputs.text("base") ?? "HEAD^1", sample: inputs.text("sample") };
  const token = inputs.text("token");
  inputs.check();
  const { report, code } = await diffPipeline(session, words);
  for (const { title, lines } of diffLines(report)) log.group(`${report.dataset}: ${title}`, lines);
  const markdown = session.secrets.mask(diffMarkdown(report));
  await appendSummary(markdown, { env: host.env, log });
  const comment = token === void 0 ? "" : await leaveComment(session, token, report.dataset, markdown);
  await setOutputs({
    changes: String(report.changes?.length ?? ""),
    count: String((report.plan?.work.length ?? 0) + (report.plan?.cut ?? 0)),
    comment
  });
  return code;
}
async function leaveComment(session, token, dataset, markdown) {
  const { host, log } = session;
  session.secrets.add([token]);
  const number = (await readEvent(host.env))?.pull_request?.number;
  if (number === void 0) {
    log.info("no comment: this is no pull request");
    return "";
  }
  try {
    const left = await keepComment({ env: host.env, token, number, marker: `lakeferry diff ${dataset}`, markdown });
    if (left === "denied")
      log.info("no comment: the token may not; the job needs pull-requests: write, which a fork never gets");
    return left;
  } catch (error) {
    log.warn(`no comment: ${reasonOf(error)}`);
    return "";
  }
}
export {
  main
};
