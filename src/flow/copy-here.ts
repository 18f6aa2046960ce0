import { join } from 'node:path';
import { OutageError } from '../base/errors.ts';
import { hashObject } from '../publish/content.ts';
import type { FinishedFile } from '../publish/publish.ts';
import type { FlowContext } from './context.ts';

/** An object of the lake as a file on this machine; `undefined`: it is not there, or something else is. */
export async function copyHere(context: FlowContext, name: string, sha256: string): Promise<FinishedFile | undefined> {
  const { store, files, workFolder } = context;
  const found = await store.get(name);
  if (found === undefined || (await hashObject(found, files)) !== sha256) return undefined;
  if (found.localPath !== undefined && !name.endsWith('part-0.parquet')) {
    return { path: found.localPath, bytes: found.bytes, sha256 };
  }
  const path = join(workFolder, `lake-${sha256}.parquet`);
  await files.remove(path);
  const file = await files.create(path);
  let bytes = 0;
  try {
    for await (const chunk of await found.open()) {
      await file.write(chunk as Uint8Array);
      bytes += (chunk as Uint8Array).length;
    }
  } finally {
    await file.close();
  }
  if (bytes !== found.bytes) throw new OutageError('LAKE_CUT', `${name} came with ${bytes} of ${found.bytes} bytes`);
  return { path, bytes, sha256 };
}
