import { invalid } from '../refusal.ts';
import { JobFailure } from './job-failure.ts';
import type { Field } from './state.ts';

const LEGACY: Record<string, string> = { INT64: 'INTEGER', FLOAT64: 'FLOAT', BOOL: 'BOOLEAN' };
const KNOWN = ['INTEGER', 'FLOAT', 'BOOLEAN', 'STRING', 'DATE', 'DATETIME', 'TIMESTAMP', 'NUMERIC', 'BIGNUMERIC'];

/** Columns of a request, spelled as BigQuery answers; a mistake in them is a 400. */
export function parseFields(schema: unknown): Field[] {
  const fields = (schema as { fields?: unknown } | undefined)?.fields;
  if (!Array.isArray(fields) || fields.length === 0) throw invalid('Schema has no fields.');
  const parsed = fields.map((field: Record<string, unknown>): Field => {
    const type = LEGACY[String(field['type'])] ?? String(field['type']);
    const name = String(field['name']);
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,299}$/.test(name)) throw invalid(`Invalid field name "${name}".`);
    if (!KNOWN.includes(type)) throw invalid(`Invalid value for type: ${type} is not a valid value`);
    const { precision, scale } = field as { precision?: unknown; scale?: unknown };
    if ([precision, scale].some((each) => each !== undefined && typeof each !== 'string')) {
      throw invalid('precision and scale are 64-bit integers, which are written as strings.');
    }
    return { ...field, name, type, mode: String(field['mode'] ?? 'NULLABLE') };
  });
  if (new Set(parsed.map((field) => field.name.toLowerCase())).size < parsed.length) {
    throw invalid('Duplicate field names are not allowed.');
  }
  return parsed;
}

/**
 * The columns after a load or a patch with `next`: every old one must be in it, unchanged in type and mode, and new ones
 * are nullable and wanted. Old ones keep their place and take the new description.
 */
export function mergeFields(
  table: string,
  old: readonly Field[],
  next: readonly Field[],
  mayAdd: boolean,
  refuse: (message: string) => Error = (message) => new JobFailure('invalid', message),
): Field[] {
  const mismatch = (why: string) => refuse(`Provided Schema does not match Table ${table}. ${why}`);
  const byName = new Map(next.map((field) => [field.name.toLowerCase(), field]));
  const kept = old.map((field) => {
    const same = byName.get(field.name.toLowerCase());
    if (same === undefined) throw mismatch(`Field ${field.name} is missing in new schema`);
    if (same.type !== field.type || same.precision !== field.precision || same.scale !== field.scale) {
      throw mismatch(`Field ${field.name} has changed type from ${field.type} to ${same.type}`);
    }
    if (same.mode !== field.mode) {
      throw mismatch(`Field ${field.name} has changed mode from ${field.mode} to ${same.mode}`);
    }
    return { ...field, ...same, name: field.name };
  });
  const names = new Set(old.map((field) => field.name.toLowerCase()));
  const added = next.filter((field) => !names.has(field.name.toLowerCase()));
  for (const field of added) {
    if (!mayAdd) throw mismatch(`Cannot add fields (field: ${field.name})`);
    if (field.mode !== 'NULLABLE')
      throw mismatch(`Cannot add required fields to an existing schema. Field: ${field.name}`);
  }
  return [...kept, ...added];
}
