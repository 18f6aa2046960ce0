import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  openNotices
} from "./chunk-VCNEBF4S.mjs";
import {
  askConsent
} from "./chunk-CQVWOQOC.mjs";
import {
  planFlow
} from "./chunk-RQIG4CVX.mjs";
import {
  retryAfter
} from "./chunk-RMRQY3QR.mjs";
import {
  codeText
} from "./chunk-RFANFFWV.mjs";
import {
  worst
} from "./chunk-3Y35YYFI.mjs";
import {
  closeContext,
  inParallel,
  openContext,
  readPipeline
} from "./chunk-DOUEL7U2.mjs";
import {
  createHttp,
  isPrivateHost,
  nodeClock,
  withDeadline
} from "./chunk-VL3R7PO3.mjs";
import {
  dueAt,
  lateAt
} from "./chunk-TI4EOZ5J.mjs";
import {
  withRetries
} from "./chunk-S3LT26JY.mjs";
import {
  sha256
} from "./chunk-VHV2WM36.mjs";
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  ConflictError,
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";
import {
  safeText
} from "./chunk-3UZALZAA.mjs";

// src/notify/message.ts
var MOST_MESSAGES = 10;
var WHAT = {
  failed: "failed",
  contract: "broke its contract",
  late: "is late",
  rejects: "has rejected rows",
  recovered: "has recovered"
};
function messagesOf(channel, notices, surroundings) {
  const isList = channel.to !== "issue" && notices.length > MOST_MESSAGES;
  const groups = isList ? [notices] : notices.map((notice) => [notice]);
  return groups.map((group) => messageOf(channel, group, surroundings));
}
function messageOf(channel, notices, surroundings) {
  const { pipeline, url } = surroundings;
  const key = notices.map(({ partition, about }) => [partition, about.state, about.cause]);
  return {
    id: sha256(JSON.stringify([pipeline.name, channel.name, key])).slice(0, 32),
    notices,
    fields: notices.map((notice) => fieldsOf(notice, surroundings)),
    channel,
    ...url === void 0 ? {} : { url }
  };
}
function fieldsOf(notice, { pipeline, mask, url }) {
  const { partition, state, reason, task = "", code = "", publication } = notice;
  const count = (value) => value === void 0 ? "" : formatCount(value);
  const fields = {
    dataset: pipeline.name,
    description: pipeline.description,
    owner: pipeline.owner,
    partition,
    state,
    what: WHAT[state],
    reason,
    task,
    code,
    rows: count(publication?.rows),
    rejected: count(publication?.rejected),
    url: url ?? ""
  };
  const all = Object.entries({ ...pipeline.parameters, ...fields });
  return Object.fromEntries(all.map(([name, value]) => [name, safeText(mask(value.trim()), LONGEST_FIELD)]));
}
var LONGEST_FIELD = 1500;
var MOST_LISTED = 50;
function titleOf({ channel, notices, fields }, inert) {
  const [only] = fields;
  if (notices.length === 1 && only !== void 0) return render(channel.title, only, inert);
  const counts = /* @__PURE__ */ new Map();
  for (const { state } of notices) counts.set(state, (counts.get(state) ?? 0) + 1);
  const told = [...counts].map(([state, number]) => `${number} ${LISTED[state]}`);
  return `${inert(only?.["dataset"] ?? "")}: ${told.join(", ")}`;
}
var LISTED = {
  failed: "failed",
  contract: "broke their contract",
  late: "are late",
  rejects: "have rejected rows",
  recovered: "have recovered"
};
function bodyOf({ channel, notices, fields }, inert) {
  const [only] = fields;
  if (notices.length === 1 && only !== void 0) return render(channel.body, only, inert).trim();
  const lines = fields.slice(0, MOST_LISTED).map((each) => render(channel.title, each, inert));
  const rest = fields.length - lines.length;
  return [...lines, ...rest > 0 ? [`and ${rest} more`] : []].join("\n");
}
function isGood({ notices }) {
  return notices.every(({ state }) => state === "recovered");
}
function render(template, fields, inert) {
  return template.replace(
    /\{([A-Za-z_]\w*)\}/g,
    (whole, name) => Object.hasOwn(fields, name) ? inert(fields[name]) : whole
  );
}
var UNIT = /&(?:amp|lt|gt);|\\.|./gsu;
function cutText(text, most) {
  if (text.length <= most) return text;
  let kept2 = "";
  for (const [unit] of text.matchAll(UNIT)) {
    if (kept2.length + unit.length > most - 1) break;
    kept2 += unit;
  }
  return `${kept2}…`;
}

// src/notify/discord.ts
var LONGEST = 2e3;
var LONGEST_TITLE = 250;
var SUPPRESS_EMBEDS = 1 << 2;
var escapeDiscord = (text) => text.replace(/[!-/:-@[-`{-~]/g, "\\$&");
function composeDiscord(message) {
  const link = message.url === void 0 ? "" : `
<${message.url}>`;
  const title = `**${cutText(titleOf(message, escapeDiscord), LONGEST_TITLE)}**
`;
  const body = cutText(bodyOf(message, escapeDiscord), LONGEST - title.length - link.length);
  return { content: `${title}${body}${link}`, allowed_mentions: { parse: [] }, flags: SUPPRESS_EMBEDS };
}

// src/notify/email.ts
var LONGEST_SUBJECT = 200;
function composeMail(message, channel) {
  const plain = (text) => text;
  const link = message.url === void 0 ? "" : `

${message.url}`;
  return {
    from: channel.from,
    to: channel.recipients,
    // A line end would begin a header of somebody else's.
    subject: cutText(titleOf(message, plain), LONGEST_SUBJECT).replace(/[\r\n]+/g, " "),
    text: `${bodyOf(message, plain)}${link}
`,
    messageId: `<${message.id}@${channel.from.split("@")[1]}>`,
    // RFC 3834: no vacation notice shall answer.
    headers: { "Auto-Submitted": "auto-generated" }
  };
}

// src/notify/post.ts
var TIMEOUTS = { connect: 1e4, headers: 2e4, idle: 1e4 };
var MOST_BYTES = 2e7;
async function post(options) {
  const { http, signal, shown, method = "POST", body } = options;
  const url = parseUrl(options.url, shown);
  const isLiteral = isPrivateHost(url.hostname);
  if (url.protocol !== "https:" && !isLiteral) {
    throw new ConfigurationError(
      "NOTIFY_URL",
      `${shown} is not an https address; what is posted would go in the clear`
    );
  }
  try {
    const response = await http.request({
      method,
      url,
      headers: {
        "user-agent": "lakeferry",
        accept: "application/json",
        ...body === void 0 ? {} : { "content-type": "application/json" },
        ...options.headers
      },
      ...body === void 0 ? {} : { body: JSON.stringify(body) },
      timeouts: TIMEOUTS,
      allowPrivate: options.allowPrivate === true || isLiteral,
      signal
    });
    return { status: response.status, headers: response.headers, text: await readText(response.body) };
  } catch (error) {
    if (!(error instanceof ConfigurationError) || error.code !== "PRIVATE_ADDRESS") throw error;
    throw new ConfigurationError(
      "PRIVATE_ADDRESS",
      `refused to post to ${shown}: its name leads to a private or metadata address; if that is meant, use "to: webhook" with "allow_private: true"`
    );
  }
}
function checkStatus({ status, headers }, shown, words, now) {
  if (status >= 200 && status < 300) return;
  const retryAfterMs = retryAfter(headers.get("retry-after"), now);
  const isPassing = status === 408 || status === 429 || status >= 500;
  throw new OutageError("NOTIFY_STATUS", `${shown} answered ${status}: ${words}`, {
    data: { status, ...retryAfterMs === void 0 ? {} : { retryAfterMs } },
    retryable: isPassing
  });
}
function parseUrl(text, shown) {
  const url = URL.parse(text);
  if (url !== null && (url.protocol === "https:" || url.protocol === "http:")) return url;
  throw new ConfigurationError("NOTIFY_URL", `${shown} does not hold an address like https://host/path`);
}
async function readText(body) {
  const chunks = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

// src/notify/issue.ts
var LONGEST_TITLE2 = 250;
var LONGEST_BODY = 6e4;
var LABEL = "lakeferry";
var MOST_PAGES = 20;
function composeIssue(message, channel) {
  const link = message.url === void 0 ? "" : `

[The workflow run](${message.url})`;
  const text = cutText(
    bodyOf(message, (value) => value === "" ? "" : codeText(value, LONGEST_VALUE)),
    LONGEST_BODY
  );
  return {
    title: cutText(
      titleOf(message, (value) => safeText(value)),
      LONGEST_TITLE2
    ),
    body: `${text}${link}

${markerOf(message)}
`,
    labels: [.../* @__PURE__ */ new Set([LABEL, ...channel.labels])]
  };
}
var LONGEST_VALUE = 1500;
function markerOf({ fields: [first] }) {
  return `<!-- lakeferry ${first?.["dataset"]}/${first?.["partition"]} -->`;
}
async function upsertIssue(message, text, options) {
  const { title, body, labels } = text;
  const state = isGood(message) ? { state: "closed", state_reason: "completed" } : { state: "open" };
  const known = options.ref ?? await findIssue(markerOf(message), options);
  if (known !== void 0) {
    const path = `/issues/${known}`;
    const answer2 = await ask(options, "PATCH", path, { title, body, ...state });
    if (![301, 404, 410].includes(answer2.status) || options.ref === void 0) {
      check(answer2, options);
      return known;
    }
    return upsertIssue(message, text, withoutRef(options));
  }
  if (isGood(message)) return void 0;
  const answer = await ask(options, "POST", "/issues", { title, body, labels });
  check(answer, options);
  const { number } = parse(answer);
  if (!Number.isSafeInteger(number)) throw new OutageError("NOTIFY_ISSUE", "GitHub's answer names no issue");
  return String(number);
}
function withoutRef({ ref: _, ...options }) {
  return options;
}
async function findIssue(marker, options) {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const answer = await ask(options, "GET", `/issues?labels=${LABEL}&state=open&per_page=100&page=${page}`);
    check(answer, options);
    const issues = parse(answer);
    if (!Array.isArray(issues)) throw new OutageError("NOTIFY_ISSUE", "GitHub's answer is no list of issues");
    const found = issues.find(({ body, pull_request }) => pull_request === void 0 && String(body).includes(marker));
    if (found !== void 0) return String(found.number);
    if (issues.length < 100) return void 0;
  }
  return void 0;
}
function ask(options, method, path, body) {
  const { http, clock, signal, api, repository, token } = options;
  return post({
    http,
    clock,
    signal,
    method,
    url: `${api.replace(/\/$/, "")}/repos/${repository}${path}`,
    shown: `"${repository}" on GitHub`,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${token}`,
      "x-github-api-version": "2022-11-28"
    },
    ...body === void 0 ? {} : { body },
    // The runner names it, and a company's own server may lie in its own network.
    allowPrivate: true
  });
}
var PERMISSIONS = "the token may not write issues; give the job that uses the workflow or the action: permissions: { contents: read, issues: write }";
var MOVED = 'the repository has moved; write its new name as "repository"';
var LASTING = {
  301: MOVED,
  307: MOVED,
  308: MOVED,
  401: "the token is not valid",
  403: PERMISSIONS,
  404: PERMISSIONS,
  410: "the repository has no issues; switch them on in its settings"
};
function check(answer, { clock, repository }) {
  const { status, headers } = answer;
  const shown = `"${repository}" on GitHub`;
  const isLimit = status === 403 && (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0");
  if (isLimit) checkStatus({ ...answer, status: 429 }, shown, "its rate limit is used up", clock.now());
  const words = LASTING[status];
  if (words !== void 0) throw new ConfigurationError("NOTIFY_ISSUE", `${shown} answered ${status}: ${words}`);
  checkStatus(answer, shown, status === 422 ? "it does not take the issue" : "it has a problem", clock.now());
}
function parse({ text }) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new OutageError("NOTIFY_ISSUE", "GitHub's answer is not JSON", { cause: error });
  }
}

// src/notify/slack.ts
var LONGEST_HEADER = 150;
var LONGEST_SECTION = 3e3;
var escapeSlack = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
function composeSlack(message) {
  const plain = (text) => text;
  const title = cutText(escapeSlack(titleOf(message, plain)), LONGEST_HEADER);
  const body = cutText(escapeSlack(bodyOf(message, plain)), LONGEST_SECTION);
  return {
    // What a notification on a telephone shows.
    text: title,
    blocks: [
      { type: "header", text: { type: "plain_text", text: title, emoji: false } },
      { type: "section", text: { type: "plain_text", text: body, emoji: false } },
      ...message.url === void 0 ? [] : [
        { type: "context", elements: [{ type: "mrkdwn", text: `<${escapeSlack(message.url)}|The workflow run>` }] }
      ]
    ]
  };
}

// src/notify/smtp.ts
var SECONDS = 1e3;
var LASTING2 = /* @__PURE__ */ new Set(["EAUTH", "EENVELOPE", "EMESSAGE", "ETLS", "ECONFIG", "EREQUIRETLS"]);
async function sendMail(mail, options) {
  const { shown, signal } = options;
  const url = URL.parse(options.server);
  if (url === null || !/^smtps?:$/.test(url.protocol) || url.hostname === "") {
    throw new ConfigurationError("NOTIFY_URL", `${shown} does not hold an address like smtps://user:password@host:465`);
  }
  const secure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const user = decodeURIComponent(url.username);
  const isLocal = isPrivateHost(url.hostname);
  const { createTransport } = await import("./chunk-FQOGGBRY.mjs");
  const transport = createTransport({
    host,
    port: url.port === "" ? secure ? 465 : 587 : Number(url.port),
    secure,
    requireTLS: !secure && !isLocal,
    ...user === "" ? {} : { auth: { user, pass: decodeURIComponent(url.password) } },
    tls: { rejectUnauthorized: true },
    connectionTimeout: 10 * SECONDS,
    greetingTimeout: 10 * SECONDS,
    socketTimeout: 30 * SECONDS,
    disableFileAccess: true,
    disableUrlAccess: true
  });
  const stop = () => transport.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    const { rejected } = await transport.sendMail({ ...mail, to: [...mail.to], headers: { ...mail.headers } });
    if (rejected.length > 0) {
      throw new OutageError("NOTIFY_SMTP", `${shown} refused ${rejected.length} of ${mail.to.length} recipients`, {
        retryable: false
      });
    }
  } catch (error) {
    throw describeFailure(error, shown, signal);
  } finally {
    signal.removeEventListener("abort", stop);
    transport.close();
  }
}
function describeFailure(error, shown, signal) {
  if (signal.aborted) return signal.reason;
  if (error instanceof OutageError) return error;
  const { code = "unknown", responseCode } = error;
  const answered = responseCode === void 0 ? code : `${responseCode} (${code})`;
  const isLasting = responseCode === void 0 ? LASTING2.has(code) : responseCode >= 500;
  return new OutageError("NOTIFY_SMTP", `${shown} did not take the mail: ${answered}`, {
    data: { code, ...responseCode === void 0 ? {} : { responseCode } },
    retryable: !isLasting
  });
}

// src/notify/teams.ts
var LONGEST_TITLE3 = 300;
var LONGEST_BODY2 = 7e3;
var MOST_LINES = 60;
function composeTeams(message) {
  const plain = (text) => text;
  const title = cutText(titleOf(message, plain), LONGEST_TITLE3);
  const lines = cutText(bodyOf(message, plain), LONGEST_BODY2).split("\n").slice(0, MOST_LINES);
  const run = (text, more = {}) => ({
    type: "RichTextBlock",
    inlines: [{ type: "TextRun", text, ...more }]
  });
  return {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.card.adaptive",
        content: {
          $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
          type: "AdaptiveCard",
          version: "1.4",
          body: [
            run(title, { size: "Large", weight: "Bolder", color: isGood(message) ? "Good" : "Attention" }),
            ...lines.filter((line) => line !== "").map((line) => run(line))
          ],
          ...message.url === void 0 ? {} : { actions: [{ type: "Action.OpenUrl", title: "The workflow run", url: message.url }] }
        }
      }
    ]
  };
}

// src/notify/webhook.ts
var VERSION = 1;
function composeWebhook(message) {
  const plain = (text) => text;
  const [first] = message.fields;
  return {
    version: VERSION,
    id: message.id,
    dataset: first?.["dataset"],
    owner: first?.["owner"],
    title: titleOf(message, plain),
    text: bodyOf(message, plain),
    ...message.url === void 0 ? {} : { url: message.url },
    notices: message.notices.map(({ state, publication }, at) => {
      const { partition, reason, task, code } = message.fields[at] ?? {};
      return {
        partition,
        state,
        reason,
        ...task === "" ? {} : { task, code },
        ...publication === void 0 ? {} : { rows: publication.rows, rejected: publication.rejected }
      };
    })
  };
}

// src/notify/deliver.ts
function compose(message) {
  const { channel } = message;
  switch (channel.to) {
    case "slack":
      return composeSlack(message);
    case "teams":
      return composeTeams(message);
    case "discord":
      return composeDiscord(message);
    case "webhook":
      return composeWebhook(message);
    case "email":
      return composeMail(message, channel);
    case "issue":
      return composeIssue(message, channel);
  }
}
async function deliver(message, options) {
  const { channel } = message;
  const { clock, log, signal } = options;
  const send = sender(message, options);
  return withDeadline(
    `notify "${channel.name}"`,
    channel.timeoutMs,
    signal,
    (limited) => withRetries(
      { retries: channel.retries, delay: channel.retryDelay },
      clock,
      limited,
      () => send(limited),
      ({ attempt, tries, error, waitMs }) => log.info(
        `notify "${channel.name}": ${error.message}; try ${attempt} of ${tries}, next in ${Math.ceil(waitMs / 1e3)} s`
      )
    )
  );
}
function sender(message, options) {
  const { channel } = message;
  const { http, clock, env } = options;
  if (channel.to === "email") {
    const server = textOf(channel.server);
    const mail = composeMail(message, channel);
    return async (signal) => {
      await sendMail(mail, { server, shown: "the mail server", signal });
      return void 0;
    };
  }
  if (channel.to === "issue") {
    const token = channel.token === void 0 ? required(env, "GITHUB_TOKEN") : textOf(channel.token);
    const repository = channel.repository ?? required(env, "GITHUB_REPOSITORY");
    const api = env["GITHUB_API_URL"] || "https://api.github.com";
    const text = composeIssue(message, channel);
    const ref = message.notices[0]?.before?.ref;
    const known = ref === void 0 ? {} : { ref };
    return (signal) => upsertIssue(message, text, { http, clock, signal, api, repository, token, ...known });
  }
  const url = textOf(channel.url);
  const body = compose(message);
  const own = channel.to === "webhook" ? channel.headers : {};
  const headers = {
    ...channel.to === "webhook" ? { "idempotency-key": message.id } : {},
    ...Object.fromEntries(Object.entries(own).map(([name, value]) => [name.toLowerCase(), textOf(value)]))
  };
  const allowPrivate = channel.to === "webhook" && channel.allowPrivate;
  return async (signal) => {
    const shown = `its ${channel.to === "webhook" ? "address" : "webhook"}`;
    const answer = await post({ http, clock, signal, url, shown, headers, body, allowPrivate });
    checkStatus(answer, shown, wordsFor(answer.status), clock.now());
    return void 0;
  };
}
function wordsFor(status) {
  if (status === 429) return "too many requests";
  if (status === 401 || status === 403) return "it does not let us post; was the webhook revoked?";
  if (status === 404 || status === 410) return "there is no such webhook; was it removed?";
  if (status >= 300 && status < 400) return "it leads elsewhere, and what is posted goes nowhere else";
  return status >= 500 ? "it has a problem" : "it does not take the message";
}
function textOf(filled) {
  if ("text" in filled) return filled.text;
  throw new ConfigurationError("NOTIFY_SECRET", filled.problem);
}
function required(env, name) {
  const value = env[name] ?? "";
  if (value !== "") return value;
  throw new ConfigurationError(
    "NOTIFY_SECRET",
    `${name} is not set: in a step of a workflow, env: { GITHUB_TOKEN: "\${{ github.token }}" }`
  );
}

// src/notify/state.ts
function stateOf(decision, head, watch) {
  const { partition, status } = decision;
  if (status === "missing") return untriedState(decision, head, watch);
  if (head === void 0) return void 0;
  const { lakeIsEnd } = watch;
  const { failed, notReady, published } = head;
  const loads = Object.values(head.loaded).map(({ number }) => number);
  const base = {
    partition,
    wellAt: lakeIsEnd ? published?.number ?? 0 : Math.max(0, ...loads),
    ...published === void 0 ? {} : { publication: published.publication, publishedAt: published.number }
  };
  if (status === "failed" && failed !== void 0) {
    const { task, code, message, number } = failed;
    const state = failed.contract === true ? "contract" : "failed";
    return {
      ...base,
      state,
      detail: `${task} ${code}`,
      cause: number,
      task,
      code,
      reason: `${message} [${code} in ${task}]`
    };
  }
  if (status === "late")
    return { ...base, state: "late", cause: notReady?.number ?? head.number, reason: decision.reason };
  if (status !== "done" && status !== "stale" || published === void 0) return void 0;
  const rows = `${formatCount(published.publication.rows)} rows`;
  return {
    ...base,
    state: "well",
    cause: head.number,
    reason: `published on ${published.at.slice(0, 10)} with ${rows}`
  };
}
function untriedState({ partition, reason }, head, { partitions, now, began }) {
  const late = lateAt(partitions, partition);
  if (now < late || dueAt(partitions, partition) < began) return void 0;
  const expected = new Date(late).toISOString().slice(0, 10);
  const number = head?.number ?? 0;
  return {
    partition,
    state: "late",
    wellAt: 0,
    cause: number,
    reason: `${reason}, and it was expected by ${expected}`
  };
}
function withRejects(state, { above }) {
  const { publication, publishedAt } = state;
  if (state.state !== "well" || publication === void 0 || publishedAt === void 0) return state;
  const { rejected, rowsRead, rejectedBy } = publication;
  if (rejected === 0 || rejected / rowsRead <= above) return state;
  const rules = Object.entries(rejectedBy).sort(([, a], [, b]) => b - a);
  const told = rules.slice(0, MOST_RULES).map(([rule, count]) => `${rule} ${formatCount(count)}`);
  const rest = rules.length > MOST_RULES ? ` and ${rules.length - MOST_RULES} more rules` : "";
  return {
    ...state,
    state: "rejects",
    cause: publishedAt,
    reason: `${formatCount(rejected)} of ${formatCount(rowsRead)} rows were rejected (${Number((100 * rejected / rowsRead).toFixed(2))} %): ${told.join(", ")}${rest}`
  };
}
var MOST_RULES = 5;

// src/notify/notice.ts
function noticeFor(channel, seen, before, now) {
  if (seen === void 0) return void 0;
  const { on } = channel;
  const state = on.includes("rejects") ? withRejects(seen, { above: channel.rejectsAbove }) : seen;
  const word = wordFor(state, before?.told);
  if (word === void 0 || !on.includes(word)) return void 0;
  if (before?.kind === "sending" && Date.parse(before.until ?? "") > now) return "busy";
  const { cause, detail } = state;
  const about = { state: word, cause, ...detail === void 0 ? {} : { detail } };
  return { ...state, state: word, about, ...before === void 0 ? {} : { before } };
}
function wordFor(state, told) {
  if (state.state === "well") {
    return told === void 0 || told.state === "recovered" ? void 0 : "recovered";
  }
  return told !== void 0 && isSame(state, told) ? void 0 : state.state;
}
function isSame({ state, detail, cause, wellAt }, told) {
  if (state !== told.state || detail !== told.detail) return false;
  return state === "rejects" ? cause === told.cause : wellAt <= told.cause;
}

// src/notify/notify.ts
var MARGIN_MS = 6e4;
var CLAIMS = 16;
function planNotices(options) {
  return Promise.all(
    options.channels.map(async (channel) => {
      try {
        return { channel, ...await planChannel(options, channel) };
      } catch (problem) {
        return { channel, messages: [], busy: 0, problem };
      }
    })
  );
}
async function planChannel(options, channel) {
  const { decisions, heads, notices, clock, lakeIsEnd, began, pipeline } = options;
  const watch = { lakeIsEnd, began, partitions: pipeline.partitions, now: clock.now() };
  const last = await notices.last(channel.name);
  const found = [];
  let busy = 0;
  for (const decision of decisions) {
    const state = stateOf(decision, heads.get(decision.partition), watch);
    const notice = noticeFor(channel, state, last.get(decision.partition), watch.now);
    if (notice === "busy") busy += 1;
    else if (notice !== void 0) found.push(notice);
  }
  return { messages: messagesOf(channel, found, options), busy };
}
function tellAll(plans, options) {
  return Promise.all(
    plans.map(async ({ channel, messages, busy, problem }) => {
      const result = { channel: channel.name, sent: 0, failed: 0, busy };
      try {
        if (problem !== void 0) throw problem;
        for (const message of messages) await tell(message, options, result);
      } catch (error) {
        result.failed += 1;
        options.log.warn(`notify "${channel.name}" (${channel.to}): ${reasonOf(error)}`);
      }
      return result;
    })
  );
}
async function tell(planned, options, result) {
  const { log } = options;
  const { channel } = planned;
  const claims = await claim(planned, options, result);
  if (claims.size === 0) return;
  const mine = planned.notices.filter(({ partition }) => claims.has(partition));
  const message = mine.length === planned.notices.length ? planned : messageOf(channel, mine, options);
  const named = mine.length === 1 ? mine[0]?.partition : `${mine.length} partitions`;
  let ref;
  try {
    ref = await deliver(message, options);
  } catch (error) {
    result.failed += mine.length;
    log.warn(`notify "${channel.name}" (${channel.to}): ${named} not told: ${reasonOf(error)}`);
    await settle(mine, claims, options, channel, ({ before }) => ({ kind: "failed", ...kept(before) }));
    return;
  }
  result.sent += mine.length;
  await settle(mine, claims, options, channel, ({ about }) => ({
    kind: "sent",
    told: about,
    ...ref === void 0 ? {} : { ref }
  }));
}
async function claim({ notices, channel }, { notices: written, clock }, result) {
  const claims = /* @__PURE__ */ new Map();
  await inParallel(notices, CLAIMS, async ({ partition, about, before }) => {
    const until = new Date(clock.now() + channel.timeoutMs + MARGIN_MS).toISOString();
    try {
      const entry = { kind: "sending", about, until, ...kept(before) };
      claims.set(partition, await written.append(channel.name, partition, before, entry));
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      result.busy += 1;
    }
  });
  return claims;
}
async function settle(mine, claims, { notices: written, log }, channel, became) {
  await inParallel(mine, CLAIMS, async (notice) => {
    const { partition, about } = notice;
    try {
      await written.append(channel.name, partition, claims.get(partition), { about, ...became(notice) });
    } catch (error) {
      log.warn(
        `notify "${channel.name}": what became of ${partition} could not be written, so that it may be told again: ${reasonOf(error)}`
      );
    }
  });
}
function kept(before) {
  return {
    ...before?.told === void 0 ? {} : { told: before.told },
    ...before?.ref === void 0 ? {} : { ref: before.ref }
  };
}

// src/session/notify.ts
async function notify(session, { yes }) {
  const { inputs, host, platform, secrets } = session;
  const dryRun = inputs.bool("dry-run", false);
  const { warehouse, ...pipeline } = await readPipeline(session);
  inputs.check();
  const log = platform.annotates ? besideChannels(session.log, pipeline) : session.log;
  const { notify: channels = [] } = pipeline;
  if (channels.length === 0) {
    log.info(`${pipeline.file} has no notify, so nobody is told`);
    session.answer({ dataset: pipeline.name, sent: 0, unsent: 0 });
    return { sent: 0, unsent: 0 };
  }
  const env = platform.environment(host);
  const token = env["GITHUB_TOKEN"] ?? "";
  secrets.add([token]);
  const context = await openContext(session, pipeline);
  try {
    const everything = {
      selection: { kind: "word", word: "all" },
      force: false,
      limit: 0,
      checkSource: "none"
    };
    const { decisions } = await planFlow(context, everything);
    const state = worst(decisions.map(({ status }) => status));
    const url = runUrl(host);
    const options = {
      channels,
      pipeline,
      decisions,
      heads: context.heads,
      notices: openNotices({ store: context.store, dataset: pipeline.name, clock: nodeClock, run: context.run }),
      lakeIsEnd: warehouse === void 0,
      began: await beganAt(context),
      http: createHttp({ env: host.env }),
      clock: nodeClock,
      log,
      signal: host.signal,
      env,
      mask: secrets.mask,
      ...url === void 0 ? {} : { url }
    };
    const plans = await planNotices(options);
    if (dryRun) return { ...showMessages({ ...session, log }, plans), state };
    const told = plans.flatMap(({ messages }) => messages.flatMap(({ notices }) => notices));
    const partitions = new Set(told.map(({ partition }) => partition)).size;
    if (partitions > 0) await askConsent(session, pipeline, { partitions, yes, does: "notes what was told of" });
    const results = await tellAll(plans, options);
    for (const { channel, sent, failed, busy } of results) {
      const more = busy === 0 ? "" : `, ${busy} left to another run`;
      log.info(
        `notify "${channel}": ${sent + failed + busy === 0 ? "nothing new" : `${sent} told, ${failed} not${more}`}`
      );
    }
    session.answer({ dataset: pipeline.name, channels: results });
    const sum = (count) => results.reduce((total, each) => total + count(each), 0);
    return { sent: sum(({ sent }) => sent), unsent: sum(({ failed }) => failed), state };
  } finally {
    await closeContext(context);
  }
}
function besideChannels(log, { file, lines }) {
  return { ...log, warn: (message) => log.warn(message, { file, line: lines.notify ?? 1 }) };
}
async function beganAt({ ledger, heads }) {
  const { created } = await ledger.dataset() ?? {};
  const times = [...created === void 0 ? [] : [created], ...[...heads.values()].map(({ at }) => at)];
  return Math.min(...times.map((at) => Date.parse(at)));
}
function showMessages({ log, answer }, plans) {
  const shown = [];
  for (const { channel, messages, problem } of plans) {
    const { name, to } = channel;
    for (const message of messages) {
      const body = compose(message);
      shown.push({ channel: name, to, partitions: message.notices.map(({ partition }) => partition), message: body });
      log.group(`notify "${name}" (${to}) would send:`, JSON.stringify(body, void 0, 2).split("\n"));
    }
    if (problem !== void 0) log.warn(`notify "${name}" (${to}): ${reasonOf(problem)}`);
    else if (messages.length === 0) log.info(`notify "${name}" (${to}): nothing new`);
  }
  answer({ dryRun: true, messages: shown });
  const unsent = plans.filter(({ problem }) => problem !== void 0).length;
  return { sent: shown.reduce((total, { partitions }) => total + partitions.length, 0), unsent };
}
function runUrl({ env }) {
  const { GITHUB_SERVER_URL: server = "", GITHUB_REPOSITORY: repository = "", GITHUB_RUN_ID: id = "" } = env;
  const url = `${server}/${repository}/actions/runs/${id}`;
  return /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(url) ? url : void 0;
}

export {
  notify
};
