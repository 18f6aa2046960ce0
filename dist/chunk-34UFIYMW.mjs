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
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  DATE_TOKENS,
  isCi,
  loadPipeline,
  readDocument,
  readTemplate
} from "./chunk-DOUEL7U2.mjs";
import {
  createHttp,
  nodeClock,
  nodeFiles,
  removeFolder
} from "./chunk-VL3R7PO3.mjs";
import {
  PARTITION_FORMS,
  fillUrl,
  isPartition,
  nextPartition
} from "./chunk-TI4EOZ5J.mjs";
import "./chunk-S3LT26JY.mjs";
import "./chunk-FOBTGNUB.mjs";
import "./chunk-TZELW4TJ.mjs";
import "./chunk-QHH4TWAK.mjs";
import {
  sha256
} from "./chunk-VHV2WM36.mjs";
import {
  PARTITION_DATE
} from "./chunk-6BN765J6.mjs";
import {
  addDays,
  addMonths
} from "./chunk-OBJT3BRS.mjs";
import "./chunk-5BRFANHP.mjs";
import "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";
import {
  REPOSITORY,
  VERSION
} from "./chunk-CH4FNDDY.mjs";
import "./chunk-3UZALZAA.mjs";
import "./chunk-KYFPJ72H.mjs";

// src/cli/init-command.ts
import { tmpdir } from "node:os";
import { join as join2, resolve as resolve2 } from "node:path";

// src/init/column-name.ts
var TAKEN = /* @__PURE__ */ new Set([PARTITION_DATE, "year", "month", "day"]);
function columnName(header) {
  const words = header.normalize("NFKD").replace(new RegExp("\\p{M}", "gu"), "").replaceAll("ß", "ss").replace(/([a-z\d])([A-Z])/g, "$1_$2").replace(/([A-Z]{2,})([A-Z][a-z]{2,})/g, "$1_$2").toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_+|_+$/g, "").slice(0, 280);
  const name = words === "" ? "column" : /^\d/.test(words) ? `_${words}` : words;
  return TAKEN.has(name) ? `${name}_in_file` : name;
}
function columnNames(headers) {
  const used = /* @__PURE__ */ new Set();
  return headers.map((header) => {
    const name = columnName(header);
    let free = name;
    for (let number = 2; used.has(free); number++) free = `${name}_${number}`;
    used.add(free);
    return free;
  });
}

// src/init/columns.ts
function tableOf(looks) {
  const nulls = wordsForNull(looks);
  const found = /* @__PURE__ */ new Map();
  for (const { columns } of looks) {
    const names = columnNames(columns.map((column) => column.name));
    columns.forEach((column, at) => {
      const name = names[at];
      const seen = found.get(name) ?? { from: [], types: /* @__PURE__ */ new Set(), files: 0 };
      found.set(name, seen);
      seen.files++;
      const header = column.name.trim();
      if (!seen.from.includes(header)) seen.from.push(header);
      const { withoutNulls, type } = column;
      const takes = withoutNulls?.words.every((word) => nulls.includes(word)) === true;
      const its = takes ? withoutNulls?.type : type;
      if (its !== void 0) seen.types.add(its);
    });
  }
  return {
    nulls: nulls.length === 0 ? [] : ["", ...nulls],
    columns: [...found].map(([name, { from, types, files }]) => ({
      name,
      from,
      optional: files < looks.length,
      ...commonType([...types])
    }))
  };
}
function wordsForNull(looks) {
  return [
    ...new Set(looks.flatMap(({ columns }) => columns.flatMap((column) => column.withoutNulls?.words ?? [])))
  ].sort();
}
var KNOWN = /* @__PURE__ */ new Set(["int64", "float64", "bool", "string", "date", "datetime", "timestamp"]);
function commonType(types) {
  const [only] = types;
  if (only === void 0) return { type: "string", doubt: "it is empty in every file that was looked at" };
  const strange = types.find((type) => !KNOWN.has(type) && !type.startsWith("numeric("));
  if (strange !== void 0) return { type: "string", doubt: `the files have it as ${strange}` };
  if (types.length === 1) return { type: only };
  if (types.every((type) => type === "int64" || type === "float64")) return { type: "float64" };
  return { type: "string", doubt: `the files have it as ${types.join(" and as ")}` };
}

// src/init/look-around.ts
import { join, resolve } from "node:path";

// src/init/neighbours.ts
function neighboursOf(partition) {
  const first = `${partition}-01-01`.slice(0, 10);
  const size = partition.length;
  const before = size === 10 ? addDays(first, -1) : addMonths(first, size === 7 ? -1 : -12);
  const earlier = size === 4 ? void 0 : addMonths(first, -12);
  return [nextPartition(partition), before.slice(0, size), earlier?.slice(0, size)].filter(
    (each) => each !== void 0 && /^\d{4}/.test(each)
  );
}

// src/init/look-around.ts
function checkStart({ by }, start) {
  if (by === "none") return;
  if (start !== void 0 && isPartition(by, start)) return;
  throw new ConfigurationError(
    "INIT_START",
    start === void 0 ? `name a partition that there is with --start: ${PARTITION_FORMS[by]}` : `start: "${start}" is no partition here; write ${PARTITION_FORMS[by]}`
  );
}
async function lookAround(options) {
  const { target, start, cwd, folder, template, files, log } = options;
  const { url, by } = template;
  const { http, clock, signal } = options;
  const tools = { http, files, clock, log, signal };
  const found = [];
  const partitions = by === "none" || start === void 0 ? [void 0] : [start, ...neighboursOf(start)];
  for (const partition of partitions) {
    const place = partition === void 0 ? target : fillUrl(url, partition);
    const isUrl = /^(?:https?|file):/i.test(place);
    const shown = isUrl ? redactUrl(place).replace(/[?#].*$/, "") : place;
    const into = join(folder, `raw-${found.length}`);
    const path = await downloadOnce({
      ...tools,
      url: isUrl ? place : resolve(cwd, place),
      shown,
      into,
      missing: found.length === 0 ? [] : [401, 403, 404, 410]
    });
    if (path === void 0) log.info(`${shown}: not there, so it was not looked at`);
    else found.push({ shown, look: await lookAtFile({ path, shown, files }) });
  }
  return found;
}

// src/init/pipeline-text.ts
function isGoogle({ lake, warehouse = "" }) {
  return /^gs:/i.test(lake) || /^bigquery:/i.test(warehouse);
}
function pipelineText(answers) {
  const { by, delimiter, table } = answers;
  const csv = [
    ...delimiter === void 0 || delimiter === "," ? [] : [`delimiter: ${quoted(delimiter)}`],
    ...table.nulls.length === 0 ? [] : [`nulls: [${table.nulls.map(quoted).join(", ")}]`]
  ];
  const partitions = [`by: ${by}`, ...answers.start === void 0 ? [] : [`start: ${startText(answers.start)}`]];
  return `${[
    `# Made by \`lakeferry init\` after a look at ${answers.looked.join(", ")}. Read it once: names and types are guesses.`,
    "#   lakeferry validate    says whether this file is right",
    "#   lakeferry plan        says what would run, and why",
    "#   lakeferry run         does it",
    `name: ${answers.name}`,
    `description: ${quoted(answers.description)}`,
    `owner: ${quoted(answers.owner)} # whom to ask when it breaks`,
    "",
    "source:",
    `  url: ${quoted(answers.url)}`,
    '  not_ready: [403, 404] # "not published yet", no failure',
    ...csv.length === 0 ? [] : [`csv: { ${csv.join(", ")} }`],
    `partitions: { ${partitions.join(", ")} }${by === "none" ? " # one file, the whole table" : " # lag: 45d is how long after its end one may be expected"}`,
    "",
    "# The name in the table, its type, and `from`: the headers that it has in the files.",
    '# More to say: required, fill, enum, minimum, maximum, pattern, description. Cents are exact as "numeric(10,2)".',
    "columns:",
    ...table.columns.map(columnLine),
    "",
    "# A column that is new in a file is added as text; a value of another type stops the partition before it is published.",
    "contract: { new_columns: evolve, types: freeze, max_rejected: 0.1% }",
    `lake: ${quoted(answers.lake)}`,
    answers.warehouse === void 0 ? '# warehouse: "duckdb:warehouse.duckdb"   # or bigquery://project/dataset/table, or postgres://…' : `warehouse: ${quoted(answers.warehouse)}`,
    ...isGoogle(answers) ? [
      "# Login of GitHub jobs without a key, which docs/google-cloud.md sets up; on a laptop: gcloud auth application-default login",
      "# google: { workload_identity_provider: projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER, service_account: … }"
    ] : []
  ].join("\n")}
`;
}
function columnLine({ name, type, from, optional, doubt }) {
  const [only] = from;
  const parts = [
    `type: ${/[(,]/.test(type) ? quoted(type) : type}`,
    ...from.length === 1 && only === name ? [] : [`from: ${from.length === 1 ? quoted(only ?? "") : `[${from.map(quoted).join(", ")}]`}`],
    ...optional ? ["optional: true"] : []
  ];
  return `  ${name}: { ${parts.join(", ")} }${doubt === void 0 ? "" : ` # ${doubt}`}`;
}
function startText(start) {
  return /^\d{4}$/.test(start) ? quoted(start) : start;
}
function quoted(text) {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text) ? text : JSON.stringify(text);
}

// src/init/url-template.ts
var YEAR = "((?:19|20)\\d{2})";
var MONTH = "(0[1-9]|1[0-2])";
var DAY = "(0[1-9]|[12]\\d|3[01])";
var GAP = "([-_./]?)";
var HIVE = new RegExp(`year=${YEAR}(?:/month=${MONTH}(?:/day=${DAY})?)?`);
var FORMS = [
  ["day", new RegExp(`(?<!\\d)${YEAR}${GAP}${MONTH}\\2${DAY}(?!\\d)`, "g")],
  ["month", new RegExp(`(?<!\\d)${YEAR}${GAP}${MONTH}(?!\\d)`, "g")],
  ["year", new RegExp(`(?<!\\d)${YEAR}(?!\\d)`, "g")]
];
function templateOf(url) {
  const written = readTemplate(url).parameters.filter((name) => DATE_TOKENS.includes(name));
  if (written.length > 0) return { url, by: grainOf(written) };
  const [host = ""] = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(url) ?? [];
  const path = url.slice(host.length);
  const hive = HIVE.exec(path);
  if (hive !== null) {
    const parts = [hive[1], hive[2], hive[3]].filter((part) => part !== void 0);
    const by = ["year", "month", "day"][parts.length - 1] ?? "year";
    const folders = ["year={YYYY}", "month={MM}", "day={DD}"].slice(0, parts.length).join("/");
    return { url: host + path.replace(HIVE, folders), by, partition: parts.join("-") };
  }
  for (const [by, form] of FORMS) {
    const found = [...path.matchAll(form)].at(-1);
    if (found === void 0) continue;
    const [year = "", month, day] = by === "year" ? [found[1]] : by === "month" ? [found[1], found[3]] : [found[1], found[3], found[4]];
    const partition = [year, month, day].filter((part) => part !== void 0).join("-");
    return { url: host + withTokens(path, by, partition), by, partition };
  }
  return { url, by: "none" };
}
function withTokens(path, by, partition) {
  const [year = "", month, day] = partition.split("-");
  let text = path;
  for (const [form, pattern] of FORMS) {
    if (form === "day" && by !== "day") continue;
    if (form === "month" && by === "year") continue;
    text = text.replace(pattern, (whole, ...parts) => {
      const [itsYear = "", gap = "", itsMonth, itsDay] = parts;
      if (itsYear !== year) return whole;
      if (form === "year") return "{YYYY}";
      if (itsMonth !== month) return whole;
      if (form === "month") return `{YYYY}${gap}{MM}`;
      return itsDay === day ? `{YYYY}${gap}{MM}${gap}{DD}` : whole;
    });
  }
  if (month !== void 0) text = text.replace(new RegExp(`(\\{YYYY\\}[-_/])${month}(?!\\d)`, "g"), "$1{MM}");
  if (day !== void 0) text = text.replace(new RegExp(`(\\{MM\\}[-_/])${day}(?!\\d)`, "g"), "$1{DD}");
  return text;
}
function grainOf(tokens) {
  if (tokens.includes("DD")) return "day";
  return tokens.includes("MM") ? "month" : "year";
}
function nameOf(template) {
  const [path = ""] = template.split(/[?#]/);
  const bare = path.split("/").map((part) => part.replace(/\{\w+\}/g, " ").replace(/(?:\.[a-z][a-z0-9]{0,7})+$/i, ""));
  const file = bare.findLast((part) => /[a-z]/i.test(part)) ?? "";
  const name = file.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^[_\d]+|_+$/g, "");
  return name === "" ? "dataset" : name;
}

// src/init/workflow-text.ts
function workflowText(options) {
  const { name, pipeline, isFolder, isGoogle: isGoogle2 } = options;
  const minute = 3 + Number.parseInt(sha256(name).slice(0, 6), 16) % 55;
  const login = isGoogle2 ? "    permissions: { contents: read, id-token: write } # login to Google without a key: docs/google-cloud.md\n" : "";
  const inputs = `pipeline: ${JSON.stringify(pipeline)}, partitions: '\${{ inputs.partitions }}'`;
  const pin = '# "lakeferry doctor" says how to name its commit';
  const job = isFolder ? `  ferry:
    runs-on: ubuntu-latest
${login}    steps:
      - uses: actions/checkout@v5
        with: { persist-credentials: false }
      - uses: ${REPOSITORY}@v${VERSION} ${pin}
        # A trial: the runner's disk is gone when the job ends, and the lake with it. For good the lake is a bucket.
        with: { ${inputs}, ephemeral: 'true' }
` : `  etl:
${login}    uses: ${REPOSITORY}/.github/workflows/etl.yml@v${VERSION} ${pin}
    with: { ${inputs} }
`;
  return `# Made by \`lakeferry init\`: every morning what is due, and by hand any partitions.
name: ${name}
on:
  schedule: [{ cron: '${minute} 5 * * *' }] # UTC; a wake-up: the plan decides what is due
  workflow_dispatch:
    inputs:
      partitions: { description: '2021-01, 2021-01..2021-06, last:3, failed …', type: string, default: due }
permissions: { contents: read }
jobs:
${job}`;
}

// src/cli/init-answers.ts
import { userInfo } from "node:os";
import { createInterface } from "node:readline/promises";
async function ask(session, given) {
  const { host, inputs } = session;
  const { template, table, start, looked, yes } = given;
  const found = nameOf(template.url);
  const { stdin, stderr } = host;
  const isAsked = !yes && !session.json && !isCi(host) && stdin?.isTTY === true && stderr.isTTY === true;
  const lines = isAsked && stdin !== void 0 ? createInterface({ input: stdin, output: stderr }) : void 0;
  const answer = async (word, question, otherwise) => {
    const said = inputs.text(word);
    if (said !== void 0 || lines === void 0) return said ?? otherwise;
    const text = (await lines.question(`${question} [${otherwise}] `, { signal: host.signal })).trim();
    return text === "" ? otherwise : text;
  };
  try {
    const name = await answer("name", "Name of the dataset", found);
    const description = await answer(
      "description",
      "What it is, in one line",
      template.by === "none" ? `${name}, one file` : `${name}, one file a ${template.by}`
    );
    const owner = await answer("owner", "Whom to ask when it breaks", host.env["GITHUB_ACTOR"] ?? userInfo().username);
    const lake = await answer("lake", "Lake: a folder or gs://bucket/prefix", "./lake");
    const warehouse = await answer("warehouse", "Table: duckdb:, bigquery:// … or none", `duckdb:${name}.duckdb`);
    const delimiter = looked[0]?.look.format === "text" ? looked[0].look.delimiter : void 0;
    return {
      name,
      description,
      owner,
      url: template.url,
      by: template.by,
      ...start === void 0 || template.by === "none" ? {} : { start },
      lake,
      ...warehouse === "none" ? {} : { warehouse },
      ...delimiter === void 0 ? {} : { delimiter },
      table,
      looked: looked.map(({ shown }) => shown.replace(/[\u0000-\u001f\u007f]/g, " "))
    };
  } finally {
    lines?.close();
  }
}

// src/cli/init-command.ts
var PIPELINE = "pipeline.yml";
async function initCommand(session, target) {
  const { host, log, inputs } = session;
  const yes = inputs.bool("yes", false);
  const template = templateOf(target);
  const start = inputs.text("start") ?? template.partition;
  checkStart(template, start);
  const workflow = ".github/workflows/lakeferry.yml";
  inputs.check();
  for (const path of [PIPELINE, workflow]) await refuseOverwriting(host, path);
  const looked = await lookInto(session, { target, template, start });
  const table = tableOf(looked.map(({ look }) => look));
  tell(session, looked, table);
  const answers = await ask(session, { template, start, table, looked, yes });
  const text = pipelineText(answers);
  await checkPipeline(host, text);
  const isFolder = !/^gs:/i.test(answers.lake);
  const caller = workflowText({ name: answers.name, pipeline: PIPELINE, isFolder, isGoogle: isGoogle(answers) });
  const { problems } = readDocument(workflow, caller);
  if (problems.length > 0) throw new Error(`the workflow that was made is no YAML: ${problems[0]?.message}`);
  await write(host, PIPELINE, text);
  await write(host, workflow, caller);
  session.answer({ files: [PIPELINE, workflow], name: answers.name, columns: table.columns });
  log.info(`wrote ${PIPELINE} and ${workflow}; read them once, then: lakeferry plan, lakeferry run`);
  if (isFolder) {
    log.info(
      "the workflow is a trial: the disks of GitHub's own runners vanish with them, so a lake that stays is a bucket (lake: gs://…)"
    );
  }
  return 0;
}
async function refuseOverwriting(host, path) {
  if (await nodeFiles.stat(resolve2(host.cwd, path)) === void 0) return;
  throw new ConfigurationError(
    "INIT_EXISTS",
    `${path} is there already, and init overwrites nothing; move it away, or edit it`
  );
}
async function lookInto({ host, log }, given) {
  const folder = join2(tmpdir(), `lakeferry-init-${process.pid}-${Date.now()}`);
  const { cwd, env, signal } = host;
  try {
    const tools = { http: createHttp({ env }), files: nodeFiles, clock: nodeClock, log, signal };
    return await lookAround({ ...given, ...tools, cwd, folder });
  } finally {
    await removeFolder(folder);
  }
}
function tell(session, looked, { columns, nulls }) {
  const rows = columns.map(({ name, type, from, optional, doubt }) => [
    name,
    type,
    from.join(", "),
    [...optional ? ["not in every file"] : [], ...doubt === void 0 ? [] : [doubt]].join("; ")
  ]);
  session.log.group(
    `Found in ${looked.length} ${looked.length === 1 ? "file" : "files"}`,
    textTable(["column", "type", "header", "note"], rows, { reasons: [3] })
  );
  if (nulls.length > 0) session.log.info(`null is written ${nulls.filter((word) => word !== "").join(", ")} there`);
}
async function checkPipeline(host, text) {
  const files = { ...nodeFiles, read: async () => Buffer.from(text) };
  await loadPipeline({ file: resolve2(host.cwd, PIPELINE), env: host.env, files });
}
async function write(host, path, text) {
  const full = resolve2(host.cwd, path);
  await nodeFiles.makeFolder(join2(full, ".."));
  const file = await nodeFiles.create(full);
  await file.write(Buffer.from(text));
  await file.close();
}
export {
  initCommand
};
