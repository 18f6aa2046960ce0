import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { sha256 } from '../../src/base/hash.ts';

/** A folder of the test file's own, removed when its tests are over. */
export function createWorkspace(): { folder(): string; file(content: string | Uint8Array): Promise<FileBody> } {
  const root = mkdtempSync(join(tmpdir(), 'lakeferry-test-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  let count = 0;
  return {
    folder: () => join(root, `lake-${++count}`),
    async file(content) {
      const path = join(root, `file-${++count}`);
      await writeFile(path, content);
      return { file: path, path, bytes: Buffer.byteLength(content), sha256: sha256(content) };
    },
  };
}

/** Fits a store's `Body` and a finished file alike. */
export interface FileBody {
  file: string;
  path: string;
  bytes: number;
  sha256: string;
}
