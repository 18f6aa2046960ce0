import type { Entry, EntryKind } from '../ledger/entry.ts';

/** All that one run wrote into the logs of a dataset: one process, or all jobs of one attempt of a workflow run. */
export interface RunModel {
  id: string;
  /** GitHub's number of the workflow run, where it was one. */
  workflow?: { run: string; attempt: string };
  /** Milliseconds since the epoch. */
  began: number;
  ended: number;
  /** In order. */
  partitions: readonly string[];
  counts: Readonly<Partial<Record<EntryKind, number>>>;
  version: string;
  commit?: string;
  dirty: boolean;
}

/** Newest first. A run begins with the first task of its first partition, as far as its entries tell. */
export function runsOf(logs: ReadonlyMap<string, readonly Entry[]>): RunModel[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of [...logs.values()].flat()) {
    const { id } = nameOf(entry.run.run);
    groups.set(id, [...(groups.get(id) ?? []), entry]);
  }
  return [...groups.values()].map(runModel).sort((a, b) => b.began - a.began || (a.id < b.id ? -1 : 1));
}

function runModel(entries: readonly Entry[]): RunModel {
  const counts: Partial<Record<EntryKind, number>> = {};
  let [began, ended] = [Number.POSITIVE_INFINITY, 0];
  for (const entry of entries) {
    const at = Date.parse(entry.at);
    counts[entry.kind] = (counts[entry.kind] ?? 0) + 1;
    began = Math.min(began, at - (entry.kind === 'published' ? (entry.milliseconds ?? 0) : 0));
    ended = Math.max(ended, at);
  }
  const { version, commit, run, dirty = false } = (entries[0] as Entry).run;
  const partitions = [...new Set(entries.map(({ partition }) => partition))].sort();
  return {
    ...nameOf(run),
    began,
    ended,
    partitions,
    counts,
    version,
    dirty,
    ...(commit === undefined ? {} : { commit }),
  };
}

/** `github-<run>-<attempt>-<process>` is one run for all of its processes; elsewhere each process is one. */
function nameOf(run: string): Pick<RunModel, 'id' | 'workflow'> {
  const [, number, attempt] = /^github-(\d+)-(\d+)-/.exec(run) ?? [];
  if (number === undefined || attempt === undefined) return { id: run };
  return { id: `github-${number}-${attempt}`, workflow: { run: number, attempt } };
}
