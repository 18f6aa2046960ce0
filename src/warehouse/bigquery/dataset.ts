import { ConfigurationError } from '../../base/errors.ts';
import type { Api } from './api.ts';
import type { Dataset } from './resource.ts';
import type { BigquerySettings } from './settings.ts';
import type { Target } from './target.ts';

/** The dataset as it is; undefined where there is none. */
export async function findDataset(api: Api, signal: AbortSignal): Promise<Dataset | undefined> {
  const { dataset } = api.target;
  const call = { what: `look for the dataset ${dataset}`, method: 'GET', uri: `/datasets/${dataset}` } as const;
  const found = await api.call<Dataset>({ ...call, expected: [404] }, signal);
  return typeof found === 'number' ? undefined : found;
}

/** There is none, and nobody says where it belongs. */
export function noDataset({ url, project, dataset }: Target): ConfigurationError {
  return new ConfigurationError(
    'WAREHOUSE_DATASET',
    `${url}: project ${project} has no dataset "${dataset}"; create it where the lake's bucket is, or write ` +
      '"bigquery: { location: EU }" and it is created there',
    { dataset },
  );
}

/**
 * The location of the dataset, which is made where there is none and the pipeline says where it belongs. Where that is
 * unsaid it is ConfigurationError WAREHOUSE_DATASET: BigQuery's own default, US, would part the table from its bucket.
 */
export async function ensureDataset(api: Api, settings: BigquerySettings, signal: AbortSignal): Promise<string> {
  const { target } = api;
  const datasetReference = { projectId: target.project, datasetId: target.dataset };
  let found = await findDataset(api, signal);
  if (found === undefined) {
    if (settings.location === undefined) throw noDataset(target);
    const body: Dataset = { datasetReference, location: settings.location };
    const made = await api.call<Dataset>(
      { what: `create the dataset ${target.dataset}`, method: 'POST', uri: '/datasets', body, expected: [409] },
      signal,
    );
    // Somebody made it at the same moment: theirs is as good, if it is in the right place.
    found = typeof made === 'number' ? await findDataset(api, signal) : made;
  }
  if (found?.location === undefined) {
    throw new TypeError(`BigQuery answered without the location of dataset ${target.dataset}`);
  }
  return checkLocation(api, settings, found.location);
}

/** Locations are compared without case: `EU` and `eu` are one. */
export function checkLocation({ target }: Api, settings: BigquerySettings, location: string): string {
  const asked = settings.location;
  if (asked === undefined || asked.toLowerCase() === location.toLowerCase()) return location;
  throw new ConfigurationError(
    'WAREHOUSE_LOCATION',
    `${target.url} is in ${location}, but the pipeline says "bigquery: { location: ${asked} }"; correct it, or name ` +
      `a dataset that is in ${asked}`,
    { location, asked },
  );
}
