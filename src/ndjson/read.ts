import { formatCount } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';
import { MAX_ORIGINAL_TEXT, type MalformedRecord, type TextBatch } from '../table/batch.ts';
import { type Cells, createCells } from '../table/cells.ts';
import type { Spans } from '../table/column.ts';
import { type Line, linesOf } from './lines.ts';
import { type BadRecord, type JsonRecord, parseRecord } from './record.ts';

export interface ReadNdjsonOptions {
  /** Opens the text anew: it is read twice. */
  open: () => AsyncIterable<Uint8Array>;
  /** Shown name of the file, for messages. */
  file: string;
  limits: { field: number; columns: number };
  /** Asked once, with all keys of the file. */
  bind: (header: readonly string[]) => NdjsonColumns;
  /** Bytes of text a row group; default 10 MiB. */
  groupBytes?: number;
}

export interface NdjsonColumns {
  /** Which columns are not worth a dictionary. */
  direct: readonly boolean[];
  /** Which columns may hold lists and objects, as their JSON text; in others they are a row's fault. */
  nested: readonly boolean[];
}

export interface NdjsonReader {
  /** All keys of the file, in order of first appearance. */
  header(): Promise<readonly string[]>;
  /**
   * The row groups, once. Group k ends at the first line end at or behind k × `groupBytes` of text, however the text was
   * cut into chunks. A key that a line lacks is missing there.
   */
  batches(): AsyncIterable<TextBatch>;
  /** Valid when `batches` has ended. */
  counts(): { records: number; blank: number };
}

const GROUP_BYTES = 10 * 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const BYTE_ORDER_MARK = '\ufeff';

/**
 * JSON Lines (one object a line) → row groups of text columns. The file is read twice, because a key may appear in its last
 * line first. Lines that are no object become the batch's `malformed`. Throws ContractError NDJSON_EMPTY (no object at all),
 * LIMIT_COLUMNS, LIMIT_FIELD.
 */
export function readNdjson(options: ReadNdjsonOptions): NdjsonReader {
  const { file, limits } = options;
  const groupBytes = options.groupBytes ?? GROUP_BYTES;
  const counts = { records: 0, blank: 0 };
  let found: Promise<{ names: readonly string[]; columns: NdjsonColumns }> | undefined;

  async function findKeys() {
    const keys = new Set<string>();
    let objects = 0;
    for await (const line of lines()) {
      const record = recordOf(line);
      if (record === undefined || 'rule' in record) continue;
      objects++;
      for (const key of record.keys()) keys.add(key);
      if (keys.size > limits.columns) {
        throw new ContractError(
          'LIMIT_COLUMNS',
          `${file}:${line.number}: the objects have more than ${formatCount(limits.columns)} keys; if the file is sound, raise limits.columns`,
          { file, line: line.number, limit: limits.columns },
        );
      }
    }
    if (objects === 0) {
      throw new ContractError('NDJSON_EMPTY', `${file}: no line of it is a JSON object`, { file });
    }
    const names = [...keys];
    return { names, columns: options.bind(names) };
  }

  function head() {
    found ??= findKeys();
    return found;
  }

  function lines(): AsyncGenerator<Line> {
    return linesOf(options.open(), { most: limits.field, file });
  }

  async function* batches(): AsyncGenerator<TextBatch> {
    const { names, columns } = await head();
    let group = createGroup(names, columns);
    let number = 0;
    let border = groupBytes;
    for await (const line of lines()) {
      const record = recordOf(line);
      if (record === undefined) counts.blank++;
      else group.add(line, record, counts.records++);
      if (line.end < border) continue;
      if (!group.isEmpty()) {
        yield group.finish(number++);
        group = createGroup(names, columns);
      }
      border = (Math.floor(line.end / groupBytes) + 1) * groupBytes;
    }
    if (!group.isEmpty()) yield group.finish(number);
  }

  return { header: async () => (await head()).names, batches, counts: () => ({ ...counts }) };
}

type Fault = BadRecord | { rule: 'ENCODING' | 'JSON_NESTED'; problem: string };

/** Absent: a blank line. */
function recordOf({ bytes, number }: Line): JsonRecord | Fault | undefined {
  let text: string;
  try {
    text = utf8.decode(bytes);
  } catch {
    return { rule: 'ENCODING', problem: 'it holds a byte that is not UTF-8' };
  }
  if (number === 1 && text.startsWith(BYTE_ORDER_MARK)) text = text.slice(1);
  return /^[ \t\r]*$/.test(text) ? undefined : parseRecord(text);
}

function createGroup(names: readonly string[], { direct, nested }: NdjsonColumns) {
  const cells: Cells[] = names.map((_, at) => createCells(direct[at] === true));
  const lines: number[] = [];
  const originals = createOriginals();
  const malformed: MalformedRecord[] = [];
  return {
    isEmpty: () => lines.length === 0 && malformed.length === 0,
    add(line: Line, record: JsonRecord | Fault, place: number): void {
      const text = line.bytes.subarray(0, MAX_ORIGINAL_TEXT);
      const fault = 'rule' in record ? record : nestedFault(record, names, nested);
      if (fault !== undefined) {
        malformed.push({
          line: line.number,
          record: place,
          rule: fault.rule,
          problem: fault.problem,
          text: Uint8Array.from(text),
        });
        return;
      }
      for (const [at, name] of names.entries()) cells[at]?.add((record as JsonRecord).get(name)?.text);
      lines.push(line.number);
      originals.add(text);
    },
    finish(number: number): TextBatch {
      return {
        group: number,
        rows: lines.length,
        columns: cells.map((column) => column.finish()),
        lines: Uint32Array.from(lines),
        records: originals.finish(),
        malformed,
      };
    },
  };
}

/** The lines one after the other in one piece of memory: an object for each would take more than the line. */
function createOriginals() {
  let bytes = Buffer.allocUnsafeSlow(64 * 1024);
  let used = 0;
  const ends: number[] = [];
  return {
    add(text: Uint8Array): void {
      if (used + text.length > bytes.length) {
        const more = Buffer.allocUnsafeSlow(Math.max(used + text.length, bytes.length * 2));
        more.set(bytes.subarray(0, used));
        bytes = more;
      }
      bytes.set(text, used);
      used += text.length;
      ends.push(used);
    },
    finish: (): Spans => ({
      bytes: bytes.subarray(0, used),
      starts: Uint32Array.from(ends, (_, row) => (row === 0 ? 0 : (ends[row - 1] as number))),
      ends: Uint32Array.from(ends),
    }),
  };
}

function nestedFault(record: JsonRecord, names: readonly string[], nested: readonly boolean[]): Fault | undefined {
  const at = names.findIndex((name, column) => nested[column] !== true && record.get(name)?.nested === true);
  if (at < 0) return undefined;
  return {
    rule: 'JSON_NESTED',
    problem: `${JSON.stringify(names[at])} holds a list or an object, which only a string column takes`,
  };
}
