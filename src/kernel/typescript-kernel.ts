import { look } from './byte-dictionary.ts';
import type { Kernel } from './kernel.ts';
import { scan } from './scan.ts';

/** The kernel in plain TypeScript: the one that runs everywhere, and the judge of any faster one. */
export const typescriptKernel: Kernel = { scan, look };
