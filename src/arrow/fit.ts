import { isUtf8 } from 'node:buffer';
import { type Column, type Values, valueCount } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { type ColumnType, FIRST_SECOND, LAST_SECOND } from '../table/type.ts';
import { ValueProblem } from './failure.ts';

const SECONDS_OF_DAY = 86_400;

/**
 * What a column promises beyond its bits, which `clean` keeps and another tool may not know: decimals within their
 * precision, days and instants in the years 1 to 9999, texts in UTF-8. Throws ValueProblem for the first row that breaks it.
 */
export function checkFit(field: Field, column: Column): void {
  const values = column.kind === 'dictionary' ? column.dictionary : column.values;
  const problemAt = judgeOf(field.type, values);
  if (problemAt === undefined) return;
  const count = valueCount(values);
  for (let at = 0; at < count; at++) {
    if (column.kind === 'plain' && column.validity?.[at] === 0) continue;
    const problem = problemAt(at);
    if (problem === undefined) continue;
    // A dictionary's values are in order of first appearance, so the first bad one is the first bad row.
    throw new ValueProblem(column.kind === 'dictionary' ? column.indices.indexOf(at + 1) : at, problem);
  }
}

type Judge = (at: number) => string | undefined;

/** Undefined for a type that keeps every value. */
function judgeOf(type: ColumnType, values: Values): Judge | undefined {
  switch (type.kind) {
    case 'numeric':
      return judgeDecimals(type, values);
    case 'date':
      if (values.physical !== 'int32') return undefined;
      return judgeTimes(1 / SECONDS_OF_DAY, (at) => values.data[at] as number);
    case 'datetime':
    case 'timestamp': {
      if (values.physical !== 'int64') return undefined;
      const { data } = values;
      const words = new Int32Array(data.buffer, data.byteOffset, data.length * 2);
      return judgeTimes(type.unit === 'ms' ? 1000 : 1_000_000, (at) => {
        // A BigInt for each value costs more than all the rest; beyond doubles there is no other way.
        const value = (words[2 * at + 1] as number) * 2 ** 32 + ((words[2 * at] as number) >>> 0);
        return Number.isSafeInteger(value) ? value : (data[at] as bigint);
      });
    }
    case 'string': {
      if (values.physical !== 'bytes') return undefined;
      const { bytes, starts, ends } = values.data;
      return (at) => (isUtf8(bytes.subarray(starts[at], ends[at])) ? undefined : 'a text that is not UTF-8');
    }
    default:
      return undefined;
  }
}

function judgeDecimals(type: ColumnType & { kind: 'numeric' }, values: Values): Judge | undefined {
  const limit = 10n ** BigInt(type.precision);
  const judge = (value: bigint) =>
    value < limit && value > -limit ? undefined : `it does not fit numeric(${type.precision},${type.scale})`;
  if (values.physical === 'int64') return (at) => judge(values.data[at] as bigint);
  if (values.physical !== 'decimal') return undefined;
  const view = new DataView(values.data.buffer, values.data.byteOffset, values.data.byteLength);
  return (at) => judge((view.getBigInt64(16 * at) << 64n) | view.getBigUint64(16 * at + 8));
}

function judgeTimes(perSecond: number, valueAt: (at: number) => number | bigint): Judge {
  const first = FIRST_SECOND * perSecond;
  const end = (LAST_SECOND + 1) * perSecond;
  return (at) => {
    const value = valueAt(at);
    return value >= first && value < end ? undefined : 'it is not in the years 1 to 9999';
  };
}
