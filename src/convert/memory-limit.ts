import { formatBytes } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';

/**
 * To be asked after each row group: what a file makes the process take grows by row groups, and an error is better than a
 * runner that kills the job without a word. `limit` in bytes of resident memory. Throws ContractError LIMIT_MEMORY.
 */
export function checkMemory(name: string, limit: number, taken: number = process.memoryUsage.rss()): void {
  if (taken <= limit) return;
  throw new ContractError(
    'LIMIT_MEMORY',
    `${name}: the process takes ${formatBytes(taken)} of memory, more than ${formatBytes(limit)}; ` +
      'run fewer partitions at once, or raise "limits.memory"',
    { name, limit, taken },
  );
}
