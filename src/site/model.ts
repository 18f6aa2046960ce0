import { type DatasetLook, type DatasetModel, datasetModel } from './dataset.ts';

/** Everything that a site tells, before any of it is markup. */
export interface SiteModel {
  /** Milliseconds since the epoch: when it was made. */
  made: number;
  /** The lake as its users name it: `gs://bucket/prefix`, or the last part of a folder's path. */
  lake: string;
  version: string;
  /** In order of name. */
  datasets: readonly DatasetModel[];
  /** Where workflow runs can be read, without a slash at the end: `https://github.com/owner/repository/actions/runs`. */
  runsUrl?: string;
  /** How a value of a row, like the smallest of a column, is shown; absent: none is. */
  shownValue?: (value: string) => string;
}

export function siteModel(
  looks: readonly DatasetLook[],
  given: Pick<SiteModel, 'made' | 'lake' | 'version' | 'runsUrl' | 'shownValue'>,
): SiteModel {
  const datasets = looks.map((look) => datasetModel(look, given.made));
  return { ...given, datasets: datasets.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
