/** A thread that scans a text where another one has put it; see shared-memory.test.ts. */
import { parentPort, workerData } from 'node:worker_threads';
import { adoptKernel, type KernelParts, theMachine } from '../../src/kernel/machine.ts';
import { wasmKernel } from '../../src/kernel/wasm-kernel.ts';

adoptKernel(workerData as KernelParts);
const memory = wasmKernel.openMemory();
const block = wasmKernel.createScanBlock(memory, { records: 10, fields: 10 });

parentPort?.on('message', ({ start, length }: { start: number; length: number }) => {
  const text = theMachine().bytesAt(start, length);
  // And it grows once more, while the text is at work.
  (workerData as KernelParts).memory.grow(1);
  const dialect = { delimiter: 44, quote: 34 };
  wasmKernel.scan({ text, start: 0, end: length, final: true, stopAt: Infinity, dialect }, block);
  parentPort?.postMessage([block.records, block.fields]);
});
