import { CsvError, parse } from 'csv-parse/sync';
import type { CsvSettings } from '../pipeline/pipeline.ts';

export type ParsedRecord = { fields: Buffer[] } | { rule: string; problem: string };

/**
 * csv-parse on whole records. Latin-1 carries every byte through its strings unchanged; the empty `on_record` columns
 * of the record count are checked by the caller, against the header.
 */
export function parseRecords(bytes: Uint8Array, csv: CsvSettings): Buffer[][] {
  const records = parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    bom: false,
    delimiter: Buffer.from(csv.delimiter),
    quote: csv.quote === '' ? null : Buffer.from(csv.quote),
    escape: csv.quote === '' ? null : Buffer.from(csv.quote),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    skip_empty_lines: true,
    ...(csv.comment === undefined ? {} : { comment: csv.comment, comment_no_infix: true }),
    encoding: 'latin1',
  }) as string[][];
  return records.map((record) => record.map((field) => Buffer.from(field, 'latin1')));
}

/** One record alone: its fields, or csv-parse's own code and why in words of ours that hold none of the record's text. */
export function parseRecord(bytes: Uint8Array, csv: CsvSettings): ParsedRecord {
  try {
    const [fields, ...more] = parseRecords(bytes, csv);
    if (fields !== undefined && more.length === 0) return { fields };
    return { rule: 'CSV_ODD_QUOTES', problem: 'its quotes do not show where it ends' };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { rule: error.code, problem: PROBLEMS[error.code] ?? 'csv-parse cannot read it' };
  }
}

const PROBLEMS: Readonly<Record<string, string>> = {
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; double a quote that belongs to the value',
  INVALID_OPENING_QUOTE: 'a quote stands inside a field that is not quoted; quote the whole field and double the quote',
  CSV_QUOTE_NOT_CLOSED: 'a quoted field is never closed',
};
