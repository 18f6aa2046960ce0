import type { Selection } from '../pipeline/selection.ts';
import type { Decision, Status } from './decide.ts';

export interface Selected {
  /** What will be done, in order. */
  work: readonly Decision[];
  /** How many more the word selected than `limit` allows; an explicit list is never cut. */
  cut: number;
}

/** What each word selects, beside its status having an action at all. */
const WORDS: Record<string, readonly Status[]> = {
  due: ['failed', 'late', 'running', 'missing', 'due', 'not_ready'],
  missing: ['missing', 'running'],
  failed: ['failed'],
  stale: ['stale'],
  all: ['failed', 'late', 'running', 'missing', 'due', 'stale', 'not_ready'],
};

/**
 * Which decisions a selection turns into work. A word takes the statuses it stands for; a list or `last:n` takes what
 * is named: everything of it that is not done, also what is stale or not due yet. `force` also takes what is done;
 * what is `held` stays held until it is released.
 */
export function selectWork(
  decisions: readonly Decision[],
  selection: Selection,
  options: { force: boolean; limit: number },
): Selected {
  const named = new Set(
    selection.kind === 'list'
      ? selection.partitions
      : selection.kind === 'last'
        ? decisions.slice(-selection.count).map((decision) => decision.partition)
        : [],
  );
  const wanted = decisions.flatMap((decision): Decision[] => {
    if (decision.status === 'held') return [];
    if (selection.kind !== 'word') {
      if (!named.has(decision.partition)) return [];
      if (decision.status === 'done') return options.force ? [forced(decision)] : [];
      return [decision.action === 'none' || options.force ? again(decision, options.force) : decision];
    }
    if (!WORDS[selection.word]?.includes(decision.status)) {
      return options.force && decision.status === 'done' && selection.word === 'all' ? [forced(decision)] : [];
    }
    if (decision.status === 'stale') return [again(decision, options.force)];
    return decision.action === 'none' ? [] : [options.force ? again(decision, true) : decision];
  });
  if (selection.kind !== 'word') return { work: wanted, cut: 0 };
  return { work: wanted.slice(0, options.limit), cut: Math.max(0, wanted.length - options.limit) };
}

function again(decision: Decision, force: boolean): Decision {
  return { ...decision, action: 'run', reusable: decision.reusable && !force };
}

function forced(decision: Decision): Decision {
  return { ...again(decision, true), reason: 'done, and run again by force' };
}
