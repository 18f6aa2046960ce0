import { ConfigurationError, OutageError } from '../base/errors.ts';
import { ENTRY_FORMAT, type Entry } from './entry.ts';

/** What a member must be; the names stand for JSON's types, `sha256` for 64 hex digits, `?` for "may be absent". */
type Form = 'text' | 'count' | 'list' | 'record' | 'sha256' | 'text?' | 'count?' | 'flag?' | 'record?';
type Shape = { readonly [member: string]: Form };

const PUBLICATION: Shape = {
  source: 'record',
  object: 'record',
  rowsRead: 'count',
  rows: 'count',
  rejected: 'count',
  rejectedBy: 'record',
  quarantine: 'record?',
  columns: 'list',
  report: 'list',
  raw: 'record?',
  taskKey: 'record',
  adopted: 'record?',
};
const SOURCE: Shape = { url: 'text', etag: 'text?', lastModified: 'text?', bytes: 'count', sha256: 'text' };
const OBJECT: Shape = { name: 'text', generation: 'text', bytes: 'count', sha256: 'sha256' };

const SHAPES: { readonly [kind in Entry['kind']]: Shape } = {
  publishing: { sha256: 'sha256', base: 'text' },
  published: { publication: 'record', milliseconds: 'count?' },
  loaded: {
    warehouse: 'text',
    warehouseUrl: 'text',
    publication: 'count',
    sha256: 'text',
    rows: 'count',
    replaced: 'count',
    afterLoad: 'text?',
  },
  failed: { reason: 'text', task: 'text', code: 'text', message: 'text', contract: 'flag?' },
  not_ready: { status: 'count', url: 'text' },
  held: { who: 'text', why: 'text', restores: 'count?', drops: 'flag?', adopts: 'flag?' },
  released: { who: 'text', why: 'text' },
};

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function fits(value: unknown, form: Form): boolean {
  switch (form) {
    case 'text':
      return typeof value === 'string';
    case 'text?':
      return value === undefined || typeof value === 'string';
    case 'count':
      return Number.isSafeInteger(value) && (value as number) >= 0;
    case 'count?':
      return value === undefined || fits(value, 'count');
    case 'flag?':
      return value === undefined || typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'record':
      return isRecord(value);
    case 'record?':
      return value === undefined || isRecord(value);
    case 'sha256':
      return typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
  }
}

const SAID: { readonly [form in Form]: string } = {
  text: 'a text',
  'text?': 'a text',
  count: 'a whole number from 0',
  'count?': 'a whole number from 0',
  'flag?': 'true or false',
  list: 'a list',
  record: 'an object',
  'record?': 'an object',
  sha256: 'a sha256 in hex',
};

function check(value: Record<string, unknown>, shape: Shape, path: string, fail: (problem: string) => never): void {
  for (const [member, form] of Object.entries(shape)) {
    if (!fits(value[member], form)) fail(`"${path}${member}" is not ${SAID[form]}`);
  }
}

/** JSON of ours, with its format number looked at before anything else. `name` and `lake` are for messages. */
export function parseRecord(bytes: Uint8Array, name: string, lake: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw damaged(name, lake, 'it is not JSON', error);
  }
  if (!isRecord(value)) throw damaged(name, lake, 'it is not a JSON object');
  const format = value['format'];
  if (typeof format === 'number' && format > ENTRY_FORMAT) {
    throw new ConfigurationError(
      'LEDGER_FORMAT',
      `${name} in the lake ${lake} has format ${format}, written by a newer Lakeferry; this one reads format ${ENTRY_FORMAT}: update it`,
      { name, format },
    );
  }
  if (format !== ENTRY_FORMAT) throw damaged(name, lake, `its "format" is not ${ENTRY_FORMAT}`);
  return value;
}

/** An entry as it was written, or an error that names its file. Members that this version does not know are kept. */
export function parseEntry(options: {
  bytes: Uint8Array;
  name: string;
  lake: string;
  dataset: string;
  partition: string;
  number: number;
}): Entry {
  const { name, lake, dataset, partition, number } = options;
  const value = parseRecord(options.bytes, name, lake);
  const fail = (problem: string): never => {
    throw damaged(name, lake, problem);
  };
  check(
    value,
    { dataset: 'text', partition: 'text', number: 'count', at: 'text', run: 'record', kind: 'text' },
    '',
    fail,
  );
  if (value['dataset'] !== dataset || value['partition'] !== partition || value['number'] !== number) {
    fail(
      `it says that it is entry ${value['number']} of ${value['dataset']} ${value['partition']}: it was moved or copied`,
    );
  }
  check(value['run'] as Record<string, unknown>, { version: 'text', run: 'text' }, 'run.', fail);
  const kind = value['kind'] as Entry['kind'];
  if (!Object.hasOwn(SHAPES, kind)) fail(`its kind "${kind}" is unknown`);
  check(value, SHAPES[kind], '', fail);
  if (kind === 'published') {
    const publication = value['publication'] as Record<string, unknown>;
    check(publication, PUBLICATION, 'publication.', fail);
    check(publication['source'] as Record<string, unknown>, SOURCE, 'publication.source.', fail);
    check(publication['object'] as Record<string, unknown>, OBJECT, 'publication.object.', fail);
    const quarantine = publication['quarantine'] as Record<string, unknown> | undefined;
    if (quarantine !== undefined) check(quarantine, OBJECT, 'publication.quarantine.', fail);
    check(
      publication['taskKey'] as Record<string, unknown>,
      { key: 'text', parts: 'record' },
      'publication.taskKey.',
      fail,
    );
  }
  return value as unknown as Entry;
}

/** A file of the ledger that nobody but Lakeferry writes is not what Lakeferry wrote. */
export function damaged(name: string, lake: string, problem: string, cause?: unknown): OutageError {
  const log = /^.*\/log\/[^/]+\//.exec(name)?.[0];
  const otherwise = log === undefined ? '' : `, or remove ${log} to publish that partition again without its past`;
  return new OutageError(
    'LEDGER_DAMAGED',
    `${name} in the lake ${lake} is damaged: ${problem}; bring it back from a copy of the lake${otherwise}`,
    { data: { name }, cause, retryable: false },
  );
}
