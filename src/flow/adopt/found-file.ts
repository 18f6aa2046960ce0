import { join } from 'node:path';
import { sha256OfFile } from '../../base/hash.ts';
import { createOutputFile } from '../../base/output-file.ts';
import type { FinishedFile } from '../../convert/conversion.ts';
import { objectName } from '../../lake/names.ts';
import { fillUrl, partitionPath } from '../../pipeline/partitions.ts';
import type { LakeObject } from '../../publish/content.ts';
import type { FlowContext } from '../context.ts';

/** A file that lies where a partition's would, on this machine. */
export interface FoundFile extends FinishedFile {
  /** Where it lies, for people and records. */
  place: string;
  /** Its name in the dataset's own folder, where that is not the stable one: it moves there. */
  moves?: string;
}

/**
 * `template`: an absolute path or `gs://` URL with `{YYYY}` …; absent: the partition's own folder in the lake. More than one file
 * cannot be taken for a partition: `many`.
 */
export async function findFile(
  context: FlowContext,
  partition: string,
  template: string | undefined,
): Promise<FoundFile | 'none' | { many: string[] }> {
  if (template === undefined) return findInLake(context, partition);
  const place = fillUrl(template, partition);
  const { files, bucket } = context;
  const [, root, name] = /^(gs:\/\/[^/]+)\/(.+)$/i.exec(place) ?? [];
  if (root !== undefined && name !== undefined) {
    const found = await bucket?.(root).get(name);
    return found === undefined ? 'none' : { ...(await bringHere(context, partition, found)), place };
  }
  const stat = await files.stat(place);
  if (stat === undefined || stat.isDirectory) return 'none';
  return { path: place, ...(await sha256OfFile(files, place)), place };
}

async function findInLake(context: FlowContext, partition: string): Promise<FoundFile | 'none' | { many: string[] }> {
  const { store, pipeline } = context;
  const stable = objectName(pipeline.name, partitionPath(partition));
  const folder = stable.slice(0, stable.lastIndexOf('/') + 1);
  const names: string[] = [];
  for await (const { name } of store.list(folder)) {
    // Of a month's folder the file, and not those of its days.
    if (/\.parquet$/i.test(name) && !name.slice(folder.length).includes('/')) names.push(name);
  }
  const [name] = names;
  if (names.length > 1) return { many: names };
  const found = name === undefined ? undefined : await store.get(name);
  if (found === undefined) return 'none';
  const place = `${store.url.replace(/\/$/, '')}/${found.name}`;
  return { ...(await bringHere(context, partition, found)), place, ...(name === stable ? {} : { moves: found.name }) };
}

async function bringHere(context: FlowContext, partition: string, found: LakeObject): Promise<FinishedFile> {
  const { files, workFolder } = context;
  if (found.localPath !== undefined) return { path: found.localPath, ...(await sha256OfFile(files, found.localPath)) };
  const path = join(workFolder, `${partition}.adopted.parquet`);
  await files.remove(path);
  const output = await createOutputFile({ files, path, code: 'ADOPT_WRITE' });
  try {
    for await (const chunk of await found.open()) await output.write(chunk as Uint8Array);
  } catch (error) {
    await output.abandon();
    throw error;
  }
  return { path, ...(await output.close()) };
}
