import { STATUSES, type Status } from '../plan/decide.ts';
import { type Html, html } from './html.ts';
import type { PartitionModel } from './partition.ts';
import { type Counts, headline, STATUS_MEANING, STATUS_TEXT } from './status-text.ts';

/** Status is told by shape and text first, and by colour besides. The shapes are in style.css. */

/** What the page's script may have to change: what only waits falls due and becomes late as time passes. */
export function liveAttributes({ status, partition, isUntried }: PartitionModel): Html | undefined {
  if (status !== 'missing' && status !== 'not_ready') return undefined;
  return html` data-p="${partition}"${isUntried && html` data-untried`}`;
}

export function pill(status: Status, live?: Html): Html {
  return html`<span class="pill ${status}"${live}><i class="c ${status}"></i><b>${STATUS_TEXT[status]}</b></span>`;
}

/** The legend of a grid: every status that occurs, or may come to occur while the page is looked at. */
export function legend(counts: Counts, scope: string): Html {
  const items = STATUSES.map(
    (status) =>
      html`<li${counts[status] === 0 && html` hidden`} title="${STATUS_MEANING[status]}"><i class="c ${status}"></i>${STATUS_TEXT[status]} <data data-fact="${scope}count/${status}" data-count="${status}" value="${counts[status]}">${counts[status]}</data></li>`,
  );
  return html`<ul class="legend" aria-label="Legend">${items}</ul>`;
}

export function banner(counts: Counts): Html {
  const { tone, text } = headline(counts);
  return html`<p class="banner ${tone}" role="status" data-banner>${text}</p>`;
}
