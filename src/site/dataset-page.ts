import type { PartitionSettings } from '../pipeline/pipeline.ts';
import type { DatasetModel } from './dataset.ts';
import { figuresSection } from './figures-section.ts';
import { calendar } from './grid.ts';
import { type Html, html, lines } from './html.ts';
import { banner, legend, pill } from './mark.ts';
import type { SiteModel } from './model.ts';
import { hint, schedulesOf } from './overview-page.ts';
import { pageText, section, tiles } from './page.ts';
import { querySection, tableOf } from './query-section.ts';
import { runsTable } from './runs-section.ts';
import { erasSection, schemaSection } from './schema-section.ts';
import { fact, shownPartition, shownSpan } from './shown.ts';

const MOST_RUNS = 40;

/** One dataset: what it is, how it is, and how it came to be so. */
export function datasetPage(site: SiteModel, dataset: DatasetModel): string {
  const { name, about, counts, partitions, rows, bytes, rejected, newest, state, runs } = dataset;
  const key = (what: string) => `${name}/${what}`;
  const shown = runs.slice(0, MOST_RUNS);
  return pageText(site, {
    trail: [{ name: site.lake, href: '../index.html' }, { name }],
    root: '../',
    description: about?.description ?? name,
    schedules: schedulesOf([dataset]),
    first: html`<div data-dataset="${name}"><h1>${name} <span data-state>${pill(state)}</span></h1>
${about !== undefined && html`<p class="lead">${lines(about.description)}</p>`}
${banner(counts)}
${tiles([
  [
    'Partitions done',
    fact(key('done'), counts.done),
    html`of <span data-total>${fact(key('partitions'), partitions.length)}</span>`,
  ],
  ['Newest', html`<span data-name>${newest === undefined ? 'none' : shownPartition(newest)}</span>`],
  ['Rows', fact(key('rows'), rows)],
  ['Parquet', fact(key('bytes'), bytes, 'bytes')],
  ['Rejected rows', fact(key('rejected'), rejected)],
])}
${profile(dataset)}</div>
`,
    body: [
      section('partitions', 'Partitions', legend(counts, key('')), calendar(dataset), hint()),
      section('figures', 'Over time', figuresSection(dataset)),
      section('query', 'Query it', querySection(site, dataset)),
      section('schema', 'Schema and contract', schemaSection(dataset)),
      section('eras', 'Schema over time', erasSection(dataset)),
      section(
        'runs',
        'Runs',
        shown.length > 1 &&
          html`<figure class="wide"><figcaption><b>Runs over time</b> <span>how long each took; one that had failures is a cross</span></figcaption><div class="plot" role="img" aria-label="Runs by when they began and how long they took; all of them are in the table below" data-plot="runs" data-unit="duration"></div></figure>\n`,
        runsTable(
          site,
          shown.map((run) => ({ dataset: name, run })),
          { withDataset: false, root: '../' },
        ),
        runs.length > shown.length &&
          html`<p class="note">The newest ${fact(key('runs-shown'), shown.length)} of ${fact(key('runs'), runs.length)} runs.</p>`,
      ),
    ],
  });
}

function profile(dataset: DatasetModel): Html {
  const { about } = dataset;
  const table = tableOf(dataset);
  const entries: [string, Html | string][] = [
    ...(about === undefined
      ? []
      : ([
          ['Owner', about.owner],
          ['Source', html`<code>${about.source}</code>`],
          ['Partitions', schedule(about.partitions)],
        ] as [string, Html | string][])),
    ...(table === undefined
      ? []
      : ([
          [
            'Table',
            html`${table.kind}: <code>${table.file === undefined ? table.table : `${table.file}, ${table.table}`}</code>`,
          ],
        ] as [string, Html][])),
  ];
  return html`<dl class="facts">${entries.map(([label, value]) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** The schedule in words: `by month from 2019-01, due 45 d after a month's end in America/New_York, late 30 d after that`. */
function schedule({ by, start, end, lagMs, graceMs, timezone }: PartitionSettings): string {
  if (by === 'none') return 'one, the whole table';
  const span = end === undefined ? `from ${start} on` : `from ${start} to ${end}`;
  const due = lagMs === 0 ? `due when the ${by} has ended` : `due ${shownSpan(lagMs)} after the ${by} has ended`;
  return `by ${by}, ${span}; ${due} in ${timezone}, late ${shownSpan(graceMs)} after that`;
}
