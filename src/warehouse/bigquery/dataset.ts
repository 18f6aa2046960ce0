import { ConfigurationError } from '../../base/errors.ts';
import type { Api } from './api.ts';
import type { Dataset } from './resource.ts';
import type { BigquerySettings } from './settings.ts';

/**
 * The location of the dataset, which is made where there is none and the pipeline says where it belongs. Where that is
 * unsaid it is ConfigurationError WAREHOUSE_DATASET: BigQuery's own default, US, would part the table from its bucket.
 */
export async function ensureDataset(api: Api, settings: BigquerySettings, signal: AbortSignal): Promise<string> {
  const { target } = api;
  const datasetReference = { projectId: target.project, datasetId: target.dataset };
  const what = `look for the dataset ${target.dataset}`;
  const uri = `/datasets/${target.dataset}`;
  const get = () => api.call<Dataset>({ what, method: 'GET', uri, expected: [404] }, signal);
  let found = await get();
  if (typeof found === 'number') {
    if (settings.location === undefined) {
      throw new ConfigurationError(
        'WAREHOUSE_DATASET',
        `${target.url}: project ${target.project} has no dataset "${target.dataset}"; create it where the lake's bucket ` +
          'is, or write "bigquery: { location: EU }" and it is created there',
        { dataset: target.dataset },
      );
    }
    const body: Dataset = { datasetReference, location: settings.location };
    const made = await api.call<Dataset>(
      { what: `create the dataset ${target.dataset}`, method: 'POST', uri: '/datasets', body, expected: [409] },
      signal,
    );
    // Somebody made it at the same moment: theirs is as good, if it is in the right place.
    found = typeof made === 'number' ? await get() : made;
  }
  if (typeof found === 'number' || found.location === undefined) {
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
