import type { DatasetModel } from './dataset.ts';
import { type Html, html } from './html.ts';
import { headerChange, type SchemaEra } from './schema-era.ts';
import { fact, shownShare } from './shown.ts';

/** The table's columns, and what a file has to keep to. */
export function schemaSection({ name, about, columns, evolved }: DatasetModel): Html {
  const kept = about !== undefined && contract(name, about.contract);
  if (columns.length === 0)
    return html`${kept}<p class="note">No columns are recorded yet: the first publication does that.</p>`;
  const isDescribed = columns.some(({ description }) => description !== undefined);
  const rows = columns.map(
    ({ name: column, type, unit, required, description }) =>
      html`<tr><th scope="row"><code>${column}</code></th><td><code>${type}</code>${unit !== undefined && html` <small>${unit}</small>`}</td><td>${required ? 'required' : evolved.includes(column) ? 'nullable, came with a file' : 'nullable'}</td>${isDescribed && html`<td class="why">${description ?? ''}</td>`}</tr>\n`,
  );
  return html`${kept}<div class="scroll"><table class="plain"><thead><tr><th scope="col">Column</th><th scope="col">Type</th><th scope="col">Nulls</th>${isDescribed && html`<th scope="col">Description</th>`}</tr></thead><tbody>${rows}</tbody></table></div>
`;
}

const NEW_COLUMNS = {
  evolve: 'become nullable strings',
  freeze: 'stop the partition',
  discard: 'are left out',
} as const;
const TYPES = { freeze: 'break a rule', discard: 'become null' } as const;

function contract(
  name: string,
  { newColumns, types, maxRejected }: NonNullable<DatasetModel['about']>['contract'],
): Html {
  return html`<ul class="contract"><li>New columns <b>${NEW_COLUMNS[newColumns]}</b></li><li>Values that do not fit <b>${TYPES[types]}</b></li><li>A partition counts with at most <b><data data-fact="${name}/contract/max-rejected" value="${String(maxRejected)}">${shownShare(maxRejected)}</data></b> of its rows rejected</li></ul>
`;
}

/** Column × era: when which column was there, and what the publisher called things. */
export function erasSection({ name, eras }: DatasetModel): Html {
  const [first] = eras;
  if (first === undefined) return html`<p class="note">Nothing is published yet.</p>`;
  if (eras.length === 1) {
    return html`<p class="note">The same in <span data-name>${span(first)}</span>: ${fact(`${name}/eras/0/columns`, first.types.size)} columns.</p>`;
  }
  const columns = [...new Set(eras.flatMap(({ types }) => [...types.keys()]))];
  const heads = eras.map((era) => html`<th scope="col">${span(era)}</th>`);
  const rows = columns.map((column) => {
    const cells = eras.map(({ types }, at) => {
      const type = types.get(column);
      const isNew = at > 0 && type !== eras[at - 1]?.types.get(column);
      return html`<td${isNew && html` class="changed"`}>${type === undefined ? '–' : html`<code>${type}</code>`}${isNew && html` <small>changed</small>`}</td>`;
    });
    return html`<tr><th scope="row"><code>${column}</code></th>${cells}</tr>\n`;
  });
  return html`${headers(eras)}<div class="scroll"><table class="plain"><thead><tr><th scope="col">Column</th>${heads}</tr></thead><tbody>${rows}</tbody></table></div>
`;
}

function span({ first, last }: SchemaEra): string {
  return first === last ? first : `${first} to ${last}`;
}

function headers(eras: readonly SchemaEra[]): Html | undefined {
  const changes = eras.slice(1).flatMap((era, at) => {
    const before = eras[at] as SchemaEra;
    if (era.header === undefined || before.header === undefined) return [];
    const { added, removed, moved } = headerChange(before, era);
    if (added.length + removed.length === 0 && !moved) return [];
    const names = (all: readonly string[]) => all.map((each, k) => html`${k > 0 && ', '}<code>${each}</code>`);
    return [
      html`<li><b data-name>${era.first}</b> ${added.length > 0 && html`brought ${names(added)}`}${added.length > 0 && removed.length > 0 && ', '}${removed.length > 0 && html`dropped ${names(removed)}`}${moved && 'has its columns in another order'}</li>`,
    ];
  });
  return changes.length === 0
    ? undefined
    : html`<p>In the header of the source’s files:</p><ul class="drift">${changes}</ul>\n`;
}
