import type { Files } from '../../src/base/ports/files.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';

/**
 * The real file system without waiting for the disk: a kill takes nothing from what a process has handed to the kernel,
 * and the calls are counted all the same.
 */
export const quickFiles: Files = {
  ...nodeFiles,
  syncFolder: async () => {},
  create: async (path, options) => ({ ...(await nodeFiles.create(path, options)), sync: async () => {} }),
};
