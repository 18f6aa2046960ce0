import { badgeSvg } from './badge.ts';
import { datasetPage } from './dataset-page.ts';
import { MADE_ASSETS } from './made-assets.ts';
import type { SiteModel } from './model.ts';
import { overviewPage } from './overview-page.ts';
import { partitionPage } from './partition-page.ts';
import { datasetPath, partitionPath } from './paths.ts';
import { statusJson } from './status-json.ts';
import { sumCounts } from './status-text.ts';

/** By which a folder is known to be a site's, and may be made anew. */
export const SITE_SIGN = '.lakeferry-site';

/** Path below the site's folder → text, of every file of the site, one after the other. Pure. */
export function* siteFiles(site: SiteModel): Generator<[path: string, text: string]> {
  const { datasets } = site;
  yield ['index.html', overviewPage(site)];
  for (const dataset of datasets) {
    const { name, partitions, counts } = dataset;
    yield [datasetPath(name), datasetPage(site, dataset)];
    for (const [at, { partition }] of partitions.entries()) {
      yield [partitionPath(name, partition), partitionPage(site, dataset, at)];
    }
    yield [`${encodeURIComponent(name)}/badge.svg`, badgeSvg(name, counts, partitions.length)];
  }
  const total = datasets.reduce((sum, { partitions }) => sum + partitions.length, 0);
  yield ['badge.svg', badgeSvg('lakeferry', sumCounts(datasets.map(({ counts }) => counts)), total)];
  yield ['status.json', statusJson(site)];
  for (const { name, text } of Object.values(MADE_ASSETS)) yield [`assets/${name}`, text];
  // GitHub Pages hands on folders of any name then. https://docs.github.com/pages
  yield ['.nojekyll', ''];
  yield [SITE_SIGN, ''];
}
