import { randomUUID } from 'node:crypto';
import { ContractError } from '../base/errors.ts';
import type { Workers } from '../base/ports/workers.ts';
import type { Binding } from '../clean/binding.ts';
import { createCleaner } from '../clean/clean.ts';
import { type CleanedFacts, factsOf } from '../clean/profile.ts';
import type { CutText } from '../csv/read.ts';
import type { EncodedRowGroup } from '../parquet/format.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Batch } from '../table/batch.ts';
import {
  createGroupWorker,
  type GroupCounts,
  type GroupJob,
  type GroupPlan,
  type GroupReply,
  groupWorkerData,
} from './group-worker.ts';
import type { RowSource } from './row-source.ts';

/** One row group after its rules: its rows as columns, or as bytes of Parquet; neither where none was kept. */
export interface CleanedGroup {
  facts: CleanedFacts;
  batch?: Batch;
  encoded?: EncodedRowGroup;
}

/** Everything in this thread. A batch holds until the next group is asked for. */
async function* cleanHere(options: {
  source: RowSource;
  binding: Binding;
  pipeline: Pipeline;
}): AsyncGenerator<CleanedGroup> {
  const { source, binding, pipeline } = options;
  const cleaner = createCleaner({ binding, pipeline, knowsNull: source.knowsNull });
  try {
    for await (const text of source.batches()) {
      const cleaned = cleaner.clean(text);
      yield { facts: factsOf(cleaned), ...(cleaned.batch.rows > 0 ? { batch: cleaned.batch } : {}) };
    }
  } finally {
    cleaner.close();
  }
}

/**
 * The same on worker threads, in the same order: each group is read, cleaned and encoded by one of them, while this thread goes on
 * to the next one's end. Memory: one group for each thread and one more. A file of one group is not worth a thread.
 */
async function* cleanInWorkers(options: {
  texts: AsyncIterable<CutText>;
  workers: Workers;
  plan: Omit<GroupPlan, 'id'>;
  onCounts: (counts: GroupCounts) => void;
  signal: AbortSignal;
}): AsyncGenerator<CleanedGroup> {
  const { texts, workers, onCounts, signal } = options;
  const plan: GroupPlan = { id: randomUUID(), ...options.plan };
  const begun: Promise<GroupReply>[] = [];
  let isBegun = false;

  async function begin(text: CutText): Promise<GroupReply> {
    const { bytes, base, line } = text;
    const job: GroupJob = { plan, text: { start: bytes.byteOffset, length: bytes.length, base, line } };
    if (!isBegun && !text.more) {
      const alone = createGroupWorker(groupWorkerData());
      try {
        return alone.work(job).reply;
      } finally {
        alone.close();
      }
    }
    isBegun = true;
    const release = text.keep();
    try {
      const reply = (await workers.run(job, signal)) as GroupReply;
      release();
      return reply;
    } catch (error) {
      // A thread that was given up may still be reading: its text is nobody's then.
      if (!signal.aborted) release();
      throw error;
    }
  }

  async function finish(): Promise<CleanedGroup | undefined> {
    const reply = await (begun.shift() as Promise<GroupReply>);
    if ('refused' in reply) throw new ContractError(reply.refused.code, reply.refused.message, reply.refused.data);
    onCounts(reply.counts);
    const { facts, encoded } = reply;
    return facts && { facts, ...(encoded === undefined ? {} : { encoded }) };
  }

  try {
    for await (const text of texts) {
      // Where all are at work this text waits, and no further one is cut meanwhile: each takes more than ten megabytes.
      const group = begun.length < workers.size ? undefined : await finish();
      const reply = begin(text);
      // Heard when its turn comes.
      reply.catch(() => {});
      begun.push(reply);
      if (group !== undefined) yield group;
    }
    while (begun.length > 0) {
      const group = await finish();
      if (group !== undefined) yield group;
    }
  } finally {
    // Nothing of this file may go on in a thread when its conversion is over.
    await Promise.allSettled(begun);
  }
}

/** In the threads where there are any that can take the rows of this source, else here. */
export function cleanGroups(options: {
  source: RowSource;
  header: readonly string[];
  binding: Binding;
  pipeline: Pipeline;
  file: string;
  workers: Workers | undefined;
  signal: AbortSignal;
}): AsyncIterable<CleanedGroup> {
  const { source, header, binding, pipeline, file, workers, signal } = options;
  if (workers === undefined || source.cut === undefined) return cleanHere(options);
  const { texts, onCounts } = source.cut;
  return cleanInWorkers({
    texts: texts(),
    workers,
    plan: { header, binding, pipeline, file },
    onCounts,
    signal,
  });
}
