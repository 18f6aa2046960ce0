import { STATUSES, type Status } from '../plan/decide.ts';

/** A status as people say it. Bundled into the page, too. */
export const STATUS_TEXT: Record<Status, string> = {
  failed: 'failed',
  late: 'late',
  running: 'running',
  missing: 'missing',
  due: 'due',
  stale: 'stale',
  not_ready: 'not ready',
  held: 'held',
  done: 'done',
};

/** What each status means, for the legend. */
export const STATUS_MEANING: Record<Status, string> = {
  failed: 'the last attempt failed',
  late: 'expected by now, and not there',
  running: 'a publication was begun and not finished',
  missing: 'due, and never published',
  due: 'published, and its source, object or table changed',
  stale: 'published with other settings than today’s',
  not_ready: 'not expected yet',
  held: 'left as it is until somebody releases it',
  done: 'published and loaded',
};

/** Somebody should look at these. */
const TROUBLE: readonly Status[] = ['failed', 'late'];
/** These mend themselves at the next run. */
const OPEN: readonly Status[] = ['running', 'missing', 'due'];

export type Counts = Readonly<Record<Status, number>>;

/** The first line of a page: how things are, in one sentence. */
export function headline(counts: Counts): { tone: 'good' | 'open' | 'bad'; text: string } {
  const told = (statuses: readonly Status[]) =>
    statuses.filter((status) => counts[status] > 0).map((status) => `${counts[status]} ${STATUS_TEXT[status]}`);
  const bad = told(TROUBLE);
  if (bad.length > 0) return { tone: 'bad', text: `Needs attention: ${bad.join(', ')}` };
  const open = told(OPEN);
  if (open.length > 0) return { tone: 'open', text: `Left to do: ${open.join(', ')}` };
  return { tone: 'good', text: 'Everything that is due is there' };
}

export function sumCounts(all: readonly Counts[]): Counts {
  return Object.fromEntries(
    STATUSES.map((status) => [status, all.reduce((sum, counts) => sum + counts[status], 0)]),
  ) as Counts;
}

/** What a cell of a grid is called by those who do not see it. */
export function cellLabel(dataset: string, partition: string, status: Status): string {
  return `${dataset} ${partition}: ${STATUS_TEXT[status]}`;
}
