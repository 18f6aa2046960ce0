import { shellText } from '../../base/shell-text.ts';
import { historyName, objectName, quarantineName, surplusPrefix } from '../../lake/names.ts';
import { partitionPath } from '../../pipeline/partitions.ts';
import type { FlowContext } from '../context.ts';
import { type Disagreement, removal } from './finding.ts';
import { hashOf, unreadable } from './objects.ts';

/**
 * Objects that no entry of the ledger names. Below the dataset's own folder each of them is rows that a glob reads twice. `deep`:
 * superseded versions are read, too.
 */
export async function findOrphans(
  context: FlowContext,
  wanted: (partition: string) => boolean,
  deep: boolean,
): Promise<Disagreement[]> {
  return [...(await orphanObjects(context, wanted)), ...(await orphanVersions(context, wanted, deep))];
}

async function orphanObjects(context: FlowContext, wanted: (partition: string) => boolean): Promise<Disagreement[]> {
  const { store, heads, pipeline } = context;
  const known = new Map<string, string>();
  for (const [partition, { published, held, open }] of heads) {
    const name = objectName(pipeline.name, partitionPath(partition));
    // What was begun and not finished may have its object in place.
    if ((published !== undefined && held?.drops !== true) || open !== undefined) known.set(name, partition);
  }
  const found: Disagreement[] = [];
  for await (const { name } of store.list(`${pipeline.name}/`)) {
    if (known.has(name)) continue;
    const partition = partitionOf(pipeline.name, name);
    if (partition !== undefined && !wanted(partition)) continue;
    const dropped = partition !== undefined && heads.get(partition)?.held?.drops === true;
    if (dropped && name === objectName(pipeline.name, partitionPath(partition))) {
      const why = heads.get(partition)?.held?.why ?? '';
      const heal = [`lakeferry drop ${partition} --why ${shellText(why)}`];
      found.push({ code: 'drop-unfinished', partition, what: `${name} is still there`, heal });
      continue;
    }
    const what = `${name} is named by no entry of the ledger, and whoever reads all files reads its rows`;
    found.push({
      code: 'object-orphan',
      ...(partition === undefined ? {} : { partition }),
      what,
      heal: [removal(context, name)],
    });
  }
  return found;
}

/** `trips/year=2021/month=01/…` → `2021-01`. */
function partitionOf(dataset: string, name: string): string | undefined {
  const path = name.slice(dataset.length + 1);
  const [, year, month, day] = /^year=(\d{4})(?:\/month=(\d{2})(?:\/day=(\d{2}))?)?\//.exec(path) ?? [];
  return year === undefined ? undefined : [year, month, day].filter((part) => part !== undefined).join('-');
}

async function orphanVersions(
  context: FlowContext,
  wanted: (partition: string) => boolean,
  deep: boolean,
): Promise<Disagreement[]> {
  const { pipeline, ledger, store } = context;
  const found: Disagreement[] = [];
  const named = new Map<string, Promise<ReadonlySet<string>>>();
  const namesOf = async (partition: string): Promise<ReadonlySet<string>> => {
    const names = new Set<string>();
    for (const entry of await ledger.entries(partition)) {
      if (entry.kind === 'publishing') names.add(historyName(pipeline.name, partition, entry.sha256));
      // Rejected rows of a month that had too many are kept for whoever looks at its failure.
      if (entry.kind !== 'published') continue;
      names.add(historyName(pipeline.name, partition, entry.publication.object.sha256));
      const rejects = entry.publication.quarantine;
      if (rejects !== undefined) names.add(quarantineName(pipeline.name, partition, rejects.sha256));
    }
    return names;
  };
  for (const what of ['history', 'quarantine'] as const) {
    const prefix = surplusPrefix(pipeline.name, what);
    for await (const { name } of store.list(prefix)) {
      const partition = name.slice(prefix.length).split('/')[0] ?? '';
      if (!wanted(partition)) continue;
      if (!named.has(partition)) named.set(partition, namesOf(partition));
      const isFailed = what === 'quarantine' && context.heads.get(partition)?.failed !== undefined;
      if ((await named.get(partition))?.has(name) === false && !isFailed) {
        const kind = what === 'history' ? 'a superseded version' : 'rejected rows';
        const code = what === 'history' ? 'version-orphan' : 'quarantine-orphan';
        const told = `${name}: ${kind} that no entry of the ledger names`;
        // Where a later attempt went well they are prune's to remove.
        const isPrunes = what === 'quarantine' && context.heads.get(partition)?.published !== undefined;
        found.push({ code, partition, what: told, heal: [isPrunes ? 'lakeferry prune' : removal(context, name)] });
      } else if (deep && what === 'history' && !(await isItself(context, name))) {
        const told = `${name} does not have the content that its name says`;
        found.push({ code: 'version-damaged', partition, what: told, heal: [removal(context, name)] });
      }
    }
  }
  return found;
}

/** A superseded version is named by its content. */
async function isItself(context: FlowContext, name: string): Promise<boolean> {
  try {
    const sha256 = await hashOf(context, name);
    return sha256 === undefined || name.endsWith(`/${sha256}.parquet`);
  } catch (error) {
    unreadable(error);
    return false;
  }
}
