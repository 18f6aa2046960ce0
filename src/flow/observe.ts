import { inParallel } from '../base/in-parallel.ts';
import type { Receipt } from '../base/ports/warehouse.ts';
import { objectName } from '../lake/names.ts';
import { fillUrl, partitionPath } from '../pipeline/partitions.ts';
import type { Observation } from '../plan/decide.ts';
import { inspectObject } from '../publish/inspect.ts';
import { probeSource } from '../source/probe.ts';
import { staleParts } from '../tasks/key.ts';
import type { FlowContext } from './context.ts';

/** Which published partitions are asked whether their source changed. */
export type CheckSource = 'recent' | 'all' | 'none';

/** Up to this many objects are looked at one by one: a listing would also tell of all those nobody asked about. */
const FEW = 8;

/** Looks at ledger, lake, warehouse and source; changes nothing. */
export async function observe(
  context: FlowContext,
  partitions: readonly string[],
  checkSource: CheckSource,
): Promise<Observation[]> {
  const receipts = await context.warehouse?.receipts(context.signal);
  const published = partitions.filter((partition) => context.heads.get(partition)?.published !== undefined);
  const recent = checkSource === 'all' ? published : published.slice(-context.pipeline.partitions.recheck);
  const asked = new Set(checkSource === 'none' || context.pipeline.partitions.recheck === 0 ? [] : recent);
  const listed = published.length > FEW ? await listGenerations(context) : undefined;
  const known: Known = { ...(receipts === undefined ? {} : { receipts }), ...(listed === undefined ? {} : { listed }) };
  return inParallel(partitions, 8, (partition) => observeOne(context, partition, known, asked.has(partition)));
}

/** What one answer told about all partitions. */
interface Known {
  receipts?: Map<string, Receipt>;
  /** Generation of each object of the dataset, by name. */
  listed?: ReadonlyMap<string, string>;
}

async function listGenerations({ store, pipeline }: FlowContext): Promise<Map<string, string>> {
  const generations = new Map<string, string>();
  for await (const { name, generation } of store.list(`${pipeline.name}/`)) generations.set(name, generation);
  return generations;
}

async function observeOne(
  context: FlowContext,
  partition: string,
  { receipts, listed }: Known,
  askSource: boolean,
): Promise<Observation> {
  const head = context.heads.get(partition);
  const { pipeline } = context;
  const publication = head?.published?.publication;
  if (head === undefined || publication === undefined) return { partition, ...(head === undefined ? {} : { head }) };
  const name = objectName(pipeline.name, partitionPath(partition));
  const object = await inspectObject({
    store: context.store,
    name,
    publication,
    files: context.files,
    ...(listed === undefined ? {} : { listed }),
  });
  const source = askSource
    ? await probeSource({
        url: fillUrl(pipeline.source.url, partition),
        shownUrl: fillUrl(pipeline.source.shownUrl, partition),
        headers: pipeline.source.headers,
        settings: pipeline.source,
        policy: pipeline.tasks.fetch,
        subject: partition,
        previous: publication.source,
        http: context.http,
        ...(context.bucket === undefined ? {} : { bucket: context.bucket }),
        files: context.files,
        clock: context.clock,
        log: context.log,
        signal: context.signal,
      })
    : undefined;
  if (source?.kind === 'unknown')
    context.log.warn(`${partition}: cannot tell whether its source changed: ${source.why}`);
  return {
    partition,
    head,
    object,
    ...(receipts === undefined ? {} : { receipt: receipts.get(partition) ?? ('none' as const) }),
    ...(source === undefined || source.kind === 'not_ready' ? {} : { source }),
    stale: staleParts(pipeline, partition, publication.taskKey),
  };
}
