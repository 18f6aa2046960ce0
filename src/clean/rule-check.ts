import type { ColumnRule } from '../pipeline/pipeline.ts';
import { compareScalars, type Scalar } from './scalar.ts';
import { broken, type ValueParser } from './value-parser.ts';

/** The rules a value can break, in the order in which they are asked. */
export const RULES = ['type', 'required', 'enum', 'pattern', 'minimum', 'maximum'] as const;
export type RuleName = (typeof RULES)[number];

/** A column's `enum`, `pattern`, `minimum` and `maximum`. */
export interface RuleCheck {
  /** There is a rule at all. */
  any: boolean;
  /** There is a pattern. */
  needsText: boolean;
  /** To be asked first. */
  value(value: Scalar): RuleName | undefined;
  /** To be asked second; does nothing without a pattern. */
  text(text: string): RuleName | undefined;
}

/** Compiles them; throws ConfigurationError COLUMN_RULE for one that is not a value of the type. */
export function createRuleCheck(rule: ColumnRule, parser: ValueParser, file: string): RuleCheck {
  const read = (key: string, text: string): Scalar => {
    const value = parser.parse(text);
    if (value === undefined)
      throw broken(rule, file, `${key}: "${text}" is not ${parser.form}`, `write ${parser.form}`);
    return value;
  };
  const allowed = rule.enum === undefined ? undefined : new Set(rule.enum.map((text) => read('enum', text)));
  const minimum = rule.minimum === undefined ? undefined : read('minimum', rule.minimum);
  const maximum = rule.maximum === undefined ? undefined : read('maximum', rule.maximum);
  const pattern = rule.pattern === undefined ? undefined : compilePattern(rule, rule.pattern, file);
  const beyond = (value: Scalar): RuleName | undefined => {
    if (minimum !== undefined && compareScalars(value, minimum) < 0) return 'minimum';
    return maximum !== undefined && compareScalars(value, maximum) > 0 ? 'maximum' : undefined;
  };
  return {
    any: allowed !== undefined || minimum !== undefined || maximum !== undefined || pattern !== undefined,
    needsText: pattern !== undefined,
    value: (value) => {
      if (allowed !== undefined && !allowed.has(value)) return 'enum';
      // With a pattern the limits wait for `text`, so that the order of the rules holds.
      return pattern === undefined ? beyond(value) : undefined;
    },
    text: (text) => {
      if (pattern === undefined) return undefined;
      if (!pattern.test(text)) return 'pattern';
      return beyond(parser.parse(text) as Scalar);
    },
  };
}

function compilePattern(rule: ColumnRule, pattern: string, file: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw broken(rule, file, `pattern cannot be read: ${reason}`, 'write a JavaScript regular expression');
  }
}
