import type { NumberForm } from '../kernel/numbers.ts';
import type { ColumnRule, Pipeline } from '../pipeline/pipeline.ts';
import { MISSING } from '../table/cells.ts';
import type { Spans } from '../table/column.ts';
import type { Field } from '../table/schema.ts';
import { FIXED_LENGTH } from './fixed-datetime.ts';
import { createRuleCheck, type RuleCheck, type RuleName } from './rule-check.ts';
import type { Scalar } from './scalar.ts';
import { broken, createValueParser, type ValueParser } from './value-parser.ts';

/** What becomes of one text. `broken`: the row is rejected, and `value` means nothing. */
export interface Judged {
  value: Scalar | null;
  filled: boolean;
  discarded: boolean;
  broken: RuleName | undefined;
}

/** The compiled contract of one column: pure, so that asking once for each distinct text is enough. */
export interface ValueJudge {
  /** True when a text is kept as it stands unless it is null: a string column without rules. */
  asIs: boolean;
  /** The verdict on a missing value (a null token, or a column that the file does not have). */
  missing: Judged;
  /** `fill` as it stands in the pipeline file. */
  fill: string | undefined;
  isMissing(values: Spans, at: number): boolean;
  /**
   * Present where the type alone decides: the value at `at`, which must not be missing, without an object or a string
   * on the way. NaN means "ask `judge`".
   */
  numberAt?: (values: Spans, at: number) => number;
  /**
   * Present where the same goes for a whole column: writes the values of `rows` texts, and returns the rows that are left to
   * `judge`, the missing ones among them.
   */
  readColumn?: (values: Spans, rows: number, out: BigInt64Array | Float64Array) => number[];
  /** Present where the same goes for the distinct texts of a column of numbers; missing ones have another form. */
  numbers?: NumberForm;
  /** The verdict on the text at `at`, null tokens included. */
  judge(values: Spans, at: number): Judged;
}

/**
 * Compiles a column's contract. Order: null tokens → `fill` → type → `enum` → `pattern` → `minimum` → `maximum`. Under
 * `contract.types: discard` a text that does not fit its type counts as missing, and `fill` stands in for it too.
 * `rule` is absent for columns that the pipeline file does not name: nullable strings.
 * Throws ConfigurationError COLUMN_RULE when `fill`, `enum`, `minimum` or `maximum` is not a value of the type, when
 * `fill` breaks the column's own rules, or when `format`, `zone` or `pattern` cannot be used.
 */
export function createValueJudge(options: {
  field: Field;
  rule: ColumnRule | undefined;
  pipeline: Pipeline;
  /** The source itself knows null, see `MISSING`: an empty text is one there. */
  knowsNull?: boolean;
}): ValueJudge {
  const { rule, pipeline, field, knowsNull = false } = options;
  const tokens = nullTokens(pipeline.csv.nulls, knowsNull);
  const isMissing = createNullTest(tokens);
  if (rule === undefined) return unruled(isMissing);
  const parser = createValueParser(rule, pipeline.file);
  const check = createRuleCheck(rule, parser, pipeline.file);
  const missing = missingVerdict(rule, field, parser, check, pipeline.file);
  const misfit: Judged =
    pipeline.contract.types === 'discard'
      ? { ...missing, discarded: true }
      : { value: null, filled: false, discarded: false, broken: 'type' };
  const verdict = (value: Scalar, text: string): Judged => ({
    value,
    filled: false,
    discarded: false,
    broken: check.value(value) ?? check.text(text),
  });
  const { parseBytes, parseColumn, numbers } = parser;
  // A token that looks like a value would be read as one.
  const looksAlike = tokens.some(
    (token) => token.length === FIXED_LENGTH || !Number.isNaN(parseBytes?.(token, 0, token.length) ?? Number.NaN),
  );
  const numberAt = (values: Spans, at: number): number =>
    (parseBytes as NonNullable<typeof parseBytes>)(
      values.bytes,
      values.starts[at] as number,
      values.ends[at] as number,
    );
  return {
    ...(parseBytes === undefined || check.any ? {} : { numberAt }),
    ...(parseColumn === undefined || check.any || looksAlike ? {} : { readColumn: parseColumn }),
    ...(numbers === undefined || check.any || looksAlike ? {} : { numbers }),
    asIs: rule.type.kind === 'string' && !check.any,
    missing,
    fill: rule.fill,
    isMissing,
    judge(values, at) {
      if (isMissing(values, at)) return missing;
      if (parseBytes !== undefined && !check.needsText) {
        const value = numberAt(values, at);
        if (!Number.isNaN(value)) return verdict(value, '');
      }
      const text = textAt(values, at);
      const value = parser.parse(text);
      return value === undefined ? misfit : verdict(value, text);
    },
  };
}

function unruled(isMissing: ValueJudge['isMissing']): ValueJudge {
  const missing: Judged = { value: null, filled: false, discarded: false, broken: undefined };
  return {
    asIs: true,
    missing,
    fill: undefined,
    isMissing,
    judge: (values, at) => (isMissing(values, at) ? missing : { ...missing, value: textAt(values, at) }),
  };
}

function missingVerdict(rule: ColumnRule, field: Field, parser: ValueParser, check: RuleCheck, file: string): Judged {
  const { fill } = rule;
  if (fill === undefined) {
    return { value: null, filled: false, discarded: false, broken: field.required ? 'required' : undefined };
  }
  const value = parser.parse(fill);
  if (value === undefined) throw broken(rule, file, `fill: "${fill}" is not ${parser.form}`, `write ${parser.form}`);
  const rules = check.value(value) ?? check.text(fill);
  if (rules !== undefined) {
    throw broken(rule, file, `fill: "${fill}" breaks the column's own ${rules}`, `change fill or ${rules}`);
  }
  return { value, filled: true, discarded: false, broken: undefined };
}

function nullTokens(nulls: readonly string[], knowsNull: boolean): readonly Uint8Array[] {
  const tokens = nulls.map((text) => Buffer.from(text, 'utf8'));
  return knowsNull ? [Uint8Array.of(MISSING), ...tokens.filter((token) => token.length > 0)] : tokens;
}

/** Whether a text is one of those that mean null, byte by byte; most columns only know the empty text. */
function createNullTest(tokens: readonly Uint8Array[]): (values: Spans, at: number) => boolean {
  return (values, at) => {
    const start = values.starts[at] as number;
    const length = (values.ends[at] as number) - start;
    for (const token of tokens) {
      if (token.length !== length) continue;
      let same = 0;
      while (same < length && token[same] === values.bytes[start + same]) same++;
      if (same === length) return true;
    }
    return false;
  };
}

/** The value at `at` as text; the reader has checked that it is UTF-8. */
export function textAt(values: Spans, at: number): string {
  const { buffer, byteOffset } = values.bytes;
  const start = values.starts[at] as number;
  return Buffer.from(buffer, byteOffset + start, (values.ends[at] as number) - start).toString('utf8');
}
