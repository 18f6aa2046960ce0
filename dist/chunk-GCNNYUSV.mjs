import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  isFromFork,
  readEvent
} from "./chunk-N3AFSZ5O.mjs";
import {
  convertPartition
} from "./chunk-C33N6X5G.mjs";
import {
  isLocal
} from "./chunk-OY6PDFW4.mjs";
import {
  fetchPartition
} from "./chunk-J4FXJFWI.mjs";
import {
  planFlow
} from "./chunk-RQIG4CVX.mjs";
import {
  codeText,
  markdownTable
} from "./chunk-RFANFFWV.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  closeContext,
  openContext,
  readPipeline,
  readTemplate
} from "./chunk-DOUEL7U2.mjs";
import {
  createHttp,
  nodeClock,
  nodeFiles,
  removeFolder
} from "./chunk-VL3R7PO3.mjs";
import {
  allPartitions,
  dueAt,
  fillUrl
} from "./chunk-TI4EOZ5J.mjs";
import {
  formatDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  PipelineProblems
} from "./chunk-QHH4TWAK.mjs";
import {
  formatColumnType
} from "./chunk-5BRFANHP.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  LakeferryError
} from "./chunk-TOUVOPKP.mjs";

// src/report/diff.ts
var MOST_PLANNED = 50;
function diffParts(report) {
  const { changes, plan, noPlan, sample, noSample, cost } = report;
  const parts = [];
  if (report.noBase !== void 0) parts.push({ title: "No comparison", lines: [report.noBase] });
  else if (changes === void 0) parts.push({ title: "A new pipeline", lines: ["there was none before"] });
  else if (changes.length === 0)
    parts.push({ title: "Nothing changes", lines: ["what the pipeline does is the same"] });
  else {
    const rows = changes.map(({ what, before = "", after = "" }) => [what, before, after]);
    parts.push({ title: counted(changes.length, "change"), head: ["what", "before", "after"], rows });
  }
  if (noPlan !== void 0) parts.push({ title: "No plan", lines: [noPlan] });
  if (plan !== void 0) {
    const rows = plan.work.slice(0, MOST_PLANNED).map(({ partition, status, reason }) => [partition, status, reason]);
    const more = plan.work.length + plan.cut - rows.length;
    const lines = [
      ...more > 0 ? [`${formatCount(more)} more are not shown`] : [],
      ...plan.stale > 0 ? [
        `${counted(plan.stale, "partition")} would be stale: made with other settings, and run only with partitions: stale`
      ] : [],
      ...costLines(cost)
    ];
    const title = plan.work.length === 0 ? "Nothing would run" : `${counted(plan.work.length, "partition")} would run`;
    parts.push({ title, head: ["partition", "status", "why"], rows, lines });
  }
  if (noSample !== void 0) parts.push({ title: "No sample", lines: [noSample] });
  if (sample !== void 0) parts.push(samplePart(sample));
  return parts;
}
function diffLines(report) {
  return diffParts(report).map(({ title, head = [], rows = [], lines = [] }) => ({
    title,
    lines: [...rows.length === 0 ? [] : textTable(head, rows, { reasons: head.map((_, at) => at) }), ...lines]
  }));
}
function diffMarkdown(report) {
  const parts = diffParts(report).map(
    ({ title, head = [], rows = [], lines = [] }) => [
      `## ${title}`,
      ...rows.length === 0 ? [] : [
        markdownTable(
          head,
          rows.map((row) => row.map((cell) => cell === "" ? "" : codeText(cell)))
        )
      ],
      ...lines.map((line) => codeText(line, 1e3))
    ].join("\n\n")
  );
  return `${[`# ${codeText(report.dataset)}: what this change would do`, ...parts].join("\n\n")}
`;
}
function counted(count, what) {
  return `${formatCount(count)} ${what}${count === 1 ? "" : "s"}`;
}
function costLines(cost) {
  if (cost === void 0 || cost.partitions === 0) return [];
  const { partitions, downloaded, stored, milliseconds, basis } = cost;
  const time = milliseconds === void 0 ? "" : `about ${formatDuration(partitions * milliseconds)}, `;
  return [
    `expected: ${time}${formatBytes(partitions * downloaded)} to download, ${formatBytes(partitions * stored)} of Parquet (by ${basis})`
  ];
}
function samplePart({ partition, before, after }) {
  const title = `Sample: ${partition}`;
  const failed = [before, after].flatMap(
    (made, at) => made !== void 0 && "failure" in made ? [`${at === 0 ? "before" : "after"}, it fails: ${made.failure}`] : []
  );
  const [old, now] = [before, after].map((made) => made === void 0 || "failure" in made ? void 0 : made);
  const known = now ?? old;
  if (known === void 0) return { title, lines: failed };
  const both = (of) => {
    const [a, b] = [old && of(old), now && of(now)];
    if (before === void 0 || a === b) return b ?? a ?? "";
    return `${a ?? "none"} → ${b ?? "none"}`;
  };
  const names = [...new Set([...now?.columns ?? [], ...old?.columns ?? []].map(({ name }) => name))];
  const facts = (name) => (table) => table.columns.find((column) => column.name === name);
  const cell = (name, of) => both((table) => {
    const column = facts(name)(table);
    return column === void 0 ? "absent" : of(column) ?? "";
  });
  const rows = names.map((name) => [
    name,
    cell(name, ({ type }) => type),
    cell(name, ({ nulls }) => formatCount(nulls)),
    cell(name, ({ minimum }) => minimum),
    cell(name, ({ maximum }) => maximum)
  ]);
  const rejects = Object.entries(now?.rejectedBy ?? {}).map(
    ([rule, count]) => `rejected by ${rule}: ${formatCount(count)}`
  );
  return {
    title,
    head: ["column", "type", "nulls", "minimum", "maximum"],
    rows,
    lines: [
      `rows: ${both((table) => formatCount(table.rows))}, rejected: ${both((table) => formatCount(table.rejected))}, Parquet: ${both((table) => formatBytes(table.bytes))}`,
      ...rejects,
      ...failed
    ]
  };
}

// src/session/diff.ts
import { join as join2, resolve } from "node:path";

// src/flow/pace.ts
var MOST = 24;
async function paceOf({ heads, ledger }) {
  const published = [...heads.values()].filter((head) => head.published !== void 0).slice(-MOST);
  if (published.length === 0) return void 0;
  const facts = published.flatMap((head) => head.published?.publication ?? []);
  const runs = /* @__PURE__ */ new Map();
  for (const { partition } of published) {
    for (const entry of await ledger.entries(partition)) {
      if (entry.kind === "publishing" || entry.kind === "published" || entry.kind === "loaded") {
        runs.set(entry.run.run, [...runs.get(entry.run.run) ?? [], entry]);
      }
    }
  }
  const paces = [...runs.values()].flatMap(paceOfRun);
  const milliseconds = paces.length === 0 ? void 0 : median(paces);
  return {
    downloaded: median(facts.map(({ source }) => source.bytes)),
    stored: median(facts.map(({ object }) => object.bytes)),
    ...milliseconds === void 0 ? {} : { milliseconds },
    basis: `the last ${formatCount(published.length)} that were published`
  };
}
function paceOfRun(entries) {
  const ends = /* @__PURE__ */ new Map();
  for (const { partition, at } of entries) ends.set(partition, Math.max(Date.parse(at), ends.get(partition) ?? 0));
  if (ends.size < 2) return [];
  const times = [...ends.values()].sort((a, b) => a - b);
  return [((times.at(-1) ?? 0) - (times[0] ?? 0)) / (ends.size - 1)];
}
function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

// src/flow/sample.ts
import { join } from "node:path";
async function samplePartition(context, partition, { before, evolved }) {
  const { clock, files, workFolder, pipeline } = context;
  await files.makeFolder(workFolder);
  const started = clock.now();
  const raw = await fetchPartition(context, partition, void 0);
  if (raw.kind !== "raw") return void 0;
  const make = async (by, from, folder2) => {
    await files.makeFolder(folder2);
    try {
      const { conversion } = await convertPartition(
        { ...context, pipeline: by, workFolder: folder2 },
        partition,
        from,
        evolved,
        void 0
      );
      return { conversion };
    } catch (error) {
      if (error instanceof LakeferryError && error.exitCode === 3) return { failure: error };
      throw error;
    }
  };
  const after = await make(pipeline, raw, join(workFolder, "after"));
  const sample = { partition, after, bytes: raw.source.bytes, milliseconds: clock.now() - started };
  if (before === void 0) return sample;
  const isSameFile = fillUrl(before.source.url, partition) === fillUrl(pipeline.source.url, partition);
  const folder = join(workFolder, "before");
  await files.makeFolder(folder);
  const old = isSameFile ? raw : await fetchPartition({ ...context, pipeline: before, workFolder: folder }, partition, void 0);
  return old.kind === "raw" ? { ...sample, before: await make(before, old, folder) } : sample;
}

// src/plan/changes.ts
function changesOf(before, after) {
  const [old, now] = [settingsOf(before), settingsOf(after)];
  const names = /* @__PURE__ */ new Set([...Object.keys(now), ...Object.keys(old)]);
  return [...names].flatMap((what) => {
    if (old[what] === now[what]) return [];
    return [
      {
        what,
        ...old[what] === void 0 ? {} : { before: old[what] },
        ...now[what] === void 0 ? {} : { after: now[what] }
      }
    ];
  });
}
function settingsOf(pipeline) {
  const { source, partitions, contract, afterLoad } = pipeline;
  const settings = {
    name: pipeline.name,
    "source.url": redactUrl(source.shownUrl),
    // Their values may let somebody in.
    "source.headers": Object.keys(source.headers).join(", ") || void 0,
    "source.not_ready": source.notReady.join(", ") || void 0,
    contract: `new_columns ${contract.newColumns}, types ${contract.types}, max_rejected ${100 * contract.maxRejected}%`,
    write: pipeline.write,
    "parquet.codec": pipeline.codec,
    history: String(pipeline.history),
    expect: pipeline.expect && `rows within ${100 * pipeline.expect.rowsWithin}%`,
    lake: placeOf(pipeline, pipeline.lake),
    warehouse: placeOf(pipeline, pipeline.warehouse),
    after_load: afterLoad && `${afterLoad.path}: ${afterLoad.sql.trim()}`,
    schedule: pipeline.schedule && JSON.stringify(pipeline.schedule),
    // Addresses let somebody in.
    notify: pipeline.notify?.map(({ name, to, on }) => `${name} (${to}): ${on.join(" ")}`).join(", ")
  };
  const groups = { csv: pipeline.csv, partitions };
  for (const [group, members] of Object.entries(groups)) {
    for (const [key, value] of Object.entries(members)) {
      const isTime = key.endsWith("Ms");
      settings[`${group}.${isTime ? key.slice(0, -2) : key}`] = isTime ? formatDuration(value) : JSON.stringify(value);
    }
  }
  for (const rule of pipeline.columns) settings[`columns.${rule.name}`] = ruleText(rule);
  return settings;
}
function placeOf({ directory }, place) {
  return place && redactUrl(place).replace(`${directory}/`, "");
}
function ruleText(rule) {
  const { name, type, from, required, optional, description: _, line: __, ...rest } = rule;
  const unit = "unit" in type && type.unit === "us" ? " us" : "";
  return [
    `${formatColumnType(type)}${unit}`,
    ...required ? ["required"] : [],
    ...optional ? ["optional"] : [],
    ...from.length === 1 && from[0] === name ? [] : [`from ${from.join(" | ")}`],
    ...Object.entries(rest).map(([key, value]) => `${key} ${Array.isArray(value) ? value.join(" | ") : String(value)}`)
  ].join(", ");
}

// src/runtime/revision.ts
import { execFile } from "node:child_process";
import { relative } from "node:path";
import { promisify } from "node:util";
var run = promisify(execFile);
var MOST_BYTES = 64 * 2 ** 20;
async function filesAt(options) {
  const { folder, revision, files } = options;
  const git = (...words) => run("git", words, { cwd: folder, timeout: 1e4, encoding: "buffer", maxBuffer: MOST_BYTES });
  let commit;
  try {
    const { stdout } = await git("rev-parse", "--verify", "--end-of-options", `${revision}^{commit}`);
    commit = stdout.toString().trim();
  } catch (error) {
    throw new ConfigurationError(
      "REVISION",
      `base: git finds no "${revision}" from ${folder}; name a file or a revision, and in a job check out with fetch-depth: 2`,
      { revision },
      error
    );
  }
  return {
    ...files,
    async read(path) {
      try {
        return (await git("show", `${commit}:./${relative(folder, path)}`)).stdout;
      } catch (error) {
        throw Object.assign(new Error(`${path} was not there at ${revision}`, { cause: error }), { code: "ENOENT" });
      }
    }
  };
}

// src/session/diff.ts
var MOST_SAMPLES = 3;
var NO_SECRETS = "this job has no secrets, as from a fork: the pipeline file was checked, and nothing was asked or fetched";
async function diffPipeline(session, words) {
  const given = resolve(session.host.cwd, session.inputs.text("pipeline") ?? "pipeline.yml");
  const { isBare, reading } = await withoutSecrets(session, given);
  const after = await readPipeline(reading);
  const before = await readBase(reading, { base: words.base, given, folder: after.directory });
  const report = {
    dataset: after.name,
    ..."pipeline" in before ? { changes: changesOf(before.pipeline, after) } : before
  };
  if (isBare) return { report: { ...report, noPlan: NO_SECRETS }, code: 0 };
  const opened = await openLake(session, after);
  const context = "context" in opened ? opened.context : void 0;
  try {
    const planned = context === void 0 ? void 0 : await planOf(context);
    const base = "pipeline" in before ? before.pipeline : void 0;
    const sampled = await sampleOf(session, after, { base, wanted: words.sample, context });
    const { sample } = sampled;
    const pace = context && await paceOf(context);
    const cost = planned && costOf(planned.work.length, pace, sample);
    return {
      report: {
        ...report,
        ..."noPlan" in opened ? { noPlan: opened.noPlan } : {},
        ...planned === void 0 ? {} : { plan: planned },
        ...sample === void 0 ? { noSample: sampled.why } : { sample: tablesOf(sample) },
        ...cost === void 0 ? {} : { cost }
      },
      code: sample !== void 0 && "failure" in sample.after ? 3 : 0
    };
  } finally {
    if (context !== void 0) await closeContext(context);
  }
}
async function withoutSecrets(session, file) {
  const { platform, host } = session;
  const event = await readEvent(host.env);
  if (event?.pull_request === void 0) return { isBare: false, reading: session };
  const text = Buffer.from(await nodeFiles.read(file).catch(() => new Uint8Array())).toString("utf8");
  const known = platform.environment(host);
  const unset = readTemplate(text).environment.filter((name) => (known[name] ?? "") === "");
  const stands = Object.fromEntries(unset.map((name) => [name, `\${${name}}`]));
  const environment = () => ({ ...known, ...stands });
  const isBare = unset.length > 0 || isFromFork(event);
  return { isBare, reading: { ...session, platform: { ...platform, environment } } };
}
async function readBase(session, { base, given, folder }) {
  const path = resolve(session.host.cwd, base);
  const isFile = (await nodeFiles.stat(path).catch(() => void 0))?.isDirectory === false;
  const files = isFile ? { ...nodeFiles, read: (name) => nodeFiles.read(name === given ? path : name) } : await filesAt({ folder, revision: base, files: nodeFiles });
  try {
    return { pipeline: await readPipeline(session, files) };
  } catch (error) {
    if (error instanceof PipelineProblems) return { noBase: `${base}: ${error.problems[0]?.message ?? ""}` };
    if (error instanceof ConfigurationError && error.code === "PIPELINE_FILE") return {};
    throw error;
  }
}
async function openLake(session, pipeline) {
  const { lake } = pipeline;
  if (lake !== void 0 && isLocal(lake) && session.host.env["RUNNER_ENVIRONMENT"] === "github-hosted") {
    return { noPlan: "the lake is a folder, which this runner does not have" };
  }
  try {
    return { context: await openContext(session, pipeline) };
  } catch (error) {
    if (error instanceof LakeferryError) return { noPlan: error.message };
    throw error;
  }
}
async function planOf(context) {
  const { work, cut, decisions } = await planFlow(context, {
    selection: { kind: "word", word: "due" },
    checkSource: "none",
    force: false,
    limit: 50
  });
  return { work, cut, stale: decisions.filter(({ status }) => status === "stale").length };
}
async function sampleOf(session, pipeline, options) {
  const { base: before, wanted, context } = options;
  const now = nodeClock.now();
  const published = [...context?.heads.values() ?? []].filter((head) => head.published !== void 0);
  const due = allPartitions(pipeline.partitions, now).filter((each) => dueAt(pipeline.partitions, each) <= now);
  const newest = [...published.map(({ partition }) => partition).slice(-1), ...due.reverse().slice(0, MOST_SAMPLES)];
  const task = context ?? bareContext(session, pipeline);
  try {
    for (const partition of wanted === void 0 ? new Set(newest) : [wanted]) {
      const sample = await samplePartition(task, partition, { before, evolved: context?.evolved ?? [] });
      if (sample !== void 0) return { sample, why: "" };
    }
    return { why: `the source has none of ${(wanted ?? newest.join(", ")) || "its partitions, for none is due yet"}` };
  } catch (error) {
    if (error instanceof LakeferryError) return { why: error.message };
    throw error;
  } finally {
    if (context === void 0) await removeFolder(task.workFolder);
  }
}
function bareContext({ host, log, platform }, pipeline) {
  return {
    pipeline,
    files: nodeFiles,
    http: createHttp({ env: host.env }),
    clock: nodeClock,
    log,
    refreshCache: false,
    workFolder: join2(platform.workFolder(host), platform.runName(host)),
    signal: host.signal
  };
}
function costOf(partitions, pace, sample) {
  if (pace !== void 0) {
    const milliseconds2 = pace.milliseconds ?? sample?.milliseconds;
    return { partitions, ...pace, ...milliseconds2 === void 0 ? {} : { milliseconds: milliseconds2 } };
  }
  if (sample === void 0 || "failure" in sample.after) return void 0;
  const stored = sample.after.conversion.parquet.bytes;
  const { bytes: downloaded, milliseconds, partition } = sample;
  return { partitions, downloaded, stored, milliseconds, basis: `the sample ${partition}` };
}
function tablesOf({ partition, before, after }) {
  return { partition, ...before === void 0 ? {} : { before: tableOf(before) }, after: tableOf(after) };
}
function tableOf(made) {
  if ("failure" in made) return { failure: made.failure.message };
  const { rows, rejected, rejectedBy, parquet, columns, report } = made.conversion;
  const facts = new Map(report.map((column) => [column.name, column]));
  return {
    rows,
    rejected,
    rejectedBy,
    bytes: parquet.bytes,
    columns: columns.map(({ name, type }) => {
      const { nulls = 0, minimum, maximum } = facts.get(name) ?? {};
      return {
        name,
        type,
        nulls,
        ...minimum === void 0 ? {} : { minimum },
        ...maximum === void 0 ? {} : { maximum }
      };
    })
  };
}

export {
  diffLines,
  diffMarkdown,
  diffPipeline
};
