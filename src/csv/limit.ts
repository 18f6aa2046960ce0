import { formatBytes, formatCount } from '../base/byte-size.ts';
import { ContractError } from '../base/errors.ts';

/** The messages name sizes only: a text that breaks a limit is not worth printing. */
export interface LimitHit {
  file: string;
  line: number;
  limit: number;
}

export function fieldTooLong({ file, line, limit }: LimitHit): ContractError {
  return new ContractError(
    'CSV_LIMIT_FIELD',
    `${file}:${line}: a field is longer than ${formatBytes(limit)}; is a quote left open? Else raise limits.field`,
    { file, line, limit },
  );
}

export function recordTooLong({ file, line, limit }: LimitHit): ContractError {
  return new ContractError(
    'CSV_LIMIT_RECORD',
    `${file}:${line}: a record is longer than ${formatBytes(limit)}; is a quote left open? Else raise limits.record`,
    { file, line, limit },
  );
}

export function tooManyColumns({ file, line, limit }: LimitHit): ContractError {
  return new ContractError(
    'CSV_LIMIT_COLUMNS',
    `${file}:${line}: a record has more than ${formatCount(limit)} columns; check csv.delimiter, or raise limits.columns`,
    { file, line, limit },
  );
}

export function headerTooLong({ file, line, limit }: LimitHit): ContractError {
  return new ContractError(
    'CSV_LIMIT_HEADER',
    `${file}:${line}: the header is longer than ${formatBytes(limit)}; is this a CSV file? Else raise limits.header`,
    { file, line, limit },
  );
}
