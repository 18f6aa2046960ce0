import type { ScanBlock } from '../kernel/scan-block.ts';
import type { Limits } from '../pipeline/pipeline.ts';
import { fieldTooLong, recordTooLong, tooManyColumns } from './limit.ts';

/** The text of one row group, whole: it ends where a record ends. */
export interface GroupText {
  /** In the kernel's memory. */
  bytes: Buffer;
  /** Bytes of the file's text before it. */
  base: number;
  /** 1-based line at which it begins. */
  line: number;
}

/**
 * What may stand behind a field that is cut and not belong to it: quotes, a CR, part of a delimiter. The exact length is
 * judged when the record is whole, so that a verdict never depends on chunks.
 */
export const CUT_SLACK = 1024;

/** Throws when the record that is cut at `length` is over a limit already, so that nobody reads on for its end. */
export function checkCutField(options: {
  block: ScanBlock;
  length: number;
  /** Line at which the block begins. */
  line: number;
  limits: Limits;
  file: string;
  /** The header has a limit of its own. */
  isHeader: boolean;
}): void {
  const { block, length, limits, file, isHeader } = options;
  if (block.cutField < 0) return;
  const line = options.line + block.lines;
  if (block.cutFields > limits.columns) throw tooManyColumns({ file, line, limit: limits.columns });
  if (isHeader) return;
  if (length - block.cutField > limits.field + CUT_SLACK) throw fieldTooLong({ file, line, limit: limits.field });
  if (length - block.consumed > limits.record + CUT_SLACK) throw recordTooLong({ file, line, limit: limits.record });
}
