import type { Files } from '../../src/base/ports/files.ts';
import type { RowGroup } from '../../src/parquet/footer.ts';
import { openFooter } from '../../src/parquet/read.ts';
import { createVerifier, type Written } from '../../src/parquet/verify.ts';
import type { Schema } from '../../src/table/schema.ts';

/** Verifies a file that is whole already, its row groups where its own footer says that they lie, if it says anything. */
export async function verifyParquet(options: {
  files: Files;
  path: string;
  schema: Schema;
  expected: Written;
  signal?: AbortSignal;
}): Promise<void> {
  const { expected, ...rest } = options;
  const groups: RowGroup[] = [];
  const footer = await openFooter(rest.files, rest.path, (group) => groups.push(group)).catch(() => undefined);
  const verifier = createVerifier({ ...rest, codec: footer?.codec ?? 'none' });
  for (const group of footer === undefined ? [] : groups) await verifier.check(group);
  await verifier.finish(expected);
}
