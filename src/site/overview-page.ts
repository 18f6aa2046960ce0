import type { PartitionSettings } from '../pipeline/pipeline.ts';
import type { Status } from '../plan/decide.ts';
import type { DatasetModel } from './dataset.ts';
import { matrices } from './grid.ts';
import { type Html, html, lines } from './html.ts';
import { banner, legend, pill } from './mark.ts';
import type { SiteModel } from './model.ts';
import { pageText, section, tiles } from './page.ts';
import { datasetPath, partitionPath } from './paths.ts';
import { runsTable } from './runs-section.ts';
import { fact, shownPartition } from './shown.ts';
import { sumCounts } from './status-text.ts';

/** Most lines of what is not as it should be; the grid shows all of it. */
const MOST_TROUBLE = 30;
const MOST_RUNS = 20;

/** The first page: how everything is, and what there is. */
export function overviewPage(site: SiteModel): string {
  const { datasets, lake } = site;
  const counts = sumCounts(datasets.map((dataset) => dataset.counts));
  const total = datasets.reduce((sum, { partitions }) => sum + partitions.length, 0);
  const sum = (of: (dataset: DatasetModel) => number) => datasets.reduce((all, dataset) => all + of(dataset), 0);
  const runs = datasets
    .flatMap((dataset) => dataset.runs.map((run) => ({ dataset: dataset.name, run })))
    .sort((a, b) => b.run.began - a.run.began);
  return pageText(site, {
    trail: [{ name: lake }],
    root: '',
    description: `State of the ${datasets.length} datasets of the lake ${lake}`,
    schedules: schedulesOf(datasets),
    first: html`<h1>${lake}</h1>
${banner(counts)}
${tiles([
  ['Datasets', fact('datasets', datasets.length)],
  ['Partitions done', fact('done', counts.done), html`of <span data-total>${fact('partitions', total)}</span>`],
  [
    'Rows',
    fact(
      'rows',
      sum(({ rows }) => rows),
    ),
  ],
  [
    'Parquet',
    fact(
      'bytes',
      sum(({ bytes }) => bytes),
      'bytes',
    ),
  ],
])}
`,
    body: [
      section('trouble', 'Needs attention', trouble(datasets)),
      section('partitions', 'Partitions', legend(counts, ''), matrices(datasets), hint()),
      section('datasets', 'Datasets', html`<ul class="cards">${datasets.map(card)}</ul>`),
      section('runs', 'Latest runs', runsTable(site, runs.slice(0, MOST_RUNS), { withDataset: true, root: '' })),
    ],
  });
}

/** Schedules of the datasets that have one, by name. */
export function schedulesOf(datasets: readonly DatasetModel[]): Record<string, PartitionSettings> {
  return Object.fromEntries(
    datasets.flatMap(({ name, about }) => (about === undefined ? [] : [[name, about.partitions]])),
  );
}

/** What a grid's reader may want to know of it, and where its script says what is under the pointer. */
export function hint(): Html {
  return html`<p class="note" data-under aria-live="off">Arrow keys move through the grid, Enter opens a partition.</p>`;
}

const TROUBLE: readonly Status[] = ['failed', 'late'];

function trouble(datasets: readonly DatasetModel[]): Html {
  const all = datasets.flatMap(({ name, partitions }) =>
    partitions.filter(({ status }) => TROUBLE.includes(status)).map((partition) => ({ name, ...partition })),
  );
  const shown = all.toReversed().slice(0, MOST_TROUBLE);
  const rows = shown.map(
    ({ name, partition, status, reason }) =>
      html`<tr><td><a href="${partitionPath(name, partition)}">${name} ${partition}</a></td><td>${pill(status)}</td><td class="why">${reason}</td></tr>\n`,
  );
  return html`<p class="note" data-calm${all.length > 0 && html` hidden`}>Nothing failed, and nothing is late.</p>
<div class="scroll"${all.length === 0 && html` hidden`}><table class="plain" data-trouble><thead><tr><th scope="col">Partition</th><th scope="col">Status</th><th scope="col">Why</th></tr></thead><tbody>${rows}</tbody></table></div>
${all.length > shown.length && html`<p class="note"><data data-fact="more-trouble" value="${all.length - shown.length}">${all.length - shown.length}</data> more are in the grid.</p>`}`;
}

function card({ name, about, state, counts, partitions, rows, bytes, newest }: DatasetModel): Html {
  return html`<li class="card" data-dataset="${name}"><h3><a href="${datasetPath(name)}">${name}</a></h3>
<span data-state>${pill(state)}</span>
<p data-name>${about === undefined ? 'No description is kept in this lake yet.' : lines(about.description)}</p>
<dl class="facts"><div><dt>Owner</dt><dd>${about?.owner ?? 'unknown'}</dd></div>
<div><dt>Newest</dt><dd>${newest === undefined ? 'nothing yet' : html`<a href="${partitionPath(name, newest)}">${shownPartition(newest)}</a>`}</dd></div>
<div><dt>Done</dt><dd>${fact(`${name}/card/done`, counts.done)} of <span data-total="${name}">${fact(`${name}/card/partitions`, partitions.length)}</span></dd></div>
<div><dt>Rows</dt><dd>${fact(`${name}/card/rows`, rows)}</dd></div>
<div><dt>Parquet</dt><dd>${fact(`${name}/card/bytes`, bytes, 'bytes')}</dd></div></dl></li>
`;
}
