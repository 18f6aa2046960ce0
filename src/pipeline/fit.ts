import type { ColumnType } from '../table/type.ts';

/** What a text of a column has to be read by. */
export interface Meaning {
  type: ColumnType;
  /** A format of its own: only the cleaner can tell. */
  hasFormat: boolean;
  /** The texts that mean true and false; empty: the usual words. */
  booleans: readonly string[];
}

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?$/;
const INSTANT = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?\s*(?:Z|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * Could the text be a value of the type? Catches the slip of the pen when the file is read; the cleaner parses the text
 * exactly, by the same rules as the data.
 */
export function fitsRoughly(text: string, { type, hasFormat, booleans }: Meaning): boolean {
  switch (type.kind) {
    case 'string':
      return true;
    case 'int64':
      return /^[+-]?\d{1,40}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text);
    case 'float64':
      return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) && Number.isFinite(Number(text));
    case 'numeric': {
      const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
      const digits = whole.replace(/^0+/, '').length;
      return (
        DECIMAL.test(text) && digits <= type.precision - type.scale && fraction.replace(/0+$/, '').length <= type.scale
      );
    }
    case 'bool':
      return booleans.length > 0 ? booleans.includes(text) : /^(?:true|false|t|f|yes|no|y|n|0|1)$/i.test(text);
    case 'date':
      return hasFormat || (DATE.test(text) && isDay(text));
    case 'datetime':
      return hasFormat || (DATE_TIME.test(text) && isDay(text.slice(0, 10)));
    case 'timestamp':
      return hasFormat || (INSTANT.test(text) && isDay(text.slice(0, 10)));
  }
}

/** Is the lower bound above the upper one? Bounds that do not say are taken as they are. */
export function isAbove(minimum: string, maximum: string, type: ColumnType): boolean {
  switch (type.kind) {
    case 'int64':
    case 'float64':
    case 'numeric':
      return Number(minimum) > Number(maximum);
    case 'date':
      return DATE.test(minimum) && DATE.test(maximum) && minimum > maximum;
    default:
      return false;
  }
}

/** Unlike partitions, values may lie in the years from 1 on. */
function isDay(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}
