import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  redactUrl
} from "./chunk-PE4XUUB3.mjs";
import {
  fillUrl
} from "./chunk-TI4EOZ5J.mjs";
import {
  sha256OfJson
} from "./chunk-VHV2WM36.mjs";
import {
  formatColumnType
} from "./chunk-5BRFANHP.mjs";

// src/tasks/key.ts
var TASK_VERSIONS = { fetch: 1, clean: 4, "write-parquet": 1 };
function fetchKey(pipeline, partition) {
  const { fetch, url } = settingParts(pipeline, partition);
  const parts = { fetch, url };
  return { key: sha256OfJson({ task: "fetch", version: TASK_VERSIONS.fetch, url, partition }), parts };
}
function settingParts(pipeline, partition) {
  return {
    fetch: `version ${TASK_VERSIONS.fetch}`,
    versions: `clean ${TASK_VERSIONS.clean}, write-parquet ${TASK_VERSIONS["write-parquet"]}`,
    // A secret that was typed into the file has no place in a record either.
    url: redactUrl(fillUrl(pipeline.source.shownUrl, partition)),
    csv: digest({ ...pipeline.csv }),
    columns: digest(pipeline.columns.map(columnPart)),
    contract: `new_columns ${pipeline.contract.newColumns}, types ${pipeline.contract.types}`,
    parquet: pipeline.codec
  };
}
function conversionKey(pipeline, partition, evolved, sourceSha256) {
  const parts = {
    ...settingParts(pipeline, partition),
    evolved: digest(evolved.map(({ name, from }) => [name, from])),
    source: sourceSha256
  };
  return { key: sha256OfJson({ task: "convert", partition, parts }), parts };
}
function editedKey({ parts }, arrowSha256) {
  const all = { ...parts, edited: arrowSha256 };
  return { key: sha256OfJson({ task: "convert", parts: all }), parts: all };
}
function replayedKey({ parts }, pipeline, partition) {
  const all = { ...parts, replayed: settingParts(pipeline, partition).columns };
  return { key: sha256OfJson({ task: "convert", parts: all }), parts: all };
}
function staleParts(pipeline, partition, made) {
  return Object.entries(settingParts(pipeline, partition)).flatMap(
    ([part, now]) => changed(part, made.parts[part], now)
  );
}
var UPSTREAM = ["fetch", "url", "source"];
function explainMiss(made, now, of) {
  if (made === void 0) return "";
  const parts = Object.entries(now).flatMap(([part, value]) => changed(part, made.parts[part], value));
  const own = of === "fetch" ? parts : parts.filter(({ part }) => !UPSTREAM.includes(part));
  const told = own.map((each) => `${each.part} ${short(each.old)} → ${short(each.new)}`);
  if (own.length < parts.length) told.push("upstream");
  if (told.length === 0) return "";
  return `changed since it was published: ${told.join(", ")}`;
}
function changed(part, old, now) {
  return old === now ? [] : [{ part, new: now, ...old === void 0 ? {} : { old } }];
}
function short(value) {
  if (value === void 0) return "none";
  return /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 12) : value;
}
function columnPart(rule) {
  const { description: _, line: __, type, ...rest } = rule;
  const unit = "unit" in type ? { unit: type.unit } : {};
  return { ...rest, type: formatColumnType(type), ...unit };
}
function digest(value) {
  return sha256OfJson(value).slice(0, 12);
}

export {
  fetchKey,
  conversionKey,
  editedKey,
  replayedKey,
  staleParts,
  explainMiss
};
