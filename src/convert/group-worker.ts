import { ContractError } from '../base/errors.ts';
import { releaseBuffers } from '../base/memory.ts';
import type { Binding } from '../clean/binding.ts';
import { type Cleaner, createCleaner } from '../clean/clean.ts';
import { type CleanedFacts, factsOf } from '../clean/profile.ts';
import { createGroupReader, type GroupReader, type ReadGroup } from '../csv/group-reader.ts';
import { adoptKernel, type KernelParts, kernelParts, theMachine } from '../kernel/machine.ts';
import { wasmKernel } from '../kernel/wasm-kernel.ts';
import type { EncodedRowGroup } from '../parquet/format.ts';
import { encodeRowGroup } from '../parquet/row-group.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';

/** What a thread begins with: the kernel's memory is one for all, so that a text is read where it lies. */
export type GroupWorkerData = KernelParts;

export function groupWorkerData(): GroupWorkerData {
  return kernelParts();
}

/** What the row groups of one file have in common. */
export interface GroupPlan {
  /** Another one for another file. */
  id: string;
  header: readonly string[];
  binding: Binding;
  pipeline: Pipeline;
  /** Shown name of the file, for messages. */
  file: string;
}

/** One row group of a CSV: its text in the kernel's memory, and its place in the file. */
export interface GroupJob {
  plan: GroupPlan;
  text: { start: number; length: number; base: number; line: number };
}

export type GroupCounts = Pick<ReadGroup, 'records' | 'blank' | 'droppedExtra'>;

export type GroupReply =
  | {
      counts: GroupCounts;
      /** Absent where there was no record. */
      facts?: CleanedFacts;
      /** Absent where no row was kept. */
      encoded?: EncodedRowGroup;
    }
  /** The data broke a limit: a ContractError, which as such cannot be cloned. */
  | { refused: { code: string; message: string; data: Readonly<Record<string, unknown>> } };

export interface GroupWorker {
  work(job: GroupJob): { reply: GroupReply; transfer: ArrayBuffer[] };
  /** Gives back what it holds of the kernel's memory. */
  close(): void;
}

/** Text → rows that keep the contract → bytes of Parquet, a group at a time. What it compiles for a file it keeps for the next group. */
export function createGroupWorker(data: GroupWorkerData): GroupWorker {
  adoptKernel(data);
  let compiled: { id: string; reader: GroupReader; cleaner: Cleaner } | undefined;

  function release(): void {
    compiled?.reader.close();
    compiled?.cleaner.close();
  }

  function compile({ id, header, binding, pipeline, file }: GroupPlan) {
    release();
    const { csv, limits } = pipeline;
    return {
      id,
      reader: createGroupReader({ header, direct: binding.direct, csv, limits, file, kernel: wasmKernel }),
      cleaner: createCleaner({ binding, pipeline }),
    };
  }

  function readAndEncode({ plan, text }: GroupJob): { reply: GroupReply; transfer: ArrayBuffer[] } {
    if (compiled?.id !== plan.id) compiled = compile(plan);
    const bytes = theMachine().bytesAt(text.start, text.length);
    // Nothing that is kept tells the number of the group, or of the records before it.
    const read = compiled.reader.read({ bytes, base: text.base, line: text.line }, { group: 0, records: 0 });
    const { records, blank, droppedExtra } = read;
    const counts = { records, blank, droppedExtra };
    if (read.batch === undefined) return { reply: { counts }, transfer: [] };
    const cleaned = compiled.cleaner.clean(read.batch);
    const facts = factsOf(cleaned);
    if (cleaned.batch.rows === 0) return { reply: { counts, facts }, transfer: [] };
    const encoded = encodeRowGroup(cleaned.batch, { codec: plan.pipeline.codec });
    return { reply: { counts, facts, encoded }, transfer: [encoded.bytes.buffer as ArrayBuffer] };
  }

  return {
    work(job) {
      try {
        return readAndEncode(job);
      } catch (error) {
        if (!(error instanceof ContractError)) throw error;
        const { code, message, data } = error;
        return { reply: { refused: { code, message, data } }, transfer: [] };
      } finally {
        releaseBuffers();
      }
    },
    close: release,
  };
}
