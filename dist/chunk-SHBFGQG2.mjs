import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  previewLines
} from "./chunk-I2DRW4F5.mjs";
import {
  maskedCell
} from "./chunk-DOPCRQW2.mjs";
import {
  textTable
} from "./chunk-OFNTBMMB.mjs";
import {
  failurePlace
} from "./chunk-DOUEL7U2.mjs";

// src/tasks/result.ts
var EDITED_NOTE = "write-parquet: another tool changed the Arrow file";
var OUTCOMES = ["done", "cached", "skipped", "not_ready", "failed"];
function describeObject(lakeUrl, published) {
  const { number, publication } = published;
  const { name, generation, sha256 } = publication.object;
  return {
    uri: `${lakeUrl.replace(/\/$/, "")}/${name}`,
    generation,
    sha256,
    rows: publication.rows,
    publication: number
  };
}
function toEntry(result, options) {
  const { conversion, failure, load, object, ...rest } = result;
  const task = failure?.task ?? (load === void 0 ? object === void 0 ? "fetch" : "upload" : "load");
  return {
    ...rest,
    task,
    ...conversion === void 0 ? {} : { cleaning: withoutFiles(conversion, options) },
    ...object === void 0 ? {} : { object },
    ...load === void 0 ? {} : { load },
    ...failure === void 0 ? {} : { failure: withoutBug(failure) }
  };
}
function withoutFiles(cleaning, { withHead }) {
  const { rowsRead, rows, rejected, rejectedBy, blankLines, droppedExtra, columns, report, header, evolved, format } = cleaning;
  const head = withHead ? cleaning.head : [];
  const read = format === void 0 ? {} : { format };
  return {
    rowsRead,
    rows,
    rejected,
    rejectedBy,
    blankLines,
    droppedExtra,
    columns,
    report,
    header,
    ...read,
    evolved,
    head
  };
}
function withoutBug({ bug: _, ...failure }) {
  return failure;
}

// src/session/tell.ts
function tellPlan(session, dataset, plan) {
  const { log } = session;
  if (plan.firstRun) log.info(`FIRST RUN: the lake has no ledger for ${dataset} yet`);
  if (plan.work.length === 0) {
    log.info(
      `${dataset}: nothing to do, ${plan.decisions.filter((each) => each.status === "done").length} partitions are done`
    );
    return;
  }
  const rows = plan.work.map(({ partition, status, action, reason }) => [partition, status, action, reason]);
  log.group(
    `${dataset}: ${rows.length} to do`,
    textTable(["partition", "status", "action", "why"], rows, { reasons: [3] })
  );
  if (plan.cut > 0) log.warn(`${plan.cut} more partitions are left for the next run; raise --limit to take them now`);
}
function tellResult(session, pipeline, result, samples) {
  const { partition, outcome, conversion, failure, notes } = result;
  const lines = [...notes, ...conversion === void 0 ? [] : countedLines(conversion, samples)];
  session.log.group(`${partition}: ${outcome}`, lines);
  if (failure === void 0) return;
  tellFailure(session, pipeline, partition, failure);
  if (failure.bug instanceof Error) {
    session.log.group("This is a bug in Lakeferry:", (failure.bug.stack ?? "").split("\n"));
  }
}
function tellEntry(session, pipeline, entry, samples) {
  const { partition, outcome, task, notes, cleaning, failure } = entry;
  const lines = notes.filter(
    (note) => note.startsWith(`${task}:`) || note.startsWith(EDITED_NOTE) || !/^[\w-]+:/.test(note)
  );
  if (task === "clean" && cleaning !== void 0) lines.push(...countedLines(cleaning, samples));
  session.log.group(`${partition}: ${outcome}`, lines);
  if (failure !== void 0) tellFailure(session, pipeline, partition, failure);
}
function countedLines(made, samples) {
  const nulls = new Map(made.report.map((column) => [column.name, column]));
  return [
    ...previewLines({
      columns: made.columns.map(({ name, type }) => ({ name, type, ...nulls.get(name) })),
      head: samples === "none" ? [] : made.head.map((row) => row.map((cell) => maskedCell(cell, samples))),
      rows: made.rows,
      rejected: made.rejected
    }),
    ...Object.entries(made.rejectedBy).map(([rule, count]) => `rejected by ${rule}: ${count}`)
  ];
}
function tellFailure(session, pipeline, partition, failure) {
  const { message, code, task } = failure;
  const [first = "", ...rest] = `${message} [${code} in ${task}]`.split("\n");
  session.log.error(`${partition}: ${first}`, session.platform.annotates ? failurePlace(pipeline, failure) : void 0);
  for (const line of rest) session.log.info(`${partition}: ${line}`);
}

export {
  EDITED_NOTE,
  OUTCOMES,
  describeObject,
  toEntry,
  withoutFiles,
  withoutBug,
  tellPlan,
  tellResult,
  tellEntry
};
