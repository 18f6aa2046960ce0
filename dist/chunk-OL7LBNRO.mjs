import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  createPlainLog,
  laptop,
  nodeClock,
  nodeFiles,
  openSession,
  safeText,
  tellError
} from "./chunk-KAPBDE4M.mjs";
import {
  ConfigurationError,
  reasonOf
} from "./chunk-4BBKNSEJ.mjs";

// src/actions/github.ts
import { randomBytes } from "node:crypto";
import { join } from "node:path";

// src/runtime/github/cache.ts
function createActionsCache(_) {
  return { restore: async () => ({ miss: "stub" }), save: async () => {
  } };
}

// src/runtime/github/duckdb.ts
async function provideDuckdb(_) {
  return void 0;
}

// src/runtime/github/command.ts
function commandLine(name, message, properties = {}) {
  const given = Object.entries(properties).flatMap(
    ([key, value]) => value === void 0 ? [] : [`${key}=${escapeProperty(String(value))}`]
  );
  return `::${name}${given.length === 0 ? "" : ` ${given.join(",")}`}::${escapeData(message)}`;
}
function escapeData(text) {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}
function escapeProperty(text) {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}

// src/runtime/github/log.ts
var MOST_ANNOTATIONS = 10;
var LONGEST_MESSAGE = 2e3;
function createActionsLog(options) {
  const { out, mask, verbose } = options;
  const plain = createPlainLog(options);
  const line = (text) => out.write(`${mask(text)}
`);
  const said = { error: 0, warning: 0 };
  function annotate(kind, message, place) {
    said[kind]++;
    if (said[kind] > MOST_ANNOTATIONS) {
      line(`  ${kind}: ${safeText(message)}`);
      return;
    }
    const { file, line: row, column: col } = place ?? {};
    const where = file === void 0 ? {} : { file: safeText(file), line: row, col };
    line(commandLine(kind, safeText(message, LONGEST_MESSAGE), where));
    if (said[kind] === MOST_ANNOTATIONS)
      line(`  (GitHub shows ${MOST_ANNOTATIONS} of a kind; the rest are lines of the log)`);
  }
  return {
    debug(message) {
      line(verbose ? `  debug: ${safeText(message)}` : commandLine("debug", safeText(message)));
    },
    info: (message) => line(safeText(message)),
    warn: (message, place) => annotate("warning", message, place),
    error: (message, place) => annotate("error", message, place),
    group(title, lines) {
      if (lines.length === 0) {
        line(safeText(title));
        return;
      }
      line(commandLine("group", safeText(title)));
      for (const text of lines) line(`  ${safeText(text)}`);
      line(commandLine("endgroup", ""));
    },
    progress: plain.progress
  };
}

// src/runtime/github/secrets.ts
var SHORTEST = 4;
function hideValues(values) {
  const lines = values.flatMap((value) => [value, ...value.split(/\r\n|\n|\r/)]);
  for (const line of new Set(lines)) {
    if (line.trim().length >= SHORTEST) process.stdout.write(`${commandLine("add-mask", line)}
`);
  }
}

// src/actions/github.ts
var github = {
  log: createActionsLog,
  annotates: true,
  // Without the service (a self-hosted server, a step that was given no token) the runner's own disk is the cache.
  cache: (options) => hasService(options.host) ? createActionsCache({
    env: options.host.env,
    maxBytes: options.pipeline.cacheMaxBytes,
    files: nodeFiles,
    clock: nodeClock,
    log: options.log
  }) : laptop.cache(options),
  workFolder: (host) => join(host.env["RUNNER_TEMP"] || host.cwd, "lakeferry"),
  runName: (host) => `${runPrefix(host)}${randomBytes(6).toString("hex")}`,
  environment: (host) => ({ ...host.env, ...readEnvironment(host) }),
  hide: hideValues,
  duckdbFolder: () => provideDuckdb({ files: nodeFiles })
};
function hasService(host) {
  return (host.env["ACTIONS_RUNTIME_TOKEN"] ?? "") !== "" && (host.env["ACTIONS_RESULTS_URL"] ?? "") !== "";
}
function runPrefix(host) {
  return `github-${host.env["GITHUB_RUN_ID"] ?? "0"}-${host.env["GITHUB_RUN_ATTEMPT"] ?? "1"}-`;
}
function readEnvironment(host) {
  const values = {};
  for (const line of (host.env["LAKEFERRY_ENVIRONMENT"] ?? "").split(/\r?\n/)) {
    const match = /^\s*([A-Za-z_]\w*)=(.*)$/.exec(line);
    if (match !== null) values[match[1]] = match[2];
  }
  hideValues(Object.values(values).filter((value) => value !== ""));
  return values;
}

// src/session/surfaces.ts
var STATE = {
  state: "The worst that any partition is in: `failed`, `late`, `running`, `missing`, `due`, `stale`, `not_ready`, `held`, `done`."
};
var RESULTS = { results: "Path of the results: one entry a partition, for the next step." };
var COUNTS = {
  done: "Partitions that were published or loaded.",
  cached: "Partitions whose source was unchanged.",
  "not-ready": "Partitions that are not published at their source yet.",
  failed: "Partitions that failed.",
  "failed-partitions": "The failed ones, as a list for the input `partitions`; empty when there is none."
};
var ACTIONS = {
  run: {
    title: "Lakeferry",
    description: "Fetches, cleans, publishes and loads what is due, in one step: CSV on the web → typed Parquet in a lake → a warehouse table.",
    inputs: [
      "pipeline",
      "set",
      "partitions",
      "from",
      "lake",
      "warehouse",
      "force",
      "refresh-cache",
      "dry-run",
      "ephemeral",
      "check-source",
      "samples",
      "limit",
      "concurrency",
      "time-budget",
      "fail-on"
    ],
    outputs: { ...RESULTS, ...COUNTS, summary: "Path of the summary, in Markdown.", ...STATE }
  },
  plan: {
    title: "Lakeferry plan",
    description: "Says which partitions must run, and why, and deals them to the jobs of a matrix.",
    inputs: [
      "pipeline",
      "set",
      "partitions",
      "lake",
      "warehouse",
      "force",
      "max-jobs",
      "limit",
      "check-source",
      "ephemeral"
    ],
    outputs: {
      matrix: "The jobs as JSON: a list of `{name, partitions}`.",
      count: "How many partitions there are in it. GitHub refuses an empty matrix: guard the job with `count != 0`.",
      dataset: "The dataset’s name, parameters filled in.",
      plan: "Path of the plan: every partition with its status, and why.",
      "first-run": "`true` when the lake has no ledger for the dataset yet.",
      ...STATE
    }
  },
  fetch: {
    title: "Lakeferry fetch",
    description: "Brings the raw files of some partitions to the runner, whole or not at all; what is published and unchanged at its source is not fetched again.",
    inputs: ["pipeline", "set", "partitions", "lake", "force", "cache", "refresh-cache"],
    outputs: {
      ...RESULTS,
      file: "Path of the raw file, where there is exactly one.",
      "cache-hit": "`true` when every raw file came from the cache.",
      "cache-reason": "Why the cache hit or missed, one line a partition.",
      ...STATE
    }
  },
  clean: {
    title: "Lakeferry clean",
    description: "Raw files → typed columns as an Arrow stream each, by the pipeline’s contract; rows that break a rule go to quarantine.",
    inputs: ["pipeline", "set", "results", "samples"],
    outputs: {
      ...RESULTS,
      rows: "Rows that were kept.",
      rejected: "Rows that broke a rule.",
      quarantine: "Paths of the files of rejected rows, one a line.",
      ...STATE
    }
  },
  "write-parquet": {
    title: "Lakeferry write-parquet",
    description: "Arrow streams → Parquet files, read back and verified. Any tool may have edited the stream before.",
    inputs: ["pipeline", "set", "results"],
    outputs: {
      ...RESULTS,
      bytes: "Bytes of all files.",
      sha256: "Of the file, where there is exactly one.",
      ...STATE
    }
  },
  upload: {
    title: "Lakeferry upload",
    description: "Publishes Parquet files in the lake: each partition has one version, and the ledger says which.",
    inputs: ["pipeline", "set", "results", "lake"],
    outputs: {
      ...RESULTS,
      uri: "Where the object lies, where there is exactly one.",
      generation: "Its generation.",
      ...STATE
    }
  },
  load: {
    title: "Lakeferry load",
    description: "Loads published partitions into the warehouse, each exactly once. As the last step it fails when a partition failed in any step before.",
    inputs: ["pipeline", "set", "results", "lake", "warehouse"],
    outputs: {
      ...RESULTS,
      replaced: "Rows that were there before and are gone.",
      receipt: "The warehouse’s receipts as JSON, by partition.",
      ...STATE
    }
  },
  report: {
    title: "Lakeferry report",
    description: "Merges what the jobs of a run left, names partitions whose job ended without a result, writes the summary and decides whether the run is red.",
    inputs: ["pipeline", "set", "lake", "warehouse", "plan", "samples", "fail-on"],
    outputs: { ...RESULTS, ...COUNTS, summary: "Path of the summary, in Markdown.", ...STATE }
  }
};

// src/actions/entry.ts
async function runAction(name, host, body) {
  const session = openSession(host, readFlags(name, host.env), github);
  try {
    return await body(session);
  } catch (error) {
    return tellError(session, error);
  } finally {
    session.close();
  }
}
function readFlags(name, env) {
  const flags = env["RUNNER_DEBUG"] === "1" ? { verbose: "true" } : {};
  for (const word of ACTIONS[name].inputs) {
    const value = env[`INPUT_${word.toUpperCase()}`];
    if (value === void 0) continue;
    const key = word.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    flags[key] = word === "set" ? value.split("\n") : value;
  }
  return flags;
}

// src/runtime/github/outputs.ts
async function setOutputs(values) {
  const fail = (why, cause) => new ConfigurationError("OUTPUTS", `the outputs of this step cannot be written: ${why}`, {}, cause);
  if ((process.env["GITHUB_OUTPUT"] ?? "") === "") throw fail("GITHUB_OUTPUT is not set; is this an action’s step?");
  const { setOutput } = await import("./chunk-YQ4DOQGC.mjs");
  try {
    for (const [name, value] of Object.entries(values)) setOutput(name, value);
  } catch (error) {
    throw fail(reasonOf(error), error);
  }
}

// src/actions/workspace.ts
import { join as join2 } from "node:path";
async function stepFolder(session, files, dataset, task) {
  const parent = join2(session.host.cwd, ".lakeferry", dataset);
  const taken = new Set(await files.names(parent));
  let name = task;
  for (let count = 2; taken.has(name); count++) name = `${task}-${count}`;
  const folder = join2(parent, name);
  await files.makeFolder(folder);
  return folder;
}

export {
  runPrefix,
  runAction,
  setOutputs,
  stepFolder
};
