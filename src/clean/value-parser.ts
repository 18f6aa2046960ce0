import { ConfigurationError } from '../base/errors.ts';
import { readDatetimes } from '../kernel/datetimes.ts';
import { type NumberForm, readNumbers } from '../kernel/numbers.ts';
import type { ColumnRule } from '../pipeline/pipeline.ts';
import type { Spans } from '../table/column.ts';
import { FIRST_SECOND, LAST_SECOND } from '../table/type.ts';
import { FALSE_TEXTS, parseBool, TRUE_TEXTS } from './bool.ts';
import { DATE_FORM, parseDate } from './date.ts';
import { compileDatePattern, type DatePattern } from './date-pattern.ts';
import { datetimeForm, parseDatetime, toEpoch } from './datetime.ts';
import { createFixedDatetime, FIXED_LENGTH } from './fixed-datetime.ts';
import { FLOAT64_FORM, parseFloat64 } from './float64.ts';
import { INT64_FORM, parseInt64 } from './int64.ts';
import { numericForm, parseNumeric } from './numeric.ts';
import { parsePlainDecimal } from './plain-decimal.ts';
import { parsePlainFloat } from './plain-float.ts';
import type { Parse } from './scalar.ts';
import { instantOf, parseTimestamp, timestampForm } from './timestamp.ts';
import { createZone, type Zone } from './zone.ts';

/** How the texts of one column become values. */
export interface ValueParser {
  parse: Parse;
  /**
   * The same for the common spellings, from bytes and without a string: NaN means "ask `parse`", never "wrong".
   * Absent where there is no such way.
   */
  parseBytes?: (bytes: Uint8Array, start: number, end: number) => number;
  /**
   * The same for a whole column: writes values, and returns the rows that `parse` must be asked about. Among date-times, texts of
   * another length than `FIXED_LENGTH` are always among these; among numbers, all of which `parseBytes` says so.
   */
  parseColumn?: (values: Spans, rows: number, out: BigInt64Array | Float64Array) => number[];
  /** What `parseBytes` reads, where that is numbers. */
  numbers?: NumberForm;
  /** What a text must look like, for messages. */
  form: string;
}

/** Compiles type, `format`, `zone`, `true` and `false` of a column. `file` is the pipeline file, for messages. */
export function createValueParser(rule: ColumnRule, file: string): ValueParser {
  const { type } = rule;
  switch (type.kind) {
    case 'string':
      return { parse: (text) => text, form: 'text' };
    case 'int64':
      return {
        parse: parseInt64,
        parseBytes: (bytes, start, end) => parsePlainDecimal(bytes, start, end, 0),
        ...numberColumn({ scale: 0, limit: Number.POSITIVE_INFINITY }),
        form: INT64_FORM,
      };
    case 'float64':
      return {
        parse: parseFloat64,
        parseBytes: parsePlainFloat,
        ...numberColumn({ limit: Number.POSITIVE_INFINITY }),
        form: FLOAT64_FORM,
      };
    case 'numeric': {
      const { precision, scale } = type;
      const limit = 10 ** Math.min(precision, 15);
      return {
        parse: (text) => parseNumeric(text, precision, scale),
        parseBytes(bytes, start, end) {
          const value = parsePlainDecimal(bytes, start, end, scale);
          return value > -limit && value < limit ? value : Number.NaN;
        },
        ...numberColumn({ scale, limit }),
        form: numericForm(precision, scale),
      };
    }
    case 'bool': {
      const trueTexts = rule.trueTexts ?? TRUE_TEXTS;
      const falseTexts = rule.falseTexts ?? FALSE_TEXTS;
      return {
        parse: (text) => parseBool(text, trueTexts, falseTexts),
        form: `one of ${[...trueTexts, ...falseTexts].join(', ')}`,
      };
    }
    case 'date': {
      if (rule.format === undefined) return { parse: parseDate, form: DATE_FORM };
      const pattern = patternOf(rule, rule.format, file);
      if (pattern.hasTime) {
        throw broken(
          rule,
          file,
          `format "${rule.format}" holds a time, which a date cannot keep`,
          'use type: datetime',
        );
      }
      return {
        parse(text) {
          const clock = pattern.read(text);
          return clock === undefined ? undefined : clock.seconds / 86_400;
        },
        form: `a date written ${rule.format}`,
      };
    }
    case 'datetime': {
      const { unit } = type;
      if (rule.format === undefined) {
        return {
          parse: (text) => parseDatetime(text, unit),
          parseBytes: fixedBytes(unit === 'ms' ? 1000 : 1_000_000),
          parseColumn: (values, rows, out) =>
            readDatetimes(values, rows, unit === 'ms' ? 1000 : 1_000_000, out as BigInt64Array),
          form: datetimeForm(unit),
        };
      }
      const pattern = patternOf(rule, rule.format, file);
      return {
        parse(text) {
          const clock = pattern.read(text);
          return clock === undefined ? undefined : toEpoch(clock, unit);
        },
        form: `a date and time written ${rule.format}`,
      };
    }
    case 'timestamp': {
      const { unit } = type;
      const zone = rule.zone === undefined ? undefined : zoneOf(rule, rule.zone, file);
      if (rule.format === undefined) {
        return {
          parse: (text) => parseTimestamp(text, unit, zone),
          // Without a zone in the rule, 19 bytes are never an instant.
          ...(zone === undefined ? {} : { parseBytes: fixedBytes(unit === 'ms' ? 1000 : 1_000_000, zone) }),
          form: timestampForm(zone !== undefined),
        };
      }
      const pattern = patternOf(rule, rule.format, file);
      if (zone === undefined) {
        throw broken(
          rule,
          file,
          'a timestamp with a format needs the zone of its texts',
          'add zone: UTC or another zone',
        );
      }
      return {
        parse(text) {
          const clock = pattern.read(text);
          return clock === undefined ? undefined : instantOf(clock, zone, unit);
        },
        form: `a date and time written ${rule.format}`,
      };
    }
  }
}

function numberColumn(numbers: NumberForm): Pick<ValueParser, 'numbers' | 'parseColumn'> {
  return { numbers, parseColumn: (values, rows, out) => readNumbers(values, rows, numbers, out) };
}

/**
 * The 19-byte form, as a wall clock or as an instant of a zone. As numbers these are safe in ms always, in µs until the
 * year 2255; what is beyond, or does not exist in the zone, is left to `parse`.
 */
function fixedBytes(perSecond: number, zone?: Zone): (bytes: Uint8Array, start: number, end: number) => number {
  const read = createFixedDatetime();
  return (bytes, start, end) => {
    if (end - start !== FIXED_LENGTH) return Number.NaN;
    const clock = read(bytes, start);
    if (Number.isNaN(clock)) return Number.NaN;
    const seconds = zone === undefined ? clock : zone.instant(clock);
    if (seconds === undefined || seconds < FIRST_SECOND || seconds > LAST_SECOND) return Number.NaN;
    const value = seconds * perSecond;
    return Number.isSafeInteger(value) ? value : Number.NaN;
  };
}

function patternOf(rule: ColumnRule, format: string, file: string): DatePattern {
  try {
    return compileDatePattern(format);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw broken(rule, file, `format "${format}" cannot be read: ${error.message}`, 'write it like DD/MM/YYYY HH:mm');
  }
}

function zoneOf(rule: ColumnRule, zone: string, file: string): Zone {
  try {
    return createZone(zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw broken(rule, file, `"${zone}" is not a time zone`, 'write an IANA name like America/New_York or UTC');
  }
}

/** A column of the pipeline file that cannot be used as it is written. */
export function broken(rule: ColumnRule, file: string, problem: string, fix: string): ConfigurationError {
  return new ConfigurationError('COLUMN_RULE', `${file}:${rule.line}: column ${rule.name}: ${problem}; ${fix}`, {
    file,
    line: rule.line,
    column: rule.name,
  });
}
