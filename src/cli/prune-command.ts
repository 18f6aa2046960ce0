import { formatBytes, formatCount } from '../base/byte-size.ts';
import { findSurplus, removeSurplus } from '../flow/prune.ts';
import { textTable } from '../report/table.ts';
import { removeFolder } from '../runtime/node-files.ts';
import { askConsent } from '../session/consent.ts';
import { cacheEntries, closeContext, openContext, readPipeline, type Session } from '../session/session.ts';

/** Removes what nothing needs any more, and says what. */
export async function pruneCommand(session: Session): Promise<number> {
  const { inputs, log, host } = session;
  const dryRun = inputs.bool('dry-run', false);
  const cache = inputs.bool('cache', false);
  const yes = inputs.bool('yes', false);
  const pipeline = await readPipeline(session);
  inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const surplus = await findSurplus(context);
    const bytes = surplus.reduce((sum, each) => sum + each.bytes, 0);
    session.answer({ dataset: pipeline.name, dryRun, removed: surplus, bytes });
    const rows = surplus.map((each) => [each.partition, each.what, formatBytes(each.bytes), each.name]);
    const what = `${formatCount(surplus.length)} objects, ${formatBytes(bytes)}`;
    const title = `${pipeline.name}: ${dryRun ? 'would remove' : 'removing'} ${what}`;
    if (rows.length === 0) log.info(`${pipeline.name}: nothing to remove from the lake`);
    else log.group(title, textTable(['partition', 'of', 'size', 'object'], rows, { right: [2] }));
    if (dryRun) return 0;
    if (surplus.length > 0) {
      await askConsent(session, pipeline, { partitions: new Set(surplus.map(({ partition }) => partition)).size, yes });
      await removeSurplus(context, surplus);
    }
    if (cache) {
      await removeFolder(cacheEntries(host));
      log.info('the local cache is empty');
    }
    return 0;
  } finally {
    await closeContext(context);
  }
}
