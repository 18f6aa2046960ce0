import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  formatColumnType,
  parseColumnType
} from "./chunk-5BRFANHP.mjs";

// src/table/schema.ts
var PARTITION_DATE = "partition_date";
function toColumnSpec(field) {
  return {
    name: field.name,
    type: formatColumnType(field.type),
    ..."unit" in field.type ? { unit: field.type.unit } : {},
    required: field.required,
    ...field.description === void 0 ? {} : { description: field.description }
  };
}
function fromColumnSpec(spec) {
  return {
    name: spec.name,
    type: parseColumnType(spec.type, spec.unit),
    required: spec.required,
    ...spec.description === void 0 ? {} : { description: spec.description }
  };
}

export {
  PARTITION_DATE,
  toColumnSpec,
  fromColumnSpec
};
