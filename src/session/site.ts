import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { ConfigurationError } from '../base/errors.ts';
import { VERSION } from '../base/version.ts';
import { aboutOf } from '../flow/columns.ts';
import type { FlowContext } from '../flow/context.ts';
import type { CheckSource } from '../flow/observe.ts';
import { planFlow } from '../flow/plan.ts';
import { listDatasets } from '../ledger/dataset.ts';
import { openLedger } from '../ledger/ledger.ts';
import type { DatasetLook } from '../site/dataset.ts';
import { type SiteModel, siteModel } from '../site/model.ts';
import { SITE_SIGN, siteFiles } from '../site/site.ts';
import type { Host } from './host.ts';
import { maskedCell, type Samples } from './samples.ts';

export interface SiteWords {
  /** Which datasets of the lake: the pipeline's own, all, or names. */
  datasets: 'own' | 'all' | readonly string[];
  samples: Samples;
  /** Which published partitions of the pipeline's own are asked whether their source changed. */
  checkSource: CheckSource;
}

/** Reads the ledgers and makes the site of them. Writes nothing. */
export async function makeSite(context: FlowContext, words: SiteWords, host: Host): Promise<SiteModel> {
  const { pipeline, store, clock } = context;
  const known = words.datasets === 'own' ? [] : await listDatasets(store);
  const names =
    words.datasets === 'own'
      ? [pipeline.name]
      : words.datasets === 'all'
        ? [...new Set([...known, pipeline.name])]
        : words.datasets;
  for (const name of names) {
    if (known.includes(name) || name === pipeline.name) continue;
    throw new ConfigurationError(
      'DATASETS',
      `datasets: the lake ${store.url} has no dataset "${name}"; it has ${known.join(', ') || 'none yet'}`,
      { name, known },
    );
  }
  const looks: DatasetLook[] = [];
  for (const name of names) looks.push(await lookAt(context, name, words.checkSource));
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = host.env;
  return siteModel(looks, {
    made: clock.now(),
    lake: shownLake(context),
    version: VERSION,
    ...(words.samples === 'none' ? {} : { shownValue: (value: string) => maskedCell(value, words.samples) ?? '' }),
    ...(server && repository ? { runsUrl: `${server}/${repository}/actions/runs` } : {}),
  });
}

async function lookAt(context: FlowContext, name: string, checkSource: CheckSource): Promise<DatasetLook> {
  const { pipeline, store, clock, run, log } = context;
  const isOwn = name === pipeline.name;
  const ledger = isOwn ? context.ledger : openLedger({ store, dataset: name, clock, run, log });
  const record = await ledger.dataset();
  const logs = await ledger.logs();
  const about = isOwn ? aboutOf(pipeline) : record?.about;
  const everything = { selection: { kind: 'word', word: 'all' }, force: false, limit: 0, checkSource } as const;
  return {
    name,
    ...(about === undefined ? {} : { about }),
    columns: record?.columns ?? [],
    evolved: (record?.evolved ?? []).map((column) => column.name),
    logs,
    ...(isOwn ? { decisions: (await planFlow(context, everything)).decisions } : {}),
  };
}

/** A bucket by its name, a folder as its neighbours call it: no page names the folders of a machine. */
function shownLake({ store, pipeline }: FlowContext): string {
  if (/^gs:/i.test(store.url)) return store.url.replace(/\/$/, '');
  const inside = relative(pipeline.directory, store.url);
  return inside !== '' && !inside.startsWith('..') && !inside.startsWith(sep) ? inside : basename(store.url);
}

/**
 * Writes a site into a folder, which is made; an older site there goes away whole. Answers with the number of its files.
 * Throws ConfigurationError SITE_FOLDER for a folder that holds anything else.
 */
export async function writeSite(site: SiteModel, folder: string): Promise<number> {
  const present = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw new ConfigurationError('SITE_FOLDER', `cannot write the site to ${folder}: ${error.message}`, {}, error);
  });
  if (present.length > 0 && !present.includes(SITE_SIGN)) {
    throw new ConfigurationError(
      'SITE_FOLDER',
      `${folder} holds other files, and a site would replace them; name an empty folder, or one that is not there`,
      { folder },
    );
  }
  for (const name of present) await rm(join(folder, name), { recursive: true, force: true });
  let files = 0;
  for (const [path, text] of siteFiles(site)) {
    const full = join(folder, ...path.split('/').map((part) => decodeURIComponent(part)));
    await mkdir(dirname(full), { recursive: true });
    await writeFile(full, text);
    files++;
  }
  return files;
}
