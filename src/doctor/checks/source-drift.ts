import { join } from 'node:path';
import { bindFile } from '../../convert/bind-file.ts';
import { fillUrl } from '../../pipeline/partitions.ts';
import { formatOf } from '../../source/format.ts';
import { redactUrl } from '../../source/shown-url.ts';
import { type Check, failOf, ok, warn } from '../answer.ts';

/** Whether the newest file's header has the columns that the pipeline names. */
export const sourceDrift: Check = {
  code: 'source-drift',
  async run({ source, ledger, pipeline, files, scratch }) {
    const found = (await source()).value?.found;
    if (found === undefined) return undefined;
    const { partition, sample } = found;
    const format = formatOf(sample.head);
    if (!sample.isWhole && (format === 'Parquet' || format === 'zip')) {
      return ok(`not looked at: a ${format} file tells its columns at its end; lakeferry preview shows them`);
    }
    const raw = join(scratch, partition);
    await files.makeFolder(scratch);
    const file = await files.create(raw);
    try {
      await file.write(sample.head);
      await file.close();
      const binding = await bindFile({
        ...{ raw, pipeline, partition, files },
        shownName: redactUrl(fillUrl(pipeline.source.shownUrl, partition)),
        evolved: (await ledger()).value?.evolved ?? [],
      });
      if (binding.added.length > 0) {
        const names = binding.added.map(({ from }) => from).join(', ');
        return warn(
          `${partition} has columns that ${pipeline.file} does not name, and which become text: ${names}`,
          `name them under "columns" in ${pipeline.file}, or say "contract: { new_columns: discard }"`,
        );
      }
      return ok(`the columns of ${partition} fit ${pipeline.file}`);
    } catch (error) {
      return failOf(error, `lakeferry preview shows what the file has; correct "from" and "csv" in ${pipeline.file}`);
    } finally {
      await files.remove(raw);
    }
  },
};
