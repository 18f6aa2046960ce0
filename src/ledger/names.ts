/** Where the ledger lies in a lake; names are relative to the lake's root. */

/** Everything of all ledgers of a lake. */
export const LEDGERS = '_lakeferry/';

function home(dataset: string): string {
  return `${LEDGERS}${dataset}`;
}

/** All logs of a dataset, or one partition's. */
export function logPrefix(dataset: string, partition?: string): string {
  return `${home(dataset)}/log/${partition === undefined ? '' : `${partition}/`}`;
}

/** The number is the name: the store lets only one writer have it. */
export function entryName(dataset: string, partition: string, number: number): string {
  return `${logPrefix(dataset, partition)}${String(number).padStart(6, '0')}.json`;
}

/** The inverse of `entryName`; `undefined` for what is no entry (an editor's copy, a system's own file). */
export function parseEntryName(dataset: string, name: string): { partition: string; number: number } | undefined {
  const below = name.slice(logPrefix(dataset).length);
  const [, partition, digits] = /^([^/]+)\/(\d{6,15})\.json$/.exec(below) ?? [];
  if (partition === undefined || digits === undefined) return undefined;
  const number = Number(digits);
  return name === entryName(dataset, partition, number) && number > 0 ? { partition, number } : undefined;
}

/** The last state of each partition, derived from the logs. */
export function headsName(dataset: string): string {
  return `${home(dataset)}/heads.json`;
}

export function datasetName(dataset: string): string {
  return `${home(dataset)}/dataset.json`;
}

/** How far the schedule has been planned. */
export function plannedName(dataset: string): string {
  return `${home(dataset)}/planned.json`;
}

/** What was told over all channels of notifications, over one, or over one of one partition. */
export function noticesPrefix(dataset: string, ...below: [channel?: string, partition?: string]): string {
  return [home(dataset), 'notices', ...below, ''].join('/');
}

/** As in a partition's log the number is the name: one writer tells. */
export function noticeName(dataset: string, channel: string, partition: string, number: number): string {
  return `${noticesPrefix(dataset, channel, partition)}${String(number).padStart(6, '0')}.json`;
}

/** The dataset whose `datasetName` this is; `undefined` for every other name. */
export function parseDatasetName(name: string): string | undefined {
  return /^_lakeferry\/([a-z][a-z0-9_-]*)\/dataset\.json$/.exec(name)?.[1];
}
