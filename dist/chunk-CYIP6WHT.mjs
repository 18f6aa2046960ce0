import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  isNdjson,
  openText,
  rawFormat,
  readCsv,
  readNdjson
} from "./chunk-TWZMDKMR.mjs";
import {
  parseDate
} from "./chunk-BASCHG6M.mjs";
import {
  byteDialect,
  wasmKernel
} from "./chunk-RXER3GMB.mjs";
import {
  pathColumns
} from "./chunk-TI4EOZ5J.mjs";
import {
  PARTITION_DATE
} from "./chunk-6BN765J6.mjs";
import {
  ContractError
} from "./chunk-TOUVOPKP.mjs";

// src/clean/header-name.ts
var LONGEST_NAME = 63;
function columnName(header) {
  const words = header.normalize("NFKD").replace(new RegExp("\\p{M}", "gu"), "").replace(/([a-z0-9])([A-Z])/g, "$1_$2").replace(/([A-Z]+)([A-Z][a-z])/g, "$1_$2").toLowerCase().split(/[^a-z0-9]+/).filter((word) => word !== "");
  const joined = words.join("_");
  const name = /^[0-9]/.test(joined) ? `_${joined}` : joined;
  return name === "" || name.length > LONGEST_NAME ? void 0 : name;
}
function nearestName(wanted, candidates) {
  let best;
  let bestShare = 0.4;
  for (const candidate of candidates) {
    for (const name of wanted) {
      const a = letters(name);
      const b = letters(candidate);
      if (a === "" || b === "") continue;
      const share = a.includes(b) || b.includes(a) ? 0.2 : distance(a, b) / Math.max(a.length, b.length);
      if (share <= bestShare && (share < bestShare || best === void 0)) {
        best = candidate;
        bestShare = share;
      }
    }
  }
  return best;
}
function letters(name) {
  return (columnName(name) ?? name.toLowerCase()).replace(/_/g, "");
}
function distance(a, b) {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return row[b.length];
}

// src/clean/binding-error.ts
function ambiguousColumn(column, found, other, { header, file, pipeline }) {
  const headers = found.map((at) => header[at]);
  const clash = other === void 0 ? `headers ${headers.map((text) => `"${text}"`).join(" and ")} both match the column ${column}; keep one of them in its from` : `header "${headers[0]}" matches the columns ${other} and ${column}; name it in one from only`;
  return new ContractError("SCHEMA_AMBIGUOUS_COLUMN", `${file}: ${clash} in ${pipeline.file}`, {
    file,
    column,
    headers
  });
}
var DELIMITERS = [
  [",", '","'],
  [";", '";"'],
  ["	", '"\\t"'],
  ["|", '"|"']
];
function missingColumns(missing, claimed, { header, pipeline, file }) {
  const names = missing.map((rule) => rule.name);
  const only = header.length === 1 && pipeline.columns.length > 1 ? header[0] : void 0;
  const other = DELIMITERS.find(([text]) => text !== pipeline.csv.delimiter && only?.includes(text));
  if (other !== void 0) {
    return new ContractError(
      "SCHEMA_DELIMITER",
      `${file}:1: 1 column found, expected ${pipeline.columns.length}: is csv.delimiter right? The line holds ${other[1]}; ${pipeline.file} says ${JSON.stringify(pipeline.csv.delimiter)}`,
      { file, found: 1, expected: pipeline.columns.length }
    );
  }
  if (claimed.size === 0 && header.some(looksLikeData)) {
    return new ContractError(
      "SCHEMA_NO_HEADER",
      `${file}:1: the first line looks like data, not like a header: none of the ${pipeline.columns.length} columns of ${pipeline.file} is in it; put a line of column names before it`,
      { file, missing: names }
    );
  }
  const left = header.filter((_, at) => !claimed.has(at));
  const shown = missing.map((rule) => {
    const near = nearestName([...rule.from, rule.name], left);
    const looked = rule.from.map((text) => `"${text}"`).join(" or ");
    const fix = near === void 0 ? "if files may lack it, add optional: true" : `is it "${near}"? then write from: [${[...rule.from, near].map(flowText).join(", ")}]`;
    return `${rule.name} (${pipeline.file}:${rule.line}, looked for ${looked}; ${fix})`;
  });
  return new ContractError(
    "SCHEMA_MISSING_COLUMN",
    `${file}: the header lacks ${missing.length === 1 ? "a column" : `${missing.length} columns`}: ${shown.join("; ")}`,
    { file, missing: names, header }
  );
}
function flowText(text) {
  return /^[A-Za-z_][A-Za-z0-9_ -]*$/.test(text) ? text : JSON.stringify(text);
}
function looksLikeData(text) {
  return /^[+-]?[0-9]*[.,]?[0-9]+$/.test(text) || /^[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[ T].*)?$/.test(text);
}
function newColumns(fresh, { pipeline, file }) {
  const names = fresh.map(({ text }) => `"${text}"`).join(", ");
  return new ContractError(
    "SCHEMA_NEW_COLUMN",
    `${file}: the header has ${fresh.length === 1 ? "a column" : `${fresh.length} columns`} that ${pipeline.file} does not name: ${names}; add ${fresh.length === 1 ? "it" : "them"} to columns, or set contract.new_columns to evolve or discard`,
    { file, headers: fresh.map(({ text }) => text) }
  );
}
function unusableName({ text, name, inPath }, { pipeline, file }) {
  const why = name === void 0 ? "cannot be made a column name" : `would become the column ${name}, which ${inPath ? "is in the lake's path" : "is there"} already`;
  return new ContractError(
    "SCHEMA_COLUMN_NAME",
    `${file}: the new header ${JSON.stringify(text)} ${why}; name it in ${pipeline.file}: a column with from: [${JSON.stringify(text)}]`,
    { file, header: text, ...name === void 0 ? {} : { column: name } }
  );
}

// src/clean/binding.ts
function bindColumns(options) {
  const { header, pipeline, partitionDate } = options;
  const claimed = /* @__PURE__ */ new Map();
  const sources = [];
  const schema = [];
  const missing = [];
  for (const rule of pipeline.columns) {
    const at = claim({ name: rule.name, from: rule.from }, claimed, options);
    schema.push({
      name: rule.name,
      type: rule.type,
      required: rule.required,
      ...rule.description === void 0 ? {} : { description: rule.description }
    });
    sources.push(at === void 0 ? { kind: "absent", rule } : { kind: "header", at, rule });
    if (at === void 0 && (!rule.optional || rule.required && rule.fill === void 0)) missing.push(rule);
  }
  if (missing.length > 0) throw missingColumns(missing, claimed, options);
  const warnings = [];
  for (const column of options.evolved) {
    if (schema.some((field) => sameName(field.name, column.name))) continue;
    let at = claim({ name: column.name, from: [column.from] }, claimed, options);
    if (at === void 0) {
      at = header.findIndex((text, position) => !claimed.has(position) && columnName(text) === column.name);
      if (at < 0) at = void 0;
      else {
        claimed.set(at, column.name);
        warnings.push(`header "${header[at]}" is read as the column ${column.name}, which came from "${column.from}"`);
      }
    }
    schema.push({ name: column.name, type: { kind: "string" }, required: false });
    sources.push(at === void 0 ? { kind: "absent" } : { kind: "header", at });
  }
  const unclaimed = header.flatMap((text, at) => claimed.has(at) ? [] : [{ text, at }]);
  const fresh = unclaimed.filter(({ text }) => text !== PARTITION_DATE);
  if (fresh.length < unclaimed.length) {
    warnings.push(
      `header "${PARTITION_DATE}" is left out: here it is the column that says which partition a row belongs to`
    );
  }
  const added = [];
  const ignored = [];
  if (pipeline.contract.newColumns === "discard") ignored.push(...fresh.map(({ text }) => text));
  else if (pipeline.contract.newColumns === "freeze") {
    if (fresh.length > 0) throw newColumns(fresh, options);
  } else {
    for (const { text, at } of fresh) {
      const name = columnName(text);
      const inPath = name !== void 0 && pathColumns(pipeline.partitions.by).includes(name);
      const taken = name !== void 0 && (name === PARTITION_DATE || schema.some((field) => sameName(field.name, name)));
      if (name === void 0 || taken || inPath) throw unusableName({ text, name, inPath }, options);
      added.push({ name, from: text });
      schema.push({ name, type: { kind: "string" }, required: false });
      sources.push({ kind: "header", at });
      warnings.push(
        `new column ${name} (header "${text}") was added as a nullable string; name it in ${pipeline.file} to give it a type`
      );
    }
  }
  if (ignored.length > 0) warnings.push(`headers left out, as new_columns: discard asks: ${ignored.join(", ")}`);
  if (partitionDate !== void 0) {
    const days = parseDate(partitionDate);
    if (days === void 0) throw new Error(`"${partitionDate}" is not the date of a partition`);
    schema.push({ name: PARTITION_DATE, type: { kind: "date" }, required: true });
    sources.push({ kind: "partition-date", days });
  }
  const direct = header.map((_, at) => {
    const column = sources.findIndex((source) => source.kind === "header" && source.at === at);
    const kind = schema[column]?.type.kind;
    return kind === void 0 || kind === "datetime" || kind === "timestamp";
  });
  return { schema, direct, sources, added, ignored, warnings };
}
function sameName(a, b) {
  return a.toLowerCase() === b.toLowerCase();
}
function claim(column, claimed, options) {
  const { header } = options;
  const found = header.flatMap((text, at) => column.from.includes(text) ? [at] : []);
  const first = found[0];
  if (first === void 0) return void 0;
  const other = claimed.get(first);
  if (found.length > 1 || other !== void 0) {
    throw ambiguousColumn(column.name, found, other, options);
  }
  claimed.set(first, column.name);
  return first;
}

// src/convert/open-rows.ts
async function openRows(options) {
  if (options.text !== void 0) return csvRows(options, options.text);
  if (await rawFormat({ files: options.files, path: options.raw }) === "Parquet") {
    const { parquetRows } = await import("./chunk-BGJSU77M.mjs");
    return parquetRows(options);
  }
  const { pipeline, shownName: file } = options;
  const open = () => openText({
    files: options.files,
    path: options.raw,
    name: file,
    limits: pipeline.limits,
    onBytes: options.onBytes
  });
  return await isNdjson(open()) ? ndjsonRows(options, open) : csvRows(options, open());
}
function csvRows(options, text) {
  const { pipeline } = options;
  const reader = readCsv(text, {
    csv: pipeline.csv,
    limits: pipeline.limits,
    file: options.shownName,
    kernel: wasmKernel,
    direct: (header) => options.bind(
      header,
      header.map(() => false)
    ).direct,
    // As if the file had nothing but a header.
    ...pipeline.source.allowEmpty ? { whenEmpty: pipeline.columns.map(({ from, name }) => from[0] ?? name) } : {}
  });
  const elsewhere = { records: 0, blank: 0, droppedExtra: 0 };
  return {
    ...reader,
    format: "csv",
    counted: "line",
    knowsNull: false,
    ...byteDialect(pipeline.csv) === void 0 ? {} : { cut: { texts: reader.texts, onCounts } },
    counts() {
      const { records, blank, droppedExtra } = reader.counts();
      return {
        records: records + elsewhere.records,
        blank: blank + elsewhere.blank,
        droppedExtra: droppedExtra + elsewhere.droppedExtra
      };
    }
  };
  function onCounts({ records, blank, droppedExtra }) {
    elsewhere.records += records;
    elsewhere.blank += blank;
    elsewhere.droppedExtra += droppedExtra;
  }
}
function ndjsonRows(options, open) {
  const reader = readNdjson({
    open,
    file: options.shownName,
    limits: options.pipeline.limits,
    bind(header) {
      const { direct, wanted } = options.bind(
        header,
        header.map(() => false)
      );
      return { direct, nested: wanted.map((column) => column === void 0 || column.type.kind === "string") };
    }
  });
  return {
    ...reader,
    format: "ndjson",
    counted: "line",
    knowsNull: true,
    counts: () => ({ ...reader.counts(), droppedExtra: 0 }),
    close: async () => {
    }
  };
}

// src/convert/wanted.ts
function wantedColumns(binding, width) {
  const wanted = Array.from({ length: width });
  binding.sources.forEach((source, at) => {
    if (source.kind !== "header") return;
    const { name, type } = binding.schema[at];
    wanted[source.at] = { name, type, zoned: source.rule?.zone !== void 0 };
  });
  return wanted;
}
function withoutSpelling(source, typed) {
  if (source.kind !== "header" || source.rule === void 0 || typed[source.at] !== true) return source;
  const { format: _format, trueTexts: _true, falseTexts: _false, ...rule } = source.rule;
  return { ...source, rule };
}

export {
  bindColumns,
  openRows,
  wantedColumns,
  withoutSpelling
};
