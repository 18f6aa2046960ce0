import { DATE_TOKENS, readTemplate } from '../pipeline/template.ts';

export type Grain = 'day' | 'month' | 'year' | 'none';

/** A URL as a pipeline file has it, and the partition that the URL it was made from stands for. */
export interface UrlTemplate {
  url: string;
  by: Grain;
  /** `2021-01`; absent where the URL has tokens already, or no date. */
  partition?: string;
}

const YEAR = '((?:19|20)\\d{2})';
const MONTH = '(0[1-9]|1[0-2])';
const DAY = '(0[1-9]|[12]\\d|3[01])';
const GAP = '([-_./]?)';
/** Folders that name their part of the date, as lakes have them. */
const HIVE = new RegExp(`year=${YEAR}(?:/month=${MONTH}(?:/day=${DAY})?)?`);
/** No digit beside it: `20210131` is a day, and not the month 2021-01 with something behind it. */
const FORMS: readonly (readonly [Exclude<Grain, 'none'>, RegExp])[] = [
  ['day', new RegExp(`(?<!\\d)${YEAR}${GAP}${MONTH}\\2${DAY}(?!\\d)`, 'g')],
  ['month', new RegExp(`(?<!\\d)${YEAR}${GAP}${MONTH}(?!\\d)`, 'g')],
  ['year', new RegExp(`(?<!\\d)${YEAR}(?!\\d)`, 'g')],
];

/**
 * Finds the date in the URL (or path) of one file: its finest, and of those the last, because the name of a file says more
 * than its folder. Wherever parts of that date stand, tokens take their place: `/2021/trips_2021-01.csv` →
 * `/{YYYY}/trips_{YYYY}-{MM}.csv`. The host, the query's names and other numbers stay as they are.
 */
export function templateOf(url: string): UrlTemplate {
  const written = readTemplate(url).parameters.filter((name) => (DATE_TOKENS as readonly string[]).includes(name));
  if (written.length > 0) return { url, by: grainOf(written) };
  const [host = ''] = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(url) ?? [];
  const path = url.slice(host.length);
  const hive = HIVE.exec(path);
  if (hive !== null) {
    const parts = [hive[1], hive[2], hive[3]].filter((part) => part !== undefined);
    const by = (['year', 'month', 'day'] as const)[parts.length - 1] ?? 'year';
    const folders = ['year={YYYY}', 'month={MM}', 'day={DD}'].slice(0, parts.length).join('/');
    return { url: host + path.replace(HIVE, folders), by, partition: parts.join('-') };
  }
  for (const [by, form] of FORMS) {
    const found = [...path.matchAll(form)].at(-1);
    if (found === undefined) continue;
    const [year = '', month, day] =
      by === 'year' ? [found[1]] : by === 'month' ? [found[1], found[3]] : [found[1], found[3], found[4]];
    const partition = [year, month, day].filter((part) => part !== undefined).join('-');
    return { url: host + withTokens(path, by, partition), by, partition };
  }
  return { url, by: 'none' };
}

function withTokens(path: string, by: Grain, partition: string): string {
  const [year = '', month, day] = partition.split('-');
  let text = path;
  for (const [form, pattern] of FORMS) {
    if (form === 'day' && by !== 'day') continue;
    if (form === 'month' && by === 'year') continue;
    text = text.replace(pattern, (whole: string, ...parts: string[]) => {
      const [itsYear = '', gap = '', itsMonth, itsDay] = parts;
      if (itsYear !== year) return whole;
      if (form === 'year') return '{YYYY}';
      if (itsMonth !== month) return whole;
      if (form === 'month') return `{YYYY}${gap}{MM}`;
      return itsDay === day ? `{YYYY}${gap}{MM}${gap}{DD}` : whole;
    });
  }
  // A folder of its own for each month: /{YYYY}/01/
  if (month !== undefined) text = text.replace(new RegExp(`(\\{YYYY\\}[-_/])${month}(?!\\d)`, 'g'), '$1{MM}');
  if (day !== undefined) text = text.replace(new RegExp(`(\\{MM\\}[-_/])${day}(?!\\d)`, 'g'), '$1{DD}');
  return text;
}

function grainOf(tokens: readonly string[]): Grain {
  if (tokens.includes('DD')) return 'day';
  return tokens.includes('MM') ? 'month' : 'year';
}

/** The dataset's name that a file's name suggests: letters, digits and `_`, no date, no ending. */
export function nameOf(template: string): string {
  const [path = ''] = template.split(/[?#]/);
  const bare = path.split('/').map((part) => part.replace(/\{\w+\}/g, ' ').replace(/(?:\.[a-z][a-z0-9]{0,7})+$/i, ''));
  const file = bare.findLast((part) => /[a-z]/i.test(part)) ?? '';
  const name = file
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_\d]+|_+$/g, '');
  return name === '' ? 'dataset' : name;
}
