import type { Path, PipelineDocument } from './document.ts';
import { isPartition, PARTITION_FORMS } from './partitions.ts';
import type { Problem } from './problems.ts';
import type { PipelineFile } from './schema.ts';
import { type DATE_TOKENS, readTemplate } from './template.ts';

type By = PipelineFile['partitions']['by'];
type DateToken = (typeof DATE_TOKENS)[number];

interface CheckOptions {
  document: PipelineDocument;
  file: PipelineFile;
  sound: (path: Path) => boolean;
  /** Parameters and environment filled in; `''` when it could not be. */
  url: string;
}

/** What depends on more than one key, outside the columns. Parts that are wrong in themselves are passed over. */
export function checkTogether(options: CheckOptions): Problem[] {
  const { sound } = options;
  return [
    ...(sound(['partitions', 'by']) ? [...checkPartitions(options), ...checkDates(options)] : []),
    ...checkScheme(options),
    ...(sound(['csv']) ? checkDialect(options) : []),
  ];
}

function checkPartitions({ document, file, sound }: CheckOptions): Problem[] {
  const { by } = file.partitions;
  const ends = (['start', 'end'] as const).filter(
    (key) => file.partitions[key] !== undefined && sound(['partitions', key]),
  );
  if (by === 'none') {
    return ends.map((key) =>
      document.problem(['partitions', key], `partitions.${key} has no meaning with by: none`, {
        hint: 'remove it',
        at: 'key',
      }),
    );
  }
  if (file.partitions.start === undefined) {
    return [
      document.problem(['partitions'], 'partitions has no "start"', {
        hint: `write ${PARTITION_FORMS[by]}`,
        at: 'key',
      }),
    ];
  }
  const text = (key: 'start' | 'end') => document.text(['partitions', key]) ?? '';
  const wrong = ends.filter((key) => !isPartition(by, text(key)));
  if (wrong.length === 0 && ends.length === 2 && text('end') < text('start')) {
    return [
      document.problem(['partitions', 'end'], `partitions.end: ${text('end')} is before the start ${text('start')}`, {
        hint: 'write the later one as the end',
      }),
    ];
  }
  return wrong.map((key) =>
    document.problem(['partitions', key], `partitions.${key}: "${text(key)}" is not ${PARTITION_FORMS[by]}`, {
      hint: `by: ${by} wants ${PARTITION_FORMS[by]}`,
    }),
  );
}

/** Which parts of a date tell one partition from the next; any one of a group will do. */
const NEEDED: Record<By, readonly (readonly DateToken[])[]> = {
  none: [],
  year: [['YYYY', 'YY']],
  month: [['YYYY', 'YY'], ['MM']],
  day: [['YYYY', 'YY'], ['MM'], ['DD']],
};

/** Each partition needs a URL of its own, else the same file is loaded under every date. */
function checkDates({ document, file, url }: CheckOptions): Problem[] {
  if (url === '') return [];
  const { by } = file.partitions;
  const path = ['source', 'url'];
  const used = readTemplate(url).parameters;
  const useful = NEEDED[by].flat();
  const idle = (['YYYY', 'YY', 'MM', 'DD'] as const).filter((token) => used.includes(token) && !useful.includes(token));
  const problems = idle.map((token) =>
    document.problem(path, `source.url: {${token}} has no meaning with by: ${by}`, {
      hint: 'write the date out, or change partitions.by',
    }),
  );
  const lacking = NEEDED[by]
    .filter((group) => !group.some((token) => used.includes(token)))
    .map((group) => `{${group[0]}}`);
  const isSingle = file.partitions.end !== undefined && String(file.partitions.end) === String(file.partitions.start);
  if (lacking.length > 0 && !isSingle) {
    problems.push(
      document.problem(path, `source.url is not a different one for each ${by}: it lacks ${lacking.join(' and ')}`, {
        hint: 'put the date in, or write partitions: { by: none } for one file that is replaced as a whole',
      }),
    );
  }
  return problems;
}

function checkScheme({ document, url }: CheckOptions): Problem[] {
  const path = ['source', 'url'];
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(url)?.[1]?.toLowerCase();
  if (scheme === undefined || ['http', 'https', 'file', 'gs'].includes(scheme)) return [];
  // A scheme may come out of the environment, where it could be the head of a secret: it is not repeated.
  return [
    document.problem(path, 'source.url: its scheme is not one that can be fetched', {
      hint: 'write https://host/path, gs://bucket/name, file:///folder/name or a path',
    }),
  ];
}

function checkDialect({ document, file }: CheckOptions): Problem[] {
  const { delimiter = ',', quote = '"', comment } = file.csv ?? {};
  const problems: Problem[] = [];
  const clash = (key: string, message: string) =>
    problems.push(document.problem(['csv', key], message, { hint: 'choose another one' }));
  if (delimiter.includes(quote))
    clash(file.csv?.delimiter === undefined ? 'quote' : 'delimiter', `csv: the delimiter holds the quote ${quote}`);
  if (comment?.startsWith(quote)) clash('comment', `csv.comment begins like a quoted field: ${quote}`);
  if (comment !== undefined && (comment.startsWith(delimiter) || delimiter.startsWith(comment))) {
    clash('comment', 'csv.comment begins like an empty first field: it starts as the delimiter does');
  }
  return problems;
}
