import { createByteDictionary, look } from './byte-dictionary.ts';
import type { Kernel } from './kernel.ts';
import { theMachine } from './machine.ts';
import { collapse, countLines, part, scan, skipRecords } from './scan.ts';
import { createScanBlock } from './scan-block.ts';

/** The compiled kernel, see assembly/. */
export const wasmKernel: Kernel = {
  openMemory: () => theMachine().openMemory(),
  createScanBlock,
  createDictionary: createByteDictionary,
  scan,
  countLines,
  skipRecords,
  collapse,
  part,
  look,
};
