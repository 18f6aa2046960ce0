import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  expectedSchema,
  sampleSource
} from "./chunk-4AG7GZRY.mjs";
import {
  isFromFork,
  readEvent
} from "./chunk-N3AFSZ5O.mjs";
import {
  bindColumns,
  openRows,
  wantedColumns
} from "./chunk-CYIP6WHT.mjs";
import {
  formatOf
} from "./chunk-ZYABUXPS.mjs";
import {
  exitCodeFor
} from "./chunk-GZKW4ITP.mjs";
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
  cacheEntries,
  createLogin,
  laptop,
  lastCommitAt,
  lookAtBucket,
  openLake,
  openLedger,
  openWarehouse,
  readDocument
} from "./chunk-DOUEL7U2.mjs";
import {
  createHttp,
  nodeClock,
  nodeFiles,
  removeFolder,
  withDeadline
} from "./chunk-VL3R7PO3.mjs";
import {
  allPartitions,
  dueAt,
  fillUrl,
  partitionDate
} from "./chunk-TI4EOZ5J.mjs";
import {
  toColumnSpec
} from "./chunk-6BN765J6.mjs";
import {
  formatBytes,
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  LakeferryError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";
import {
  VERSION
} from "./chunk-CH4FNDDY.mjs";

// src/doctor/answer.ts
function ok(what) {
  return { state: "ok", what, fix: [], exitCode: 2 };
}
function warn(what, ...fix) {
  return { state: "warn", what, fix, exitCode: 2 };
}
function fail(exitCode, what, ...fix) {
  return { state: "fail", what, fix, exitCode };
}
function failOf(error, otherwise) {
  if (!(error instanceof LakeferryError)) return fail(1, reasonOf(error), otherwise);
  const { message, exitCode } = error;
  const cut = message.lastIndexOf("; ");
  const [what, fix] = [message.slice(0, cut), message.slice(cut + 2)];
  if (cut < 0 || count(fix, "(") !== count(fix, ")")) return fail(exitCode, message, otherwise);
  return fail(exitCode, what, fix);
}
function count(text, character) {
  return text.split(character).length;
}

// src/doctor/workflow-file.ts
import { dirname, join } from "node:path";
var FOLDER = ".github/workflows";
async function readWorkflows(files, directory) {
  for (let folder = directory; ; folder = dirname(folder)) {
    const names = await files.names(join(folder, FOLDER));
    if (names.length === 0 && dirname(folder) !== folder && await files.stat(join(folder, ".git")) === void 0)
      continue;
    const found = [];
    for (const name of names.filter((each) => /\.ya?ml$/.test(each))) {
      const path = `${FOLDER}/${name}`;
      const document = readDocument(path, Buffer.from(await files.read(join(folder, path))).toString("utf8"));
      const file = { path, document };
      if (jobsOf(file).some(({ steps, job }) => [job, ...steps].some(isOurs))) found.push(file);
    }
    return found;
  }
}
function placeIn({ path, document }, ...keys) {
  return `${path}:${document.line(keys)}`;
}
function workflowOf({ document }) {
  return isRecord(document.value) ? document.value : {};
}
function jobsOf(file) {
  const { jobs } = workflowOf(file);
  return Object.entries(isRecord(jobs) ? jobs : {}).flatMap(([id, job]) => {
    if (!isRecord(job)) return [];
    const { steps } = job;
    return [{ id, job, steps: Array.isArray(steps) ? steps.filter(isRecord) : [] }];
  });
}
function isOurs({ uses, run }) {
  if (typeof uses === "string" && /^[^./][^/@]*\/lakeferry(?:\/|@)/.test(uses)) return true;
  return typeof run === "string" && /(?:^|[\s;&|(])(?:npx\s+)?lakeferry\s/m.test(run);
}
function cronsOf(file) {
  const { on } = workflowOf(file);
  const schedule = isRecord(on) ? on["schedule"] : void 0;
  if (!Array.isArray(schedule)) return [];
  return schedule.flatMap(
    (each, at) => isRecord(each) && typeof each["cron"] === "string" ? [{ cron: each["cron"], keys: ["on", "schedule", at, "cron"] }] : []
  );
}
function isRecord(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

// src/doctor/checks/action-unpinned.ts
var actionUnpinned = {
  code: "action-unpinned",
  async run({ workflows }) {
    const files = (await workflows()).value ?? [];
    if (files.length === 0) return void 0;
    const loose = files.flatMap((file) => usesOf(file).filter(({ uses }) => isLoose(uses)));
    if (loose.length === 0) return ok("all actions are named by a full commit");
    return warn(
      `whoever can move a tag changes what runs: ${loose.map(({ uses, place }) => `${uses} (${place})`).join(", ")}`,
      `name the commit behind each: git ls-remote https://github.com/OWNER/NAME TAG, then uses: owner/name@<40 hex digits> # v1.2.3`
    );
  }
};
function usesOf(file) {
  return jobsOf(file).flatMap(({ id, job, steps }) => [
    ...typeof job.uses === "string" ? [{ uses: job.uses, place: placeIn(file, "jobs", id, "uses") }] : [],
    ...steps.flatMap(
      ({ uses }, at) => typeof uses === "string" ? [{ uses, place: placeIn(file, "jobs", id, "steps", at, "uses") }] : []
    )
  ]);
}
function isLoose(uses) {
  if (/^(?:\.\/|\$\/)/.test(uses)) return false;
  return uses.startsWith("docker://") ? !/@sha256:[0-9a-f]{64}$/.test(uses) : !/@[0-9a-f]{40}$/.test(uses);
}

// src/doctor/warehouse-kind.ts
function warehouseKind({ warehouse = "" }) {
  if (/^duckdb:/i.test(warehouse)) return "duckdb";
  if (/^bigquery:/i.test(warehouse)) return "bigquery";
  return /^postgres(?:ql)?:/i.test(warehouse) ? "postgres" : void 0;
}

// src/doctor/checks/bigquery-denied.ts
var bigqueryDenied = {
  code: "bigquery-denied",
  async run({ table, pipeline }) {
    const examined = (await table()).value;
    if (warehouseKind(pipeline) !== "bigquery" || examined === void 0) return void 0;
    const { lacking } = examined;
    if (lacking.length === 0) return ok("the account may run jobs and write the table");
    return fail(2, "the account may not do what a load does", ...lacking.map((role) => `give the account ${role}`));
  }
};

// src/doctor/checks/bucket-denied.ts
var bucketDenied = {
  code: "bucket-denied",
  async run({ bucket, pipeline }) {
    const facts = (await bucket()).value;
    if (facts === void 0 || !facts.exists) return void 0;
    const { lacking } = facts;
    if (lacking.length === 0) return ok("the account may read, list, write and delete its objects");
    const account = pipeline.google?.serviceAccount;
    const member = account === void 0 ? "ACCOUNT" : `serviceAccount:${account}`;
    return fail(
      2,
      `the account lacks ${lacking.join(", ")}`,
      `gcloud storage buckets add-iam-policy-binding gs://${facts.bucket} --member=${member} --role=roles/storage.objectUser`
    );
  }
};

// src/doctor/login-error.ts
function isLoginError(error) {
  return error instanceof LakeferryError && ["GOOGLE_LOGIN", "GOOGLE_ID_TOKEN", "WAREHOUSE_LOGIN"].includes(error.code);
}

// src/doctor/checks/bucket-unreachable.ts
var bucketUnreachable = {
  code: "bucket-unreachable",
  async run({ bucket, pipeline }) {
    const { value, error } = await bucket();
    if (error !== void 0)
      return isLoginError(error) || !/^gs:/i.test(pipeline.lake ?? "") ? void 0 : failOf(error, "see whether this machine reaches storage.googleapis.com");
    if (value === void 0) return void 0;
    if (value.exists) return ok(`there is a bucket ${value.bucket}`);
    const location = pipeline.bigquery?.location;
    const where = location === void 0 ? "" : ` --location=${location}`;
    return fail(
      2,
      `there is no bucket ${value.bucket}`,
      `gcloud storage buckets create gs://${value.bucket}${where} --uniform-bucket-level-access --public-access-prevention`
    );
  }
};

// src/doctor/checks/cache-unusable.ts
var cacheUnusable = {
  code: "cache-unusable",
  async run({ tryCache: tryCache2, isGithub }) {
    const why = await tryCache2();
    if (why === void 0) return ok("it can be read and written");
    return warn(
      why,
      isGithub ? "run it as an action on a branch of this repository, without cache-mode: read or none; a fork may only read" : "set LAKEFERRY_CACHE_DIR to a folder that this user may write"
    );
  }
};

// src/doctor/checks/cron-minute-zero.ts
var cronMinuteZero = {
  code: "cron-minute-zero",
  async run({ workflows }) {
    const crons = ((await workflows()).value ?? []).flatMap((file) => cronsOf(file).map((each) => ({ file, ...each })));
    if (crons.length === 0) return void 0;
    const full = crons.filter(({ cron }) => /^\s*(?:0|\*(?:\/\d+)?)(?:,\d+)*\s/.test(cron));
    if (full.length === 0) return ok("no schedule is at the full hour");
    return warn(
      `at minute 0 GitHub is busiest, and runs come late or not at all: ${full.map(({ file, keys }) => placeIn(file, ...keys)).join(", ")}`,
      `write another minute, like cron: '${full[0]?.cron.trim().replace(/^\S+/, "17")}'`
    );
  }
};

// src/doctor/checks/dataset-unreachable.ts
var datasetUnreachable = {
  code: "dataset-unreachable",
  async run({ table, pipeline }) {
    if (warehouseKind(pipeline) !== "bigquery") return void 0;
    const { value, error } = await table();
    if (value !== void 0) {
      return ok(value.table ? "the table is there" : "there is no table yet, the first load makes it");
    }
    const code = error instanceof LakeferryError ? error.code : "";
    if (isLoginError(error) || code === "WAREHOUSE_LOCATION") return void 0;
    if (code !== "WAREHOUSE_DATASET")
      return failOf(
        error,
        "see whether this machine reaches bigquery.googleapis.com, and the project is spelled right"
      );
    const [, project, dataset] = /^bigquery:\/\/([^/]+)\/([^/]+)/i.exec(pipeline.warehouse ?? "") ?? [];
    return fail(
      2,
      `project ${project} has no dataset ${dataset}, and the pipeline does not say where one belongs`,
      `bq --location=LOCATION-OF-THE-BUCKET mk --dataset ${project}:${dataset}`,
      `or write "bigquery: { location: EU }" in ${pipeline.file}, and the first load makes it there`
    );
  }
};

// src/doctor/checks/disk-short.ts
var diskShort = {
  code: "disk-short",
  async run({ freeBytes: freeBytes2, workFolder, concurrency, ledger, source }) {
    const heads = [...(await ledger()).value?.heads.values() ?? []];
    const seen = heads.flatMap(
      ({ published }) => published === void 0 ? [] : [published.publication.source.bytes + published.publication.object.bytes]
    );
    const sampled = (await source()).value?.found?.sample.bytes;
    const largest = Math.max(0, ...seen, 2 * (sampled ?? 0));
    const needed = largest * concurrency;
    const free = await freeBytes2(workFolder);
    const told = `${formatBytes(free)} are free`;
    if (largest === 0) return ok(`${told}; no file was seen yet`);
    const each = `${concurrency} × ${formatBytes(largest)}`;
    if (free >= needed) return ok(`${told}, a run needs up to ${formatBytes(needed)} (${each})`);
    return warn(
      `${told} where a run keeps its files, and it may need ${formatBytes(needed)} (${each})`,
      "say --concurrency 1, make room, or set LAKEFERRY_CACHE_DIR to a larger disk"
    );
  }
};

// src/doctor/checks/duckdb-unusable.ts
var duckdbUnusable = {
  code: "duckdb-unusable",
  async run({ table, pipeline }) {
    if (warehouseKind(pipeline) !== "duckdb") return void 0;
    const { value, error } = await table();
    if (error !== void 0) return failOf(error, 'close what has the file open, or name another file in "warehouse"');
    return ok(`the library is here, ${value?.table ? "and the table" : "and there is no table yet"}`);
  }
};

// src/doctor/checks/evolved-columns.ts
var evolvedColumns = {
  code: "evolved-columns",
  async run({ ledger, pipeline }) {
    const { value } = await ledger();
    if (value === void 0 || value.heads.size === 0) return void 0;
    const named = new Set(pipeline.columns.map(({ name }) => name));
    const unnamed = value.evolved.filter(({ name }) => !named.has(name));
    if (unnamed.length === 0) return ok("the lake has no column that the pipeline file does not name");
    return warn(
      `files added columns to the lake, as text: ${unnamed.map(({ name }) => name).join(", ")}`,
      `name them under "columns" in ${pipeline.file}: ${unnamed.map(({ name, from }) => `${name}: { type: string, from: ${JSON.stringify(from)}, optional: true }`).join(" ")}`
    );
  }
};

// src/doctor/checks/google-login.ts
var googleLogin = {
  code: "google-login",
  async run({ google, isGithub }) {
    const { value, error } = await google();
    if (error === void 0) return value ? ok("Google lets this run in") : void 0;
    if (isGithub && error instanceof LakeferryError && error.code === "GOOGLE_ID_TOKEN") return void 0;
    return failOf(error, "see docs/google-cloud.md: which accounts may log in, and how");
  }
};

// src/doctor/checks/id-token-missing.ts
var FIX = "permissions: { contents: read, id-token: write }";
var ATTEST_FIX = "permissions: { contents: read, id-token: write, attestations: write }";
var idTokenMissing = {
  code: "id-token-missing",
  async run({ pipeline, workflows, isGithub, env }) {
    const isFederated = pipeline.google !== void 0;
    if (isFederated && isGithub && (env["ACTIONS_ID_TOKEN_REQUEST_URL"] ?? "") === "") {
      return fail(
        2,
        "this job may not ask GitHub for its identity",
        `${FIX} in the job, and in the workflow that calls it`
      );
    }
    const ours = ((await workflows()).value ?? []).flatMap(
      (file) => jobsOf(file).filter(({ job, steps }) => [job, ...steps].some(isOurs)).map(({ id, job }) => ({ file, id, job, isAttesting: String(job.with?.["attest"]) === "true" }))
    );
    const asking = ours.filter(({ isAttesting }) => isFederated || isAttesting);
    if (asking.length === 0) return isFederated ? ok("no workflow here logs in to Google") : void 0;
    const lacking = asking.filter(({ file, job, isAttesting }) => {
      const rights = job.permissions ?? workflowOf(file).permissions;
      return !may("id-token", rights) || isAttesting && !may("attestations", rights);
    });
    if (lacking.length === 0) return ok("each job may ask GitHub for its identity");
    const places = lacking.map(
      ({ file, id, job }) => placeIn(file, "jobs", id, ...job.permissions === void 0 ? [] : ["permissions"])
    );
    const fix = lacking.some(({ isAttesting }) => isAttesting) ? ATTEST_FIX : FIX;
    return fail(2, `a job may not ask GitHub for its identity: ${places.join(", ")}`, `${fix} in each of these jobs`);
  }
};
function may(right, permissions) {
  if (typeof permissions !== "object" || permissions === null) return permissions === "write-all";
  return permissions[right] === "write";
}

// src/doctor/checks/lake-unusable.ts
import { dirname as dirname2, join as join2 } from "node:path";
var lakeUnusable = {
  code: "lake-unusable",
  async run({ pipeline, files, env, isGithub }) {
    const { lake, file } = pipeline;
    if (lake === void 0)
      return fail(2, `${file} names no lake`, `add "lake: ./lake" to ${file}, or pass --lake ./lake`);
    if (/^gs:/i.test(lake)) return void 0;
    if (isGithub && env["RUNNER_ENVIRONMENT"] === "github-hosted") {
      return fail(
        2,
        "a folder on a hosted runner is thrown away with it",
        'name a bucket in "lake": gs://bucket/prefix'
      );
    }
    const folder = lake.replace(/^file:\/\//i, "");
    const nearest = await nearestFolder(files, folder);
    const trial = join2(nearest, `.lakeferry-doctor-${process.pid}`);
    try {
      await (await files.create(trial)).close();
      await files.remove(trial);
    } catch (error) {
      return fail(
        2,
        `the lake ${folder} cannot be written: ${reasonOf(error)}`,
        `make ${nearest} a folder that this user may write`
      );
    }
    return ok(nearest === folder ? "the folder can be written" : "the first run makes the folder");
  }
};
async function nearestFolder(files, folder) {
  let at = folder;
  while (dirname2(at) !== at && await files.stat(at).catch(() => void 0) === void 0) at = dirname2(at);
  return at;
}

// src/doctor/checks/ledger-damaged.ts
var ledgerDamaged = {
  code: "ledger-damaged",
  async run({ ledger, bucket }) {
    const place = await bucket();
    if (place.value !== void 0 && (!place.value.exists || place.value.lacking.length > 0)) return void 0;
    const { value, error } = await ledger();
    if (error !== void 0)
      return place.error !== void 0 || isLoginError(error) ? void 0 : failOf(error, "bring the lake back from a copy");
    if (value.heads.size === 0) return ok("there is none yet: the first run begins it");
    return ok(`it knows ${formatCount(value.heads.size)} partitions`);
  }
};

// src/doctor/checks/location-differs.ts
var locationDiffers = {
  code: "location-differs",
  async run({ table, bucket, pipeline }) {
    if (warehouseKind(pipeline) !== "bigquery") return void 0;
    const { value: examined, error } = await table();
    if (error instanceof LakeferryError && error.code === "WAREHOUSE_LOCATION")
      return failOf(error, 'correct "bigquery: { location }"');
    const facts = (await bucket()).value;
    if (examined?.location === void 0 || facts === void 0 || !facts.exists) return void 0;
    const there = examined.location;
    if (facts.location === void 0) {
      return ok(`the dataset is in ${there}; this account may not see where the bucket is (storage.buckets.get)`);
    }
    if (canLoad(facts.location, there)) return ok(`the bucket is in ${facts.location}, the dataset in ${there}`);
    return fail(
      2,
      `the bucket ${facts.bucket} is in ${facts.location} and the dataset in ${there}: BigQuery does not load from there`,
      `name a dataset in ${facts.location}, or a bucket in ${there}; neither can be moved`
    );
  }
};
var OUTSIDE_EU = ["europe-west2", "europe-west6"];
function canLoad(bucket, dataset) {
  const [from, to] = [bucket.toLowerCase(), dataset.toLowerCase()];
  if (from === to || to === "us") return true;
  return to === "eu" && (from === "eur4" || from.startsWith("europe-") && !OUTSIDE_EU.includes(from));
}

// src/doctor/checks/postgres-denied.ts
var postgresDenied = {
  code: "postgres-denied",
  async run({ table, pipeline }) {
    const examined = (await table()).value;
    if (warehouseKind(pipeline) !== "postgres" || examined === void 0) return void 0;
    const { lacking } = examined;
    if (lacking.length === 0) return ok("the user may make and load the table");
    return fail(
      2,
      `the user lacks ${lacking.join(", ")}`,
      ...lacking.map(
        (right) => right.startsWith("ownership") ? `give the user the ${right}` : `GRANT ${right.replace(/ on /, " ON ")} TO the user;`
      )
    );
  }
};

// src/doctor/checks/postgres-unreachable.ts
var postgresUnreachable = {
  code: "postgres-unreachable",
  async run({ table, pipeline }) {
    if (warehouseKind(pipeline) !== "postgres") return void 0;
    const { error } = await table();
    return error === void 0 ? ok("the server lets the user into the database") : failOf(error, 'see whether this machine reaches the server, and correct "warehouse"');
  }
};

// src/doctor/checks/schedule-idle.ts
var DAY = 864e5;
var LIMIT = 60;
var AHEAD = 15;
var scheduleIdle = {
  code: "schedule-idle",
  async run({ workflows, lastCommit, clock, isPublic }) {
    const scheduled = ((await workflows()).value ?? []).filter((file2) => cronsOf(file2).length > 0);
    const last = scheduled.length === 0 ? void 0 : await lastCommit();
    if (last === void 0) return void 0;
    if (isPublic === false) return ok("schedules of a private repository do not end by themselves");
    const days = Math.floor((clock.now() - last) / DAY);
    if (days < LIMIT - AHEAD)
      return ok(`the last commit is ${days} days old; after ${LIMIT} a public repository's schedules end`);
    const [file] = scheduled;
    return warn(
      days < LIMIT ? `the last commit is ${days} days old: in ${LIMIT - days} days GitHub ends the schedules of a public repository` : `the last commit is ${days} days old: GitHub has ended the schedules, if the repository is public`,
      days < LIMIT ? "commit something before that" : `enable the workflow again: gh workflow enable ${file?.path.split("/").at(-1)}; then commit something`
    );
  }
};

// src/doctor/checks/source-drift.ts
import { join as join3 } from "node:path";

// src/convert/bind-file.ts
async function bindFile(options) {
  const { files, pipeline, partition, evolved, shownName: file } = options;
  const date = partitionDate(partition);
  let binding;
  const reader = await openRows({
    raw: options.raw,
    shownName: file,
    pipeline,
    files,
    bind(header) {
      binding = bindColumns({
        ...{ header, pipeline, evolved, partition, file },
        ...date === void 0 ? {} : { partitionDate: date }
      });
      return { direct: binding.direct, wanted: wantedColumns(binding, header.length) };
    },
    onBytes: () => {
    },
    onRows: () => {
    }
  });
  try {
    await reader.header();
  } finally {
    await reader.close();
  }
  if (binding === void 0) throw new Error(`the reader of ${file} gave a header without asking for its columns`);
  return binding;
}

// src/doctor/checks/source-drift.ts
var sourceDrift = {
  code: "source-drift",
  async run({ source, ledger, pipeline, files, scratch }) {
    const found = (await source()).value?.found;
    if (found === void 0) return void 0;
    const { partition, sample } = found;
    const format = formatOf(sample.head);
    if (!sample.isWhole && (format === "Parquet" || format === "zip")) {
      return ok(`not looked at: a ${format} file tells its columns at its end; lakeferry preview shows them`);
    }
    const raw = join3(scratch, partition);
    await files.makeFolder(scratch);
    const file = await files.create(raw);
    try {
      await file.write(sample.head);
      await file.close();
      const binding = await bindFile({
        ...{ raw, pipeline, partition, files },
        shownName: redactUrl(fillUrl(pipeline.source.shownUrl, partition)),
        evolved: (await ledger()).value?.evolved ?? []
      });
      if (binding.added.length > 0) {
        const names = binding.added.map(({ from }) => from).join(", ");
        return warn(
          `${partition} has columns that ${pipeline.file} does not name, and which become text: ${names}`,
          `name them under "columns" in ${pipeline.file}, or say "contract: { new_columns: discard }"`
        );
      }
      return ok(`the columns of ${partition} fit ${pipeline.file}`);
    } catch (error) {
      return failOf(error, `lakeferry preview shows what the file has; correct "from" and "csv" in ${pipeline.file}`);
    } finally {
      await files.remove(raw);
    }
  }
};

// src/doctor/checks/source-unreachable.ts
var sourceUnreachable = {
  code: "source-unreachable",
  async run({ source, pipeline }) {
    const { value, error } = await source();
    const template = redactUrl(pipeline.source.shownUrl);
    if (error !== void 0)
      return isLoginError(error) ? void 0 : failOf(error, `see whether ${template} answers a browser, and whether source.headers let it in`);
    const { asked, found, status } = value;
    if (asked.length === 0) return ok("no partition is due yet");
    if (found === void 0) {
      return fail(
        1,
        `the source has none of ${asked.join(", ")}: it answered ${status}`,
        `open "${template}" for one of them, and correct source.url or partitions in ${pipeline.file}`
      );
    }
    const { partition, sample } = found;
    const size = sample.bytes === void 0 ? "" : `, ${formatBytes(sample.bytes)}`;
    const later = asked.length > 1 ? `; not published yet: ${asked.slice(0, -1).join(", ")}` : "";
    return ok(`it has ${partition}${size}${later}`);
  }
};

// src/doctor/checks/table-drift.ts
var tableDrift = {
  code: "table-drift",
  async run({ table, pipeline }) {
    const examined = (await table()).value;
    if (examined === void 0 || !examined.table) return void 0;
    if (examined.differences.length === 0) return ok("the table takes the columns of the pipeline");
    return fail(
      3,
      `the table does not fit: ${examined.differences.join("; ")}`,
      `change the columns in ${pipeline.file} back, alter the table by hand, or name a new table in "warehouse"`
    );
  }
};

// src/doctor/checks/table-partitioning.ts
var tablePartitioning = {
  code: "table-partitioning",
  async run({ table, pipeline }) {
    const examined = (await table()).value;
    if (warehouseKind(pipeline) !== "bigquery" || examined === void 0 || !examined.table) return void 0;
    if (examined.partitioning === void 0) return ok("the table is partitioned as the pipeline is");
    return fail(3, examined.partitioning, 'name a new table in "warehouse", and drop the old one when it is loaded');
  }
};

// src/doctor/checks.ts
var CHECKS = [
  sourceUnreachable,
  sourceDrift,
  evolvedColumns,
  lakeUnusable,
  googleLogin,
  bucketUnreachable,
  bucketDenied,
  ledgerDamaged,
  datasetUnreachable,
  bigqueryDenied,
  locationDiffers,
  postgresUnreachable,
  postgresDenied,
  duckdbUnusable,
  tableDrift,
  tablePartitioning,
  idTokenMissing,
  cronMinuteZero,
  scheduleIdle,
  actionUnpinned,
  cacheUnusable,
  diskShort
];

// src/doctor/examine.ts
var PATIENCE = 12e4;
async function examine(setup, checks = CHECKS) {
  const findings = [];
  for (const { code, run } of checks) {
    if (setup.signal.aborted) break;
    const answer = await withDeadline(`the check ${code}`, PATIENCE, setup.signal, () => run(setup)).catch(
      (error) => failOf(error, "run it again with --verbose")
    );
    if (answer !== void 0) findings.push({ code, ...answer });
  }
  return findings;
}
function exitCodeOf(findings) {
  return exitCodeFor(findings.filter(({ state }) => state === "fail").map(({ exitCode }) => exitCode));
}

// src/report/checks.ts
var SHOWN = { ok: "ok", warn: "warn", fail: "FAIL" };
function checksHeadline(rows) {
  const count2 = (state) => rows.filter((row) => row.state === state).length;
  const [fails, warns] = [count2("fail"), count2("warn")];
  if (fails + warns === 0) return `all ${rows.length} checks are fine`;
  const told = [...fails > 0 ? [`${fails} failed`] : [], ...warns > 0 ? [`${warns} to look at`] : []];
  return `${told.join(", ")}, ${count2("ok")} fine`;
}
function checkLines(rows) {
  const table = textTable(
    ["", "check", "found"],
    rows.map(({ state, code, what }) => [SHOWN[state], code, what]),
    { reasons: [2] }
  );
  const fixes = rows.filter(({ state, fix }) => state !== "ok" && fix.length > 0);
  if (fixes.length === 0) return table;
  return [...table, "", ...fixes.flatMap(({ code, fix }) => [`${code}:`, ...fix.map((line) => `  ${line}`)])];
}
function checksMarkdown(options) {
  const { dataset, rows } = options;
  const table = rows.map(({ state, code, what, fix }) => [
    state === "ok" ? "ok" : `**${state}**`,
    codeText(code),
    codeText(what),
    fix.map((line) => codeText(line)).join("<br>")
  ]);
  return `# ${codeText(dataset)}: ${checksHeadline(rows)}

${markdownTable(["", "check", "found", "fix"], table)}
`;
}

// src/session/doctor.ts
import { tmpdir } from "node:os";
import { join as join4 } from "node:path";

// src/doctor/attempt.ts
function attempt(work) {
  let tried;
  return () => {
    tried ??= work().then(
      (value) => ({ value }),
      (error) => ({ error: error instanceof Error ? error : new Error(String(error)) })
    );
    return tried;
  };
}

// src/doctor/source-look.ts
var MOST_ASKED = 3;
var HEAD_BYTES = 2 ** 20;
async function lookAtSource(options) {
  const { pipeline, clock } = options;
  const { source, tasks } = pipeline;
  const now = clock.now();
  const due = allPartitions(pipeline.partitions, now).filter((each) => dueAt(pipeline.partitions, each) <= now);
  const asked = [];
  let status;
  for (const partition of due.reverse().slice(0, MOST_ASKED)) {
    asked.push(partition);
    const sample = await sampleSource({
      ...options,
      url: fillUrl(source.url, partition),
      shownUrl: fillUrl(source.shownUrl, partition),
      headers: source.headers,
      settings: source,
      policy: tasks.fetch,
      most: HEAD_BYTES
    });
    if (sample.kind === "found") return { asked, found: { partition, sample } };
    status = sample.status;
  }
  return { asked, ...status === void 0 ? {} : { status } };
}

// src/doctor/open.ts
var PATIENCE2 = 1e4;
function openSetup(options) {
  const { pipeline, env, files, clock, log, signal, run, duckdbFolder, ...rest } = options;
  const http = createHttp({ env });
  const login = createLogin({ env, federation: pipeline.google, http, log });
  const lake = { files, clock, log, google: () => login.connect("storage") };
  const { source } = pipeline;
  const google = attempt(async () => {
    const storage = /^gs:/i.test(pipeline.lake ?? "") || /^gs:/i.test(source.url);
    const bigquery = /^bigquery:/i.test(pipeline.warehouse ?? "");
    if (storage) await login.connect("storage");
    if (bigquery) await login.connect("bigquery");
    return storage || bigquery;
  });
  const ledger = attempt(async () => {
    if (pipeline.lake === void 0) return { heads: /* @__PURE__ */ new Map(), evolved: [] };
    const opened = openLedger({
      store: readOnly(openLake(pipeline.lake, lake)),
      dataset: pipeline.name,
      clock,
      run,
      log
    });
    const [heads, dataset] = [await opened.heads(), await opened.dataset()];
    return { heads, evolved: (dataset?.evolved ?? []).map(({ name, from }) => ({ name, from })) };
  });
  const table = attempt(async () => {
    if (pipeline.warehouse === void 0) return void 0;
    const warehouse = await openWarehouse({
      url: pipeline.warehouse,
      dataset: pipeline.name,
      directory: pipeline.directory,
      timeoutMs: PATIENCE2,
      clock,
      log,
      bigquery: {
        settings: { description: pipeline.description, ...pipeline.bigquery },
        lake: pipeline.lake ?? "",
        connection: () => login.connect("bigquery"),
        loads: () => /* @__PURE__ */ new Map()
      },
      ...duckdbFolder === void 0 ? {} : { duckdbFolder }
    });
    try {
      const partition = allPartitions(pipeline.partitions, clock.now()).at(-1) ?? pipeline.partitions.start;
      const date = partitionDate(partition);
      const evolved = (await ledger()).value?.evolved ?? [];
      const columns = expectedSchema(pipeline, evolved, partition).map(toColumnSpec);
      return await warehouse.examine({
        ...{ columns, partition, signal },
        ...date === void 0 ? {} : { partitionDate: date }
      });
    } finally {
      await warehouse.close();
    }
  });
  return {
    ...rest,
    ...{ pipeline, env, files, http, clock, log, signal },
    google,
    ledger,
    table,
    source: attempt(
      () => lookAtSource({ pipeline, files, http, clock, log, signal, bucket: (url) => openLake(url, lake) })
    ),
    bucket: attempt(async () => pipeline.lake === void 0 ? void 0 : lookAtBucket(pipeline.lake, lake)),
    workflows: attempt(() => readWorkflows(files, pipeline.directory))
  };
}
function readOnly(store) {
  const refuse = async () => {
    throw new Error("a doctor writes nothing");
  };
  return { ...store, replace: refuse, create: refuse };
}

// src/runtime/free-space.ts
import { statfs } from "node:fs/promises";
import { dirname as dirname3 } from "node:path";
async function freeBytes(folder) {
  for (let at = folder; ; at = dirname3(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      return bavail * bsize;
    } catch (error) {
      const { code } = error;
      if (code !== "ENOENT" && code !== "ENOTDIR" || dirname3(at) === at) throw error;
    }
  }
}

// src/session/doctor.ts
async function examinePipeline(session, pipeline, concurrency) {
  const { host, platform, log } = session;
  const event = await readEvent(host.env);
  const scratch = join4(tmpdir(), `lakeferry-doctor-${process.pid}-${Date.now()}`);
  const setup = openSetup({
    pipeline,
    env: host.env,
    files: nodeFiles,
    clock: nodeClock,
    // What is tried again, and that a key lets somebody in, is worth a line; the answers are told at the end.
    log,
    signal: host.signal,
    run: { version: VERSION, run: "doctor" },
    isGithub: host.env["GITHUB_ACTIONS"] === "true",
    isPublic: event?.repository?.private === void 0 ? void 0 : !event.repository.private,
    scratch,
    workFolder: platform.workFolder(host),
    concurrency,
    freeBytes,
    lastCommit: () => lastCommitAt(pipeline.directory),
    tryCache: () => tryCache(session, pipeline, event),
    duckdbFolder: async () => platform.duckdbFolder?.({ host, log })
  });
  try {
    return await examine(setup);
  } finally {
    await removeFolder(scratch);
  }
}
async function tryCache({ host, platform, log }, pipeline, event) {
  if (platform === laptop) return tryFolder(cacheEntries(host));
  const {
    ACTIONS_RUNTIME_TOKEN: token = "",
    ACTIONS_RESULTS_URL: service = "",
    ACTIONS_CACHE_MODE: mode = ""
  } = host.env;
  if (token === "" || service === "")
    return "this job has no service for GitHub's cache: the runner's own disk is used";
  if (/^(?:read|none|write-only)$/.test(mode)) return `the workflow says cache-mode: ${mode}`;
  if (event !== void 0 && isFromFork(event)) return "a pull request from a fork may read the cache and not write it";
  const looked = await platform.cache({ pipeline, host, log }).restore("lakeferry-doctor");
  return "miss" in looked && looked.miss.includes("out of order") ? looked.miss : void 0;
}
async function tryFolder(folder) {
  const trial = join4(folder, `.doctor-${process.pid}`);
  try {
    await nodeFiles.makeFolder(folder);
    await (await nodeFiles.create(trial)).close();
    await nodeFiles.remove(trial);
    return void 0;
  } catch (error) {
    return `the cache folder cannot be written: ${reasonOf(error)}`;
  }
}

export {
  exitCodeOf,
  checksHeadline,
  checkLines,
  checksMarkdown,
  examinePipeline
};
