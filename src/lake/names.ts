/**
 * Where a dataset's Parquet lies in a lake. Names are relative to the lake's root, with `/`.
 * The log's own names belong to the ledger: `src/ledger/names.ts`.
 */

/** Everything of ours that is not a dataset's current data lies below this folder, out of the way of globs. */
const OWN_FOLDER = '_lakeferry';

/** `<dataset>/year=2021/month=01/part-0.parquet`; `partitionPath` is empty for `by: none`. Stable: a new version keeps it. */
export function objectName(dataset: string, partitionPath: string): string {
  return [dataset, partitionPath, 'part-0.parquet'].filter((part) => part !== '').join('/');
}

/** Folder of the superseded versions of a partition, with its closing `/`. */
export function historyPrefix(dataset: string, partition: string): string {
  return `${OWN_FOLDER}/${dataset}/history/${partition}/`;
}

/** A superseded version, named by its content. */
export function historyName(dataset: string, partition: string, sha256: string): string {
  return `${historyPrefix(dataset, partition)}${sha256}.parquet`;
}

/** Rejected rows of a partition, named by their content. */
export function quarantineName(dataset: string, partition: string, sha256: string): string {
  return `${OWN_FOLDER}/${dataset}/quarantine/${partition}/${sha256}.parquet`;
}

/** All of a dataset's superseded versions, or all of its rejected rows. */
export function surplusPrefix(dataset: string, what: 'history' | 'quarantine'): string {
  return `${OWN_FOLDER}/${dataset}/${what}/`;
}
