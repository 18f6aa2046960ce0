import type { Entry, Head, Hold } from './entry.ts';

/** The state of a partition after one more entry. Pure: `head` stays as it is. */
export function foldEntry(head: Head | undefined, entry: Entry): Head {
  const { number, at } = entry;
  const next: Head = {
    ...(head ?? { loaded: {} }),
    partition: entry.partition,
    number,
    kind: entry.kind,
    at,
  };
  switch (entry.kind) {
    case 'publishing':
      next.open = { number, sha256: entry.sha256, base: entry.base };
      break;
    case 'published':
      next.published = { number, at, publication: entry.publication };
      // Whatever was begun, failed or waited for before: the partition is there now.
      delete next.open;
      delete next.failed;
      delete next.notReady;
      break;
    case 'loaded': {
      const { warehouse, publication, sha256, rows } = entry;
      next.loaded = { ...next.loaded, [warehouse]: { number, publication, sha256, rows, at } };
      delete next.failed;
      break;
    }
    case 'failed': {
      const { reason, task, code, message, contract } = entry;
      next.failed = { number, reason, task, code, message, ...(contract === true ? { contract } : {}), at };
      delete next.notReady;
      break;
    }
    case 'not_ready':
      next.notReady = { number, status: entry.status, at };
      delete next.failed;
      break;
    case 'held':
      next.held = { number, at, ...holdOf(entry) };
      break;
    case 'released':
      delete next.held;
      break;
  }
  return next;
}

function holdOf({ who, why, restores, drops, adopts }: Hold): Hold {
  return {
    who,
    why,
    ...(restores === undefined ? {} : { restores }),
    ...(drops === undefined ? {} : { drops }),
    ...(adopts === undefined ? {} : { adopts }),
  };
}

/** A whole log, in order of its numbers; throws a bug's error for an empty one. */
export function foldEntries(entries: readonly Entry[]): Head {
  let head: Head | undefined;
  for (const entry of entries) head = foldEntry(head, entry);
  if (head === undefined) throw new TypeError('an empty log has no head');
  return head;
}
