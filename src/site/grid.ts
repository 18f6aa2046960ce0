import type { DatasetModel } from './dataset.ts';
import { type Html, html } from './html.ts';
import { liveAttributes } from './mark.ts';
import type { PartitionModel } from './partition.ts';
import { datasetPath, partitionPath } from './paths.ts';
import { CALENDAR_HEADS, calendarPlace, type Period, periodOf } from './period.ts';
import { cellLabel } from './status-text.ts';

/** Newest partitions of a row; older ones are on their dataset's page. */
const LONGEST_ROW = 400;

const PERIODS: readonly Period[] = ['month', 'day', 'year', 'none'];
const PLURAL: Record<Period, string> = { day: 'days', month: 'months', year: 'years', none: 'whole tables' };

/** Datasets × partitions: one grid for the datasets by month, one for those by day … */
export function matrices(datasets: readonly DatasetModel[]): Html[] {
  return PERIODS.flatMap((period) => {
    const rows = datasets.filter(({ partitions }) =>
      partitions.some(({ partition }) => periodOf(partition) === period),
    );
    return rows.length === 0 ? [] : [matrix(period, rows)];
  });
}

function matrix(period: Period, datasets: readonly DatasetModel[]): Html {
  const all = [...new Set(datasets.flatMap(({ partitions }) => partitions.map(({ partition }) => partition)))].sort();
  const shown = all.slice(-LONGEST_ROW);
  const groups = new Map<string, number>();
  for (const partition of shown) {
    const { row } = calendarPlace(partition);
    groups.set(row, (groups.get(row) ?? 0) + 1);
  }
  const head = [...groups].map(
    ([group, span]) => html`<th colspan="${span}" scope="colgroup"><span>${group}</span></th>`,
  );
  const rows = datasets.map(({ name, partitions }) => {
    const cells = new Map(partitions.map((partition) => [partition.partition, partition]));
    const row = shown.map((partition) => html`<td>${cell(name, cells.get(partition), '')}</td>`);
    return html`<tr data-dataset="${name}"><th scope="row"><a href="${datasetPath(name)}">${name}</a></th>${row}</tr>\n`;
  });
  const older = all.length - shown.length;
  return html`<div class="scroll" data-newest><table role="grid" class="matrix" aria-label="Datasets by ${PLURAL[period]}" data-period="${period}">
${period !== 'none' && html`<thead><tr><td></td>${head}</tr></thead>`}
<tbody>${rows}</tbody></table></div>
${older > 0 && html`<p class="note">The newest ${LONGEST_ROW} ${PLURAL[period]}; the others are on the pages of their datasets.</p>`}
`;
}

/** One dataset's partitions as a calendar, newest row first. */
export function calendar({ name, partitions }: DatasetModel): Html {
  const period = periodOf(partitions.at(-1)?.partition ?? 'none');
  const heads = CALENDAR_HEADS[period];
  const rows = new Map<string, PartitionModel[]>();
  for (const partition of partitions) {
    const { row, at } = calendarPlace(partition.partition);
    const cells = rows.get(row) ?? [];
    cells[at] = partition;
    rows.set(row, cells);
  }
  const body = [...rows]
    .reverse()
    .map(
      ([row, cells]) =>
        html`<tr data-row="${row}"><th scope="row">${row}</th>${heads.map((_, at) => html`<td>${cell(name, cells[at], '../')}</td>`)}</tr>\n`,
    );
  return html`<div class="scroll"><table role="grid" class="calendar ${period}" aria-label="Partitions of ${name}" data-dataset="${name}" data-calendar>
<thead><tr><td></td>${heads.map((each) => html`<th scope="col">${each}</th>`)}</tr></thead>
<tbody>${body}</tbody></table></div>
`;
}

function cell(dataset: string, model: PartitionModel | undefined, root: string): Html | undefined {
  if (model === undefined) return undefined;
  const { partition, status } = model;
  const href = `${root}${partitionPath(dataset, partition)}`;
  return html`<a class="c ${status}" href="${href}" aria-label="${cellLabel(dataset, partition, status)}"${liveAttributes(model)}></a>`;
}
