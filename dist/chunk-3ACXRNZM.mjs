import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  previousPublications,
  summaryMarkdown
} from "./chunk-5RUCCB7Z.mjs";
import {
  appendSummary
} from "./chunk-XGYQOCZ6.mjs";
import {
  tally,
  writeResults
} from "./chunk-QNX3PQEQ.mjs";
import {
  EDITED_NOTE
} from "./chunk-SHBFGQG2.mjs";
import {
  maskedCell
} from "./chunk-DOPCRQW2.mjs";
import {
  askClient,
  setOutputs,
  withoutQuery
} from "./chunk-KQEXKSJ7.mjs";
import {
  nodeFiles,
  removeFolder
} from "./chunk-VL3R7PO3.mjs";
import {
  sha256
} from "./chunk-VHV2WM36.mjs";
import {
  OutageError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/runtime/github/artifacts.ts
import { lstat, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
var ASK_MS = 1e4;
var LANES = 4;
var LONGEST_NAME = 255;
var REFUSED = /["':<>|*?\r\n\\/\u0000-\u001f]/;
async function uploadArtifact(options) {
  const { env, name, files, folder, log } = options;
  const fail = (why) => log.warn(`the artifact "${name}" was not left for other jobs: ${why}`);
  const problem = badName(name) ?? missingService(env);
  if (problem !== void 0) return fail(problem);
  try {
    const client = await loadClient();
    await ask(
      "uploading an artifact",
      () => client.uploadArtifact(
        name,
        files.map((file) => resolve(file)),
        resolve(folder),
        { compressionLevel: 0 }
      )
    );
  } catch (error) {
    const why = reasonLine(error);
    fail(/\(409\)/.test(why) ? "this workflow run has one of that name" : why);
  }
}
async function downloadArtifacts(options) {
  const { env, prefix, into, log } = options;
  const missing = missingService(env);
  if (missing !== void 0) {
    log.warn(`artifacts of other jobs cannot be had: ${missing}`);
    return { folders: [], isAll: false };
  }
  try {
    const client = await loadClient();
    const { value } = await ask("the list of artifacts", () => client.listArtifacts({ latest: true }));
    const wanted = value.artifacts.filter(({ name }) => name.startsWith(prefix)).sort((a, b) => a.name < b.name ? -1 : 1);
    const folders = [];
    let outage;
    let next = 0;
    const lane = async () => {
      for (let at = next++; at < wanted.length && outage === void 0; at = next++) {
        const artifact = wanted[at];
        try {
          folders[at] = await downloadOne(client, artifact, into);
        } catch (error) {
          if (error instanceof OutageError) outage ??= error;
          else log.warn(`the artifact "${artifact.name}" is left out: ${reasonLine(error)}`);
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const whole = folders.filter((folder) => folder !== void 0);
    if (outage !== void 0) {
      log.warn(`only ${whole.length} of ${wanted.length} artifacts of other jobs could be had: ${reasonLine(outage)}`);
    }
    return { folders: whole, isAll: whole.length === wanted.length };
  } catch (error) {
    log.warn(`artifacts of other jobs cannot be had: ${reasonLine(error)}`);
    return { folders: [], isAll: false };
  }
}
async function downloadOne(client, artifact, into) {
  const { name, id, digest } = artifact;
  const problem = badName(name);
  if (problem !== void 0) throw new TypeError(problem);
  const path = join(into, name);
  await removeFolder(path);
  try {
    const { value } = await ask(
      `the artifact "${name}"`,
      () => client.downloadArtifact(id, { path, ...digest === void 0 ? {} : { expectedHash: digest } })
    );
    if (value.digestMismatch === true) throw new TypeError("its bytes do not have the digest that was told");
    for (const file of await readdir(path, { recursive: true })) {
      const found = await lstat(join(path, file));
      if (!found.isFile() && !found.isDirectory()) throw new TypeError("it holds more than files and folders");
    }
    return path;
  } catch (error) {
    await removeFolder(path);
    throw error;
  }
}
var ask = (what, call) => askClient(what, ASK_MS, call);
function badName(name) {
  if (name === "") return "its name is empty";
  if (REFUSED.test(name)) return "its name holds a character that GitHub does not allow";
  if (name === "." || name === ".." || name.length > LONGEST_NAME) return "its name cannot be that of a folder";
  return void 0;
}
function missingService(env) {
  for (const variable of ["ACTIONS_RUNTIME_TOKEN", "ACTIONS_RESULTS_URL"]) {
    if ((env[variable] ?? "") === "") return `there is no service for them: ${variable} is not set`;
  }
  return void 0;
}
function reasonLine(error) {
  return withoutQuery(reasonOf(error).split("\n")[0]);
}
async function loadClient() {
  const { DefaultArtifactClient } = await import("./chunk-TPXB5RUU.mjs");
  return new DefaultArtifactClient();
}

// src/actions/artifact-name.ts
function artifactPrefix(host, dataset) {
  return `lakeferry-${dataset}-${host.env["GITHUB_RUN_ATTEMPT"] ?? "1"}-`;
}
function artifactName(host, dataset, partitions) {
  const { GITHUB_JOB: job = "", GITHUB_ACTION: step = "" } = host.env;
  return `${artifactPrefix(host, dataset)}${sha256(JSON.stringify([job, step, partitions])).slice(0, 16)}`;
}
function subjectsArtifact(host, dataset) {
  return `lakeferry-subjects-of-${dataset}-${host.env["GITHUB_RUN_ATTEMPT"] ?? "1"}`;
}

// src/actions/leave.ts
import { dirname, join as join2 } from "node:path";

// src/actions/subjects.ts
function subjectsText(entries) {
  return entries.flatMap(({ outcome, object }) => outcome === "done" && object !== void 0 ? [object] : []).map(({ sha256: sha2562, uri }) => `${sha2562}  ${uri}
`).join("");
}

// src/actions/summary-links.ts
import { isAbsolute } from "node:path";
function summaryLinks({ env }, places) {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
  const links = [];
  const path = places.pipeline.replaceAll("\\", "/").replace(/^\.\//, "");
  if (server && repository && commit && !isAbsolute(path) && !path.startsWith("..")) {
    links.push({ text: path, url: `${server}/${encoded(repository)}/blob/${encoded(commit)}/${encoded(path)}` });
  }
  const bucket = /^gs:\/\/(.+?)\/?$/i.exec(places.lake)?.[1];
  if (bucket !== void 0) {
    links.push({ text: "the lake", url: `https://console.cloud.google.com/storage/browser/${encoded(bucket)}` });
  }
  const [, project, dataset, table] = /^bigquery:\/\/([^/]+)\/([^/]+)\/([^/?#]+)$/.exec(places.warehouse ?? "") ?? [];
  if (project && dataset && table) {
    const query = `p=${encoded(project)}&d=${encoded(dataset)}&t=${encoded(table)}&page=table`;
    links.push({ text: "the table", url: `https://console.cloud.google.com/bigquery?${query}` });
  }
  return links;
}
function encoded(path) {
  const part = (text) => encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
  return path.split("/").map(part).join("/");
}

// src/actions/summary-row.ts
function summaryRow(entry, samples, heads) {
  const { partition, outcome, because, milliseconds, cleaning, failure, tries, notes } = entry;
  const published = heads.get(partition)?.published;
  const isMade = outcome === "done" && cleaning !== void 0 && published?.number === entry.object?.publication;
  const edited = entry.notes.find((note) => note.startsWith(EDITED_NOTE));
  return {
    ...edited === void 0 ? {} : { edited },
    partition,
    outcome,
    because,
    milliseconds,
    notes,
    ...tries === void 0 ? {} : { tries },
    ...isMade && published !== void 0 ? {
      bytes: published.publication.object.bytes,
      publication: published.publication,
      before: previousPublications(heads.values(), partition)
    } : {},
    ...entry.object === void 0 ? {} : { uri: entry.object.uri },
    ...cleaning === void 0 ? {} : { rows: cleaning.rows, rejected: cleaning.rejected, rejectedBy: cleaning.rejectedBy },
    ...failure === void 0 ? {} : { failure },
    ...cleaning === void 0 || samples === "none" || cleaning.head.length === 0 ? {} : {
      sample: {
        columns: cleaning.columns.map(({ name }) => name),
        rows: cleaning.head.map((row) => row.map((cell) => maskedCell(cell, samples)))
      }
    }
  };
}

// src/actions/leave.ts
async function leaveResults(session, { pipeline, heads, store, warehouse }, given) {
  const { path, results, decisions, left, samples } = given;
  await writeResults(nodeFiles, path, results);
  const markdown = summaryMarkdown({
    dataset: pipeline.name,
    description: pipeline.description,
    decisions,
    results: results.entries.map((entry) => summaryRow(entry, samples, heads)),
    left,
    links: summaryLinks(session.host, { pipeline: pipeline.file, lake: store.url, warehouse: warehouse?.url })
  });
  const summary = await leaveText(path, "summary.md", markdown);
  const published = subjectsText(results.entries);
  const subjects = published === "" ? "" : await leaveText(path, "subjects.sha256", published);
  const attest = given.attest === void 0 ? {} : { attest: given.attest && subjects !== "" ? await leaveSubjects(session, pipeline.name, subjects) : "" };
  await appendSummary(markdown, { env: session.host.env, log: session.log });
  await setOutputs({ ...tally(results.entries), results: path, summary, subjects, ...attest, ...given.outputs });
  if (given.asArtifact !== void 0) await leaveArtifact(session, pipeline.name, path, given.asArtifact);
}
async function leaveText(results, name, text) {
  const path = join2(dirname(results), name);
  const file = await nodeFiles.create(path);
  await file.write(Buffer.from(text));
  await file.close();
  return path;
}
async function leaveSubjects({ host, log }, dataset, subjects) {
  const name = subjectsArtifact(host, dataset);
  await uploadArtifact({ env: host.env, name, files: [subjects], folder: dirname(subjects), log });
  return name;
}
async function leaveArtifact(session, dataset, results, partitions) {
  const { host, log } = session;
  const name = artifactName(host, dataset, partitions);
  await uploadArtifact({ env: host.env, name, files: [results], folder: dirname(results), log });
}

export {
  downloadArtifacts,
  artifactPrefix,
  leaveResults,
  leaveArtifact
};
