import { reasonOf } from '../base/errors.ts';
import type { Field, Schema } from '../table/schema.ts';
import { type ArrowColumn, columnText, typeText } from './arrow-type.ts';
import { wrongColumns } from './failure.ts';
import { canBecome, expectedText, fieldOf } from './layout.ts';

/** A column of ours and the place of the column that it is read from. */
export interface Match {
  field: Field;
  source: ArrowColumn;
  at: number;
}

/** Finds each field's column by its name. Throws ContractError ARROW_SCHEMA, which names all that do not fit. */
export function matchColumns(path: string, columns: readonly ArrowColumn[], schema: Schema | undefined): Match[] {
  const problems: string[] = [];
  const places = new Map<string, number>();
  columns.forEach(({ name }, at) => {
    if (places.has(name)) problems.push(`${JSON.stringify(name)} is there twice, expected once`);
    places.set(name, at);
  });
  const fields = schema ?? columns.flatMap((column) => declared(column, problems));
  const matches = fields.flatMap((field): Match[] => {
    const at = places.get(field.name);
    const source = at === undefined ? undefined : columns[at];
    if (at === undefined || source === undefined) {
      problems.push(`${field.name} is missing, expected ${expectedText(field.type)}`);
      return [];
    }
    if (!canBecome(source.type, field.type)) {
      problems.push(`${field.name} is ${columnText(source)}, expected ${expectedText(field.type)}`);
      return [];
    }
    return [{ field, source, at }];
  });
  for (const name of places.keys()) {
    if (!fields.some((field) => field.name === name) && schema !== undefined)
      problems.push(
        `${JSON.stringify(name)} is one too many, expected only ${schema.map((field) => field.name).join(', ')}`,
      );
  }
  if (problems.length > 0) throw wrongColumns(path, problems);
  return matches;
}

function declared(column: ArrowColumn, problems: string[]): Field[] {
  try {
    const field = fieldOf(column);
    if (field !== undefined) return [field];
    problems.push(`${JSON.stringify(column.name)} is ${typeText(column.type)}, which no column can be`);
  } catch (error) {
    problems.push(`${JSON.stringify(column.name)} is ${columnText(column)}: ${reasonOf(error)}`);
  }
  return [];
}
