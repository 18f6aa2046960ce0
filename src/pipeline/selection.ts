import { ConfigurationError } from '../base/errors.ts';
import { isPartition, NO_PARTITION, nextPartition, PARTITION_FORMS, partitionsBetween } from './partitions.ts';
import type { PartitionSettings } from './pipeline.ts';

export const SELECTION_WORDS = ['due', 'missing', 'failed', 'stale', 'all'] as const;
export type SelectionWord = (typeof SELECTION_WORDS)[number];

/** Which partitions somebody asked for. */
export type Selection =
  /** Sorted, each one once. */
  { kind: 'list'; partitions: string[] } | { kind: 'last'; count: number } | { kind: 'word'; word: SelectionWord };

/** Every day of 270 years; a longer list is a slip of the pen. */
const LONGEST_LIST = 100_000;

/**
 * `2021-01` · `2021-01..2021-06` · `2021-01,2021-03` (parts of a list may be ranges) · `last:3` · a word. White space
 * around the parts does not matter. Throws ConfigurationError SELECTION: one line, with the form expected.
 */
export function parseSelection(text: string, settings: PartitionSettings): Selection {
  const trimmed = text.trim();
  const word = SELECTION_WORDS.find((known) => known === trimmed);
  if (word !== undefined) return { kind: 'word', word };
  const last = /^last\s*:\s*(\d{1,6})$/.exec(trimmed);
  if (last !== null) {
    const count = Number(last[1]);
    if (count === 0) throw refusal(settings, `"${trimmed}" selects nothing`);
    return { kind: 'last', count };
  }
  const found = new Set<string>();
  for (const part of trimmed.split(',').map((each) => each.trim())) {
    for (const partition of range(part, trimmed, settings)) found.add(partition);
    if (found.size > LONGEST_LIST) {
      throw refusal(settings, `"${trimmed}" names more than ${LONGEST_LIST} partitions`);
    }
  }
  return { kind: 'list', partitions: [...found].sort() };
}

function range(part: string, whole: string, settings: PartitionSettings): string[] {
  const ends = part.split('..').map((each) => each.trim());
  const [first = '', last = first] = ends;
  if (part === '') throw refusal(settings, `"${whole}" has an empty part`);
  if (ends.length > 2) throw refusal(settings, `"${part}" is not a range`);
  for (const end of ends) {
    if (!isPartition(settings.by, end)) throw refusal(settings, `"${end}" is not ${PARTITION_FORMS[settings.by]}`);
    if (end < settings.start || (settings.end !== undefined && end > settings.end)) {
      const bounds =
        settings.end === undefined ? `at ${settings.start}` : `at ${settings.start} and end at ${settings.end}`;
      throw refusal(settings, `${end} is outside the pipeline's partitions, which begin ${bounds}`);
    }
  }
  if (last < first) throw refusal(settings, `the range ${first}..${last} runs backwards`);
  return partitionsBetween(first, last, LONGEST_LIST + 1);
}

/** `what`, and how to write it, with this pipeline's own partitions as the example. */
function refusal({ start }: PartitionSettings, what: string): ConfigurationError {
  const named =
    start === NO_PARTITION ? NO_PARTITION : `${start}, ${start}..${nextPartition(start) ?? start}, a list with commas`;
  return new ConfigurationError('SELECTION', `${what}; write ${named}, last:3, ${SELECTION_WORDS.join(', ')}`);
}
