import type { Column } from '../table/column.ts';
import type { RuleName } from './rule-check.ts';

/** What is noted about a value besides the value. */
export const NULL = 1;
export const FILLED = 2;
export const DISCARDED = 4;

/** The rows that stay, in order; absent: all of them. */
export type KeptRows = Uint32Array | undefined;

/** One column of a row group after judging, before the rows of other columns' broken rules are known. */
export interface JudgedColumn {
  /** No value broke a rule. */
  clean: boolean;
  /** The rule that the row's value broke. */
  brokenRule(row: number): RuleName | undefined;
  /** The column of the kept rows, and what happened in them. */
  build(kept: KeptRows): BuiltColumn;
}

export interface BuiltColumn {
  column: Column;
  fills: number;
  discarded: number;
}
