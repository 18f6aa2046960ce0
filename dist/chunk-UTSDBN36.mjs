import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  appendSummary,
  summaryMarkdown
} from "./chunk-7LZ4ZIAL.mjs";
import {
  tally,
  writeResults
} from "./chunk-LIYOMRE4.mjs";
import {
  setOutputs
} from "./chunk-OL7LBNRO.mjs";
import {
  maskedCell,
  nodeFiles,
  sha256
} from "./chunk-KAPBDE4M.mjs";

// src/runtime/github/artifacts.ts
async function uploadArtifact(_) {
}
async function downloadArtifacts(_) {
  return [];
}

// src/actions/artifact-name.ts
function artifactPrefix(host, dataset) {
  return `lakeferry-${dataset}-${host.env["GITHUB_RUN_ATTEMPT"] ?? "1"}-`;
}
function artifactName(host, dataset, partitions) {
  const { GITHUB_JOB: job = "", GITHUB_ACTION: step = "" } = host.env;
  return `${artifactPrefix(host, dataset)}${sha256(JSON.stringify([job, step, partitions])).slice(0, 16)}`;
}

// src/actions/leave.ts
import { dirname, join } from "node:path";

// src/actions/summary-row.ts
function summaryRow(entry, samples) {
  const { partition, outcome, because, milliseconds, cleaning, failure } = entry;
  return {
    partition,
    outcome,
    because,
    milliseconds,
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
async function leaveResults(session, { pipeline }, given) {
  const { path, results, decisions, left, samples } = given;
  await writeResults(nodeFiles, path, results);
  const markdown = summaryMarkdown({
    dataset: pipeline.name,
    description: pipeline.description,
    decisions,
    results: results.entries.map((entry) => summaryRow(entry, samples)),
    left
  });
  const summary = join(dirname(path), "summary.md");
  const file = await nodeFiles.create(summary);
  await file.write(Buffer.from(markdown));
  await file.close();
  await appendSummary(markdown, session.log);
  await setOutputs({ ...tally(results.entries), results: path, summary, ...given.outputs });
  if (given.asArtifact !== void 0) await leaveArtifact(session, pipeline.name, path, given.asArtifact);
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
