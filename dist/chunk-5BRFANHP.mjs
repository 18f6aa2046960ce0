import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  ConfigurationError
} from "./chunk-TOUVOPKP.mjs";

// src/table/type.ts
var FIRST_SECOND = -62135596800;
var LAST_SECOND = 253402300799;
var TYPE_NAMES = [
  "int64",
  "float64",
  "numeric(p,s)",
  "bool",
  "string",
  "date",
  "datetime",
  "timestamp"
];
function parseColumnType(text, unit = "ms") {
  switch (text) {
    case "int64":
    case "float64":
    case "bool":
    case "string":
    case "date":
      return { kind: text };
    case "datetime":
    case "timestamp":
      return { kind: text, unit };
    case "numeric":
      return { kind: "numeric", precision: 38, scale: 9 };
  }
  const numeric = /^numeric\(\s*(\d+)\s*(?:,\s*(\d+)\s*)?\)$/.exec(text);
  if (!numeric) {
    throw new ConfigurationError("TYPE", `"${text}" is not a type; use one of ${TYPE_NAMES.join(", ")}`, { text });
  }
  const precision = Number(numeric[1]);
  const scale = Number(numeric[2] ?? 0);
  if (scale > 9 || precision < Math.max(1, scale) || precision - scale > 29) {
    throw new ConfigurationError(
      "TYPE",
      `"${text}" does not fit: numeric(p,s) needs s from 0 to 9, p at least s and at least 1, and p − s up to 29`,
      { text }
    );
  }
  return { kind: "numeric", precision, scale };
}
function formatColumnType(type) {
  return type.kind === "numeric" ? `numeric(${type.precision},${type.scale})` : type.kind;
}
function physicalOf(type) {
  switch (type.kind) {
    case "int64":
    case "datetime":
    case "timestamp":
      return "int64";
    case "numeric":
      return type.precision <= 18 ? "int64" : "decimal";
    case "float64":
      return "double";
    case "bool":
      return "boolean";
    case "date":
      return "int32";
    case "string":
      return "bytes";
  }
}

export {
  FIRST_SECOND,
  LAST_SECOND,
  TYPE_NAMES,
  parseColumnType,
  formatColumnType,
  physicalOf
};
