import { LakeferryError } from '../../base/errors.ts';
import { type Check, fail, failOf, ok } from '../answer.ts';
import { warehouseKind } from '../warehouse-kind.ts';

/**
 * Whether BigQuery can load from where the bucket is: from the same region, from inside its own multi-region, and into `US` from
 * anywhere. https://cloud.google.com/bigquery/docs/loading-data-cloud-storage-parquet#limitations
 */
export const locationDiffers: Check = {
  code: 'location-differs',
  async run({ table, bucket, pipeline }) {
    if (warehouseKind(pipeline) !== 'bigquery') return undefined;
    const { value: examined, error } = await table();
    if (error instanceof LakeferryError && error.code === 'WAREHOUSE_LOCATION')
      return failOf(error, 'correct "bigquery: { location }"');
    const facts = (await bucket()).value;
    if (examined?.location === undefined || facts === undefined || !facts.exists) return undefined;
    const there = examined.location;
    if (facts.location === undefined) {
      return ok(`the dataset is in ${there}; this account may not see where the bucket is (storage.buckets.get)`);
    }
    if (canLoad(facts.location, there)) return ok(`the bucket is in ${facts.location}, the dataset in ${there}`);
    return fail(
      2,
      `the bucket ${facts.bucket} is in ${facts.location} and the dataset in ${there}: BigQuery does not load from there`,
      `name a dataset in ${facts.location}, or a bucket in ${there}; neither can be moved`,
    );
  },
};

/** London and Zurich are not in BigQuery's EU; https://cloud.google.com/bigquery/docs/locations#multi-regions */
const OUTSIDE_EU = ['europe-west2', 'europe-west6'];

export function canLoad(bucket: string, dataset: string): boolean {
  const [from, to] = [bucket.toLowerCase(), dataset.toLowerCase()];
  if (from === to || to === 'us') return true;
  // Of the pairs of regions that have a name this one lies in the EU whole.
  return to === 'eu' && (from === 'eur4' || (from.startsWith('europe-') && !OUTSIDE_EU.includes(from)));
}
