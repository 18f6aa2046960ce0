import { isAbsolute } from 'node:path';
import { shellText } from '../../base/shell-text.ts';
import type { FlowContext } from '../context.ts';

/** Where lake, ledger and warehouse disagree. */
export interface Disagreement {
  code: DisagreementCode;
  /** Absent where it belongs to none. */
  partition?: string;
  /** One line for a person. */
  what: string;
  /** Commands that heal it, in order; those of lakeferry without the words that say which pipeline is meant. */
  heal: readonly string[];
}

/** 1: something is absent, unfinished or left over. 3: there is something else than the ledger says. */
export const DISAGREEMENTS = {
  'publication-open': 1,
  'object-missing': 1,
  'object-altered': 3,
  'object-damaged': 3,
  'object-orphan': 3,
  'quarantine-missing': 1,
  'quarantine-damaged': 3,
  'quarantine-orphan': 1,
  'version-damaged': 3,
  'version-orphan': 1,
  'drop-unfinished': 1,
  'receipt-missing': 1,
  'receipt-differs': 3,
  'receipt-orphan': 3,
  'rows-orphan': 3,
} as const satisfies Record<string, 1 | 3>;

export type DisagreementCode = keyof typeof DISAGREEMENTS;

/** What removes an object of the lake: there is no command of ours for that. */
export function removal({ store }: Pick<FlowContext, 'store'>, name: string): string {
  const place = `${store.url.replace(/\/$/, '')}/${name}`;
  return isAbsolute(place) ? `rm ${shellText(place)}` : `gcloud storage rm ${shellText(place)}`;
}

/** What makes a partition anew: one that is held has to be released first. */
export function again(context: Pick<FlowContext, 'heads'>, partition: string): string[] {
  const isHeld = context.heads.get(partition)?.held !== undefined;
  return [...(isHeld ? [`lakeferry release ${partition}`] : []), `lakeferry run --partitions ${partition}`];
}
