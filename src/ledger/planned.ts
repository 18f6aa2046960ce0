import { ConflictError } from '../base/errors.ts';
import type { Clock } from '../base/ports/clock.ts';
import type { Store } from '../base/ports/store.ts';
import { jsonBytes, readObject } from './content.ts';
import { ENTRY_FORMAT, type RunFacts } from './entry.ts';
import { plannedName } from './names.ts';
import { damaged, parseRecord } from './parse.ts';

/** The newest occurrence of the schedule that a plan was finished for. ISO 8601, UTC. */
export interface Planned {
  occurrence: string;
  /** When that was. */
  at: string;
}

async function read(store: Store, dataset: string): Promise<{ planned: Planned; generation: string } | undefined> {
  const name = plannedName(dataset);
  const found = await readObject(store, name);
  if (found === undefined) return undefined;
  const { occurrence, at } = parseRecord(found.bytes, name, store.url);
  for (const [member, value] of Object.entries({ occurrence, at })) {
    if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) {
      throw damaged(name, store.url, `"${member}" is not a time`);
    }
  }
  return { planned: { occurrence: occurrence as string, at: at as string }, generation: found.generation };
}

/** `undefined` before the first one. */
export async function readPlanned(store: Store, dataset: string): Promise<Planned | undefined> {
  return (await read(store, dataset))?.planned;
}

/** Only ever moves on: where another run was further, or quicker, its word stands. */
export async function writePlanned(options: {
  store: Store;
  dataset: string;
  clock: Clock;
  run: RunFacts;
  occurrence: string;
}): Promise<void> {
  const { store, dataset, clock, run, occurrence } = options;
  try {
    const found = await read(store, dataset);
    if (found !== undefined && found.planned.occurrence >= occurrence) return;
    const at = new Date(clock.now()).toISOString();
    const body = jsonBytes({ format: ENTRY_FORMAT, dataset, occurrence, at, run });
    await store.replace(plannedName(dataset), body, found?.generation ?? 'absent');
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
  }
}
