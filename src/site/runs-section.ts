import type { EntryKind } from '../ledger/entry.ts';
import { type Html, html } from './html.ts';
import type { SiteModel } from './model.ts';
import { datasetPath } from './paths.ts';
import type { RunModel } from './run.ts';
import { fact, shownTime } from './shown.ts';

export interface RunRow {
  dataset: string;
  run: RunModel;
}

/** Entry kinds that say what a run did, in the order in which they are told. */
const TOLD: readonly (readonly [EntryKind, string])[] = [
  ['published', 'published'],
  ['loaded', 'loaded'],
  ['failed', 'failed'],
  ['not_ready', 'not ready'],
  ['held', 'held'],
  ['released', 'released'],
];

/** Runs, newest first: when, who, how long, and what they did. */
export function runsTable(
  site: SiteModel,
  rows: readonly RunRow[],
  { withDataset, root }: { withDataset: boolean; root: string },
): Html {
  if (rows.length === 0) return html`<p class="note">Nothing has run yet.</p>`;
  const body = rows.map(({ dataset, run }) => {
    const key = `${dataset}/run/${run.id}`;
    const seconds = run.ended - run.began;
    const what = TOLD.filter(([kind]) => (run.counts[kind] ?? 0) > 0).map(
      ([kind, text]) => html`<li class="did ${kind}">${fact(`${key}/${kind}`, run.counts[kind] ?? 0)} ${text}</li>`,
    );
    return html`<tr data-failed="${run.counts.failed ?? 0}"><td data-col="began" data-value="${run.began}">${shownTime(run.began)}</td>${withDataset && html`<td><a href="${root}${datasetPath(dataset)}">${dataset}</a></td>`}<td>${runName(site, run)}</td><td class="n" data-col="took" data-value="${seconds}">${seconds === 0 ? '–' : fact(`${key}/took`, seconds, 'duration')}</td><td class="n">${fact(`${key}/partitions`, run.partitions.length)}</td><td><ul class="dids">${what}</ul></td></tr>
`;
  });
  return html`<div class="scroll"><table class="plain runs"><thead><tr><th scope="col">Began</th>${withDataset && html`<th scope="col">Dataset</th>`}<th scope="col">Run</th><th scope="col" class="n">Took</th><th scope="col" class="n">Partitions</th><th scope="col">What it did</th></tr></thead>
<tbody>${body}</tbody></table></div>
`;
}

/** A run's name, a link where it can be read, and the commit that it ran. */
export function runName({ runsUrl }: SiteModel, { id, workflow, commit, dirty }: RunModel): Html {
  const name =
    workflow === undefined ? `process ${id.slice(0, 8)}` : `run ${workflow.run}, attempt ${workflow.attempt}`;
  const link =
    workflow === undefined || runsUrl === undefined
      ? html`<span class="by">${name}</span>`
      : html`<a href="${runsUrl}/${workflow.run}/attempts/${workflow.attempt}" rel="noreferrer">${name}</a>`;
  return html`${link}${commit !== undefined && html` <code title="commit">${commit.slice(0, 8)}${dirty && ', changed'}</code>`}`;
}
