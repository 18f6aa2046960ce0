import { formatCount } from '../../base/byte-size.ts';
import { allPartitions, isPartition } from '../../pipeline/partitions.ts';
import type { PartitionSettings } from '../../pipeline/pipeline.ts';
import { STATUSES, type Status } from '../../plan/decide.ts';
import { expectedAt, lateReason, statusAt } from '../lateness.ts';
import { calendarPlace, periodOf } from '../period.ts';
import { type Counts, cellLabel, headline, STATUS_TEXT } from '../status-text.ts';

/**
 * What only waits falls due and becomes late as time passes, and periods begin that nobody had looked at: both follow from the schedule
 * alone, so that the page says it although no job ran since it was made.
 */
export function bringUpToDate(now: number): void {
  const text = document.querySelector<HTMLMetaElement>('meta[name="lakeferry-schedules"]')?.content ?? '{}';
  const schedules = new Map(Object.entries(JSON.parse(text) as Record<string, PartitionSettings>));
  const changes = new Map<string, Change>();
  for (const [dataset, schedule] of schedules) addBegun(dataset, schedule, now, changes);
  for (const mark of document.querySelectorAll<HTMLElement>('[data-p]')) age(mark, schedules, now, changes);
  if (changes.size > 0) retell([...changes.values()]);
}

interface Change {
  dataset: string;
  partition: string;
  /** Absent: the partition was not there when the page was made. */
  from?: Status;
  to: Status;
  late?: number;
}

/** A cell or a pill whose partition was awaited when the page was made. */
function age(
  mark: HTMLElement,
  schedules: ReadonlyMap<string, PartitionSettings>,
  now: number,
  changes: Map<string, Change>,
): void {
  const dataset = mark.closest<HTMLElement>('[data-dataset]')?.dataset['dataset'] ?? '';
  const partition = mark.dataset['p'] ?? '';
  const known = STATUSES.find((status) => mark.classList.contains(status)) ?? 'done';
  const schedule = schedules.get(dataset);
  const isUntried = mark.hasAttribute('data-untried');
  const status = statusAt(known, schedule, partition, { now, isUntried });
  if (status === known || schedule === undefined) return;
  show(mark, dataset, partition, known, status);
  const late = expectedAt(schedule, partition)?.late;
  changes.set(`${dataset} ${partition}`, { dataset, partition, from: known, to: status, ...(late && { late }) });
  const reason = document.querySelector('[data-reason]');
  if (reason !== null && status === 'late') reason.append(`; it ${whyLate(late)}`);
}

function whyLate(late: number | undefined): string {
  return late === undefined ? '' : `${lateReason(late)}; no job has said so, the date does`;
}

function show(mark: HTMLElement, dataset: string, partition: string, from: Status, to: Status): void {
  for (const each of [mark, ...mark.querySelectorAll(`.c.${from}`)]) each.classList.replace(from, to);
  const words = mark.querySelector('b');
  if (words !== null) words.textContent = STATUS_TEXT[to];
  if (mark.hasAttribute('aria-label')) mark.setAttribute('aria-label', cellLabel(dataset, partition, to));
}

/** Cells for periods that began since; they have no page yet. */
function addBegun(dataset: string, schedule: PartitionSettings, now: number, changes: Map<string, Change>): void {
  const rows = [...document.querySelectorAll<HTMLElement>('table[role=grid], table[role=grid] tr')];
  const own = rows.filter((each) => each.dataset['dataset'] === dataset);
  const links = own.flatMap((each) => [...each.querySelectorAll('a.c')]);
  const known = new Set(links.map((link) => partitionOf(link.getAttribute('href'))));
  if (known.size === 0 || schedule.by === 'none') return;
  const newest =
    [...known]
      .filter((each) => isPartition(schedule.by, each))
      .sort()
      .at(-1) ?? '';
  for (const partition of allPartitions(schedule, now).filter((each) => each > newest)) {
    const status = statusAt('not_ready', schedule, partition, { now, isUntried: true });
    const cell = document.createElement('span');
    cell.className = `c ${status}`;
    cell.setAttribute('role', 'img');
    cell.setAttribute('aria-label', cellLabel(dataset, partition, status));
    cell.dataset['begun'] = partition;
    for (const table of document.querySelectorAll<HTMLTableElement>('table.matrix, table.calendar')) {
      if (table.matches('.calendar')) placeInCalendar(table, partition, cell);
      else placeInMatrix(table, dataset, partition, cell);
    }
    const late = expectedAt(schedule, partition)?.late;
    changes.set(`${dataset} ${partition}`, { dataset, partition, to: status, ...(late && { late }) });
  }
}

/** The partition of a link to its page. */
function partitionOf(href: string | null): string {
  return decodeURIComponent(/([^/]*)\.html$/.exec(href ?? '')?.[1] ?? '');
}

function placeInCalendar(table: HTMLTableElement, partition: string, cell: HTMLElement): void {
  const { row, at } = calendarPlace(partition);
  const body = table.tBodies[0];
  let line = body?.querySelector<HTMLTableRowElement>(`tr[data-row="${CSS.escape(row)}"]`) ?? undefined;
  if (body !== undefined && line === undefined) {
    line = body.insertRow(0);
    line.dataset['row'] = row;
    const head = document.createElement('th');
    head.scope = 'row';
    head.textContent = row;
    line.append(head);
    for (let rest = (table.tHead?.rows[0]?.cells.length ?? 1) - 1; rest > 0; rest--) line.insertCell();
  }
  line?.cells[at + 1]?.replaceChildren(cell);
}

function placeInMatrix(table: HTMLTableElement, dataset: string, partition: string, cell: HTMLElement): void {
  if (table.dataset['period'] !== periodOf(partition)) return;
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  const line = rows.find((each) => each.dataset['dataset'] === dataset);
  const head = table.tHead?.rows[0];
  if (line === undefined || head === undefined) return;
  const begun: string[] = JSON.parse(table.dataset['begun'] ?? '[]');
  if (!begun.includes(partition)) {
    begun.push(partition);
    table.dataset['begun'] = JSON.stringify(begun);
    const { row } = calendarPlace(partition);
    const last = head.cells[head.cells.length - 1];
    if (last?.textContent === row) last.colSpan++;
    else {
      const group = document.createElement('th');
      group.scope = 'colgroup';
      const name = document.createElement('span');
      name.textContent = row;
      group.append(name);
      head.append(group);
    }
    for (const each of rows) each.insertCell();
  }
  line.cells[line.cells.length - begun.length + begun.indexOf(partition)]?.replaceChildren(cell.cloneNode(true));
}

/** What the page says about all of them: counts, banner, states of datasets, the list of what needs attention. */
function retell(changes: readonly Change[]): void {
  const delta = (status: Status, of: readonly Change[]) =>
    of.filter(({ to }) => to === status).length - of.filter(({ from }) => from === status).length;
  const counts: Record<string, number> = {};
  for (const item of document.querySelectorAll<HTMLElement>('[data-count]')) {
    const status = item.dataset['count'] as Status;
    const count = Number(item.getAttribute('value')) + delta(status, changes);
    counts[status] = count;
    item.setAttribute('value', String(count));
    item.textContent = String(count);
    const line = item.closest('li');
    if (line !== null) line.hidden = count === 0;
  }
  for (const total of document.querySelectorAll<HTMLElement>('[data-total]')) {
    const of = total.dataset['total'];
    const begun = changes.filter(({ dataset, from }) => from === undefined && (of === '' || of === dataset)).length;
    const count = total.firstElementChild;
    if (begun === 0 || count === null) continue;
    count.setAttribute('value', String(Number(count.getAttribute('value')) + begun));
    count.textContent = formatCount(Number(count.getAttribute('value')));
  }
  const banner = document.querySelector<HTMLElement>('[data-banner]');
  if (banner !== null) {
    const { tone, text } = headline(counts as Counts);
    banner.className = `banner ${tone}`;
    banner.textContent = text;
  }
  for (const place of document.querySelectorAll<HTMLElement>('[data-state] .pill')) {
    const dataset = place.closest<HTMLElement>('[data-dataset]')?.dataset['dataset'] ?? '';
    const known = STATUSES.find((status) => place.classList.contains(status)) ?? 'done';
    const worst = STATUSES.find(
      (status) => status === known || changes.some((each) => each.dataset === dataset && each.to === status),
    );
    if (worst !== undefined && worst !== known) show(place, dataset, '', known, worst);
  }
  listLate(changes.filter(({ to }) => to === 'late'));
}

/** Most lines that are added to the list; the grid shows all of it. */
const MOST_LATE = 10;

function listLate(late: readonly Change[]): void {
  const body = document.querySelector<HTMLTableElement>('[data-trouble]')?.tBodies[0];
  if (body === undefined || late.length === 0) return;
  const newestFirst = late.toSorted((a, b) => (a.partition < b.partition ? 1 : -1));
  const rest = newestFirst.length - MOST_LATE;
  if (rest > 0) body.insertRow(0).insertCell().append(`${rest} more late ones are in the grid`);
  for (const { dataset, partition, from, late: at } of newestFirst.slice(0, MOST_LATE).reverse()) {
    const line = body.insertRow(0);
    const name = document.createElement(from === undefined ? 'span' : 'a');
    name.textContent = `${dataset} ${partition}`;
    if (name instanceof HTMLAnchorElement) {
      name.href = `${encodeURIComponent(dataset)}/${encodeURIComponent(partition)}.html`;
    }
    line.insertCell().append(name);
    line.insertCell().append(pill('late'));
    const why = line.insertCell();
    why.className = 'why';
    why.textContent = whyLate(at);
  }
  for (const cell of body.querySelectorAll<HTMLTableCellElement>('td:only-child')) cell.colSpan = 3;
  body.closest<HTMLElement>('.scroll')?.removeAttribute('hidden');
  document.querySelector('[data-calm]')?.setAttribute('hidden', '');
}

function pill(status: Status): HTMLElement {
  const [outer, mark, words] = [
    document.createElement('span'),
    document.createElement('i'),
    document.createElement('b'),
  ];
  outer.className = `pill ${status}`;
  mark.className = `c ${status}`;
  words.textContent = STATUS_TEXT[status];
  outer.append(mark, words);
  return outer;
}
