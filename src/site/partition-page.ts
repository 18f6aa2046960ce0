import type { Entry, Publication } from '../ledger/entry.ts';
import type { DatasetModel } from './dataset.ts';
import { type Html, html } from './html.ts';
import { liveAttributes, pill } from './mark.ts';
import type { SiteModel } from './model.ts';
import { schedulesOf } from './overview-page.ts';
import { pageText, section, tiles } from './page.ts';
import type { PartitionModel } from './partition.ts';
import { partitionPath } from './paths.ts';
import { fact, shownPartition, shownShare, shownTime } from './shown.ts';

/** One partition: what it holds, where that comes from, and everything that its log says. */
export function partitionPage(site: SiteModel, dataset: DatasetModel, at: number): string {
  const model = dataset.partitions[at] as PartitionModel;
  const { partition, status, reason, publication, published, landing, entries } = model;
  const { name } = dataset;
  const key = (what: string) => `${name}/${partition}/${what}`;
  return pageText(site, {
    trail: [{ name: site.lake, href: '../index.html' }, { name, href: 'index.html' }, { name: partition }],
    root: '../',
    description: `${name} ${partition}`,
    schedules: schedulesOf([dataset]),
    first: [
      html`<div data-dataset="${name}"><h1>${name} <span class="of">${shownPartition(partition)}</span> ${pill(status, liveAttributes(model))}</h1>
<p class="lead" data-reason>${reason}</p>
</div>
`,
      publication !== undefined &&
        tiles([
          ['Rows', fact(key('rows'), publication.rows)],
          [
            'Rejected',
            fact(key('rejected'), publication.rejected),
            html`of ${fact(key('rows-read'), publication.rowsRead)} read`,
          ],
          [
            'Parquet',
            fact(key('bytes'), publication.object.bytes, 'bytes'),
            html`from ${fact(key('source-bytes'), publication.source.bytes, 'bytes')}`,
          ],
          ['Took', published?.milliseconds === undefined ? '–' : fact(key('took'), published.milliseconds, 'duration')],
          ['Landing delay', landing === undefined ? '–' : fact(key('landing'), landing, 'days')],
        ]),
    ],
    body: [
      publication !== undefined && section('lineage', 'Where it comes from', lineage(model, publication, key)),
      publication !== undefined && section('rejects', 'Rejected rows', rejects(publication, key)),
      publication !== undefined && section('columns', 'Columns', columns(publication, key, site.shownValue)),
      section('log', 'Log', log(site, entries)),
      neighbours(dataset, at),
    ],
  });
}

/** Source → task versions and settings → object → table: each with the checksum that ties it to the next. */
function lineage({ published, load }: PartitionModel, publication: Publication, key: (what: string) => string): Html {
  const { source, object, taskKey, raw } = publication;
  const steps: [string, Html][] = [
    [
      'Source',
      html`<dd class="url"><code>${source.url}</code></dd>${row('etag', source.etag)}${row('last modified', source.lastModified)}${row('read as', raw?.format)}${row('sha256', source.sha256)}`,
    ],
    [
      'Tasks',
      html`${Object.entries(taskKey.parts).map(([part, value]) => row(part, value))}${row('key', taskKey.key)}`,
    ],
    [
      'Object',
      html`<dd class="url"><code>${object.name}</code></dd>${row('entry', html`${fact(key('publication'), published?.number ?? 0)}`)}${row('published', published && shownTime(published.at))}${row('generation', object.generation)}${row('sha256', object.sha256)}`,
    ],
    ...(load === undefined
      ? []
      : ([
          [
            'Table',
            html`${row('of entry', html`${fact(key('load/publication'), load.publication)}`)}${row('loaded', shownTime(load.at))}${row('rows', html`${fact(key('load/rows'), load.rows)}`)}${row('replaced', html`${fact(key('load/replaced'), load.replaced)}`)}${row('sha256', load.sha256)}`,
          ],
        ] as [string, Html][])),
  ];
  return html`<ol class="lineage">${steps.map(([title, body]) => html`<li><h3>${title}</h3><dl>${body}</dl></li>\n`)}</ol>`;
}

function row(label: string, value: Html | string | undefined): Html | undefined {
  if (value === undefined) return undefined;
  return html`<div><dt>${label}</dt><dd>${typeof value === 'string' ? html`<code>${value}</code>` : value}</dd></div>`;
}

function rejects({ rejectedBy, rejected, rowsRead }: Publication, key: (what: string) => string): Html {
  const rules = Object.entries(rejectedBy).sort(([, a], [, b]) => b - a);
  if (rules.length === 0) return html`<p class="note">No row broke a rule.</p>`;
  const rows = rules.map(
    ([rule, count]) =>
      html`<tr><th scope="row"><code>${rule}</code></th><td class="n">${fact(key(`rejected-by/${rule}`), count)}</td><td class="n">${shownShare(count / Math.max(1, rowsRead))}</td></tr>\n`,
  );
  return html`<div class="scroll"><table class="plain"><thead><tr><th scope="col">Rule</th><th scope="col" class="n">Rows</th><th scope="col" class="n">Share of all read</th></tr></thead><tbody>${rows}</tbody><tfoot><tr><th scope="row">all</th><td class="n">${fact(key('rejected-total'), rejected)}</td><td class="n">${shownShare(rejected / Math.max(1, rowsRead))}</td></tr></tfoot></table></div>
<p class="note">Their lines, rules and original texts lie in the lake’s quarantine, not in this page.</p>`;
}

function columns(
  { columns: specs, report, rows }: Publication,
  key: (what: string) => string,
  shownValue: SiteModel['shownValue'],
): Html {
  const reports = new Map(report.map((each) => [each.name, each]));
  const body = specs.map(({ name, type }) => {
    const told = reports.get(name);
    const cell = (what: 'nulls' | 'fills' | 'discarded') =>
      html`<td class="n">${told !== undefined && fact(key(`column/${name}/${what}`), told[what])}</td>`;
    return html`<tr><th scope="row"><code>${name}</code></th><td><code>${type}</code></td>${cell('nulls')}<td class="n">${told !== undefined && shownShare(told.nulls / Math.max(1, rows))}</td>${cell('fills')}${cell('discarded')}${shownValue !== undefined && html`<td><code>${told?.minimum === undefined ? '' : shownValue(told.minimum)}</code></td><td><code>${told?.maximum === undefined ? '' : shownValue(told.maximum)}</code></td>`}</tr>\n`;
  });
  return html`<div class="scroll"><table class="plain"><thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col" class="n">Nulls</th><th scope="col" class="n">Share</th><th scope="col" class="n">Filled</th><th scope="col" class="n">Discarded</th>${shownValue !== undefined && html`<th scope="col">Smallest</th><th scope="col">Largest</th>`}</tr></thead><tbody>${body}</tbody></table></div>
`;
}

function log(site: SiteModel, entries: readonly Entry[]): Html {
  if (entries.length === 0) return html`<p class="note">Nobody has tried it yet.</p>`;
  const rows = entries.toReversed().map((entry) => {
    const run = /^github-(\d+)-(\d+)-/.exec(entry.run.run);
    const who =
      run === null || site.runsUrl === undefined
        ? html`<code>${entry.run.run}</code>`
        : html`<a href="${site.runsUrl}/${run[1]}/attempts/${run[2]}" rel="noreferrer">run ${run[1]}</a>`;
    return html`<li class="entry ${entry.kind}"><span class="n" data-entry="${entry.number}">${entry.number}</span><b>${entry.kind.replace('_', ' ')}</b> ${shownTime(entry.at)}<span class="by">${who}, Lakeferry ${entry.run.version}</span><p>${told(entry)}</p></li>\n`;
  });
  return html`<ol class="log" reversed>${rows}</ol>`;
}

function told(entry: Entry): Html {
  switch (entry.kind) {
    case 'publishing':
      return html`begins to put <code>${entry.sha256.slice(0, 12)}</code> in place of ${entry.base === 'absent' ? 'nothing' : html`<code>${entry.base}</code>`}`;
    case 'published':
      return html`<code>${entry.publication.object.sha256.slice(0, 12)}</code> is the partition’s version`;
    case 'loaded':
      return html`version of entry ${entry.publication} is in the table`;
    case 'failed':
      return html`in ${entry.task} (${entry.reason}, <code>${entry.code}</code>): ${entry.message}`;
    case 'not_ready':
      return html`the source answered ${entry.status}`;
    case 'held':
      return html`by ${entry.who}: ${entry.why}`;
    case 'released':
      return html`by ${entry.who}: ${entry.why}`;
  }
}

function neighbours({ name, partitions }: DatasetModel, at: number): Html {
  const link = (model: PartitionModel | undefined, rel: 'prev' | 'next') =>
    model === undefined
      ? html`<span></span>`
      : html`<a rel="${rel}" href="../${partitionPath(name, model.partition)}">${rel === 'prev' && '← '}${model.partition}${rel === 'next' && ' →'}</a>`;
  return html`<nav class="neighbours" aria-label="Neighbouring partitions">${link(partitions[at - 1], 'prev')}${link(partitions[at + 1], 'next')}</nav>`;
}
