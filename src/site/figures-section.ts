import type { DatasetModel } from './dataset.ts';
import { type Html, html } from './html.ts';
import { liveAttributes, pill } from './mark.ts';
import type { PartitionModel } from './partition.ts';
import { partitionPath } from './paths.ts';
import { fact, SHOWN, type Unit } from './shown.ts';

/** What is drawn over time, and stands in the table below: the table is what a chart says, for whoever does not see it. */
interface Figure {
  id: string;
  title: string;
  unit: Unit;
  of(partition: PartitionModel): number | undefined;
}

const FIGURES: readonly Figure[] = [
  { id: 'rows', title: 'Rows', unit: 'count', of: ({ publication }) => publication?.rows },
  { id: 'bytes', title: 'Parquet', unit: 'bytes', of: ({ publication }) => publication?.object.bytes },
  { id: 'took', title: 'Time from source to lake', unit: 'duration', of: ({ published }) => published?.milliseconds },
  { id: 'landing', title: 'Landing delay', unit: 'days', of: ({ landing }) => landing },
];

/** Fewer make no chart. */
const FEWEST = 2;

/** Charts of a dataset's partitions, and the table that they are drawn from. */
export function figuresSection(dataset: DatasetModel): Html {
  const { name, partitions } = dataset;
  if (!partitions.some(({ publication }) => publication !== undefined)) {
    return html`<p class="note">Nothing is published yet.</p>`;
  }
  const rows = partitions.toReversed().map((partition) => row(dataset, partition));
  const heads = FIGURES.map(({ title }) => html`<th scope="col" class="n">${title}</th>`);
  const charts = FIGURES.map((figure) => chart(dataset, figure)).filter((each) => each !== undefined);
  return html`${charts.length > 0 && html`<div class="charts">${charts}</div>`}
<details class="figures"${charts.length === 0 && html` open`}><summary>All figures as a table</summary>
<div class="scroll tall"><table class="plain" data-figures data-dataset="${name}"><thead><tr><th scope="col">Partition</th><th scope="col">Status</th>${heads}<th scope="col" class="n">Rejected</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>
`;
}

function row({ name, began }: DatasetModel, model: PartitionModel): Html {
  const { partition, status, publication } = model;
  const key = `${name}/${partition}`;
  const cells = FIGURES.map(({ id, unit, of }) => {
    const value = of(model);
    if (value === undefined) return html`<td class="n" data-col="${id}"></td>`;
    const isBackfill = id === 'landing' && isBackfilled(model, began);
    return html`<td class="n" data-col="${id}"${isBackfill && html` data-backfill`}>${fact(`${key}/${id}`, value, unit)}${isBackfill && html` <small>backfill</small>`}</td>`;
  });
  return html`<tr data-partition="${partition}"><th scope="row"><a href="${partitionPath(name, partition).replace(/^[^/]*\//, '')}">${partition}</a></th><td>${pill(status, liveAttributes(model))}</td>${cells}<td class="n">${publication !== undefined && fact(`${key}/rejected`, publication.rejected)}</td></tr>
`;
}

/** It was due before anybody kept a ledger: its delay tells of the backfill, not of its publisher. */
function isBackfilled({ expected }: PartitionModel, began: number | undefined): boolean {
  return expected !== undefined && began !== undefined && expected.due < began;
}

/** A chart and what it says in a line; nothing where there is nothing to compare. */
function chart({ name, partitions, began }: DatasetModel, { id, title, unit, of }: Figure): Html | undefined {
  const points = partitions.flatMap((partition) => {
    const value = id === 'landing' && isBackfilled(partition, began) ? undefined : of(partition);
    return value === undefined ? [] : [{ partition: partition.partition, value }];
  });
  const newest = points.at(-1);
  if (newest === undefined || points.length < FEWEST) return undefined;
  const key = `${name}/chart/${id}`;
  const middle = median(points.map(({ value }) => value));
  return html`<figure><figcaption><b>${title}</b> <span>newest, <span data-name>${newest.partition}</span>: ${fact(`${key}/newest`, newest.value, unit)} · median ${fact(`${key}/median`, middle, unit)}</span></figcaption><div class="plot" role="img" aria-label="${title} by partition: ${newest.partition} has ${SHOWN[unit](newest.value)}; all figures are in the table below" data-plot="${id}" data-unit="${unit}"></div></figure>
`;
}

/** The middle one, or the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle)] ?? 0)) / 2;
}
