import { ConfigurationError, ContractError, LakeferryError, OutageError, reasonOf } from '../../base/errors.ts';
import { firstLine } from './library.ts';
import type { Target } from './target.ts';

/** DuckDB tells its errors apart by the words at the front: `Constraint Error: …`. */
function kindOf(error: unknown): string {
  return /^(\w+(?: \w+)*) Error:/.exec(error instanceof Error ? error.message : '')?.[1] ?? '';
}

/** Another process holds the file. The second wording is what Windows says. */
export function isLocked(error: unknown): boolean {
  return /could not set lock on file|conflicting lock|used by another process/i.test(reasonOf(error));
}

export function lockedError(target: Target, timeoutMs: number, error: unknown): OutageError {
  return new OutageError(
    'WAREHOUSE_LOCKED',
    `${target.url} was still in use after ${timeoutMs / 1000} s (${firstLine(reasonOf(error))}); close the other program and run again`,
    { data: { timeoutMs }, cause: error, retryable: false },
  );
}

/** Why the file cannot be opened: not a database of a version we know (the user's), or trouble with the disk. */
export function openError(target: Target, error: unknown): LakeferryError {
  if (error instanceof LakeferryError) return error;
  const reason = firstLine(reasonOf(error));
  if (/not a valid duckdb database|version number|newer version|older version/i.test(reason)) {
    return new ConfigurationError(
      'WAREHOUSE_FILE',
      `${target.url} cannot be opened (${reason}); name another file in "warehouse"`,
      {},
      error,
    );
  }
  return new OutageError('WAREHOUSE_OPEN', `${target.url} cannot be opened: ${reason}`, { cause: error });
}

/**
 * What a failed statement means. A conversion error repeats the value that did not convert; a row's text has no place
 * in a message, so only its kind is told. Whatever is not expected here stays the bug that it is.
 */
export function statementError(target: Target, error: unknown): unknown {
  if (error instanceof LakeferryError) return error;
  const kind = kindOf(error);
  switch (kind) {
    case 'Constraint':
      return new ContractError(
        'WAREHOUSE_DATA',
        // A duplicate key stands there with its value.
        `${target.url} refused the rows: ${firstLine(reasonOf(error)).replace(/(duplicate key) ".*"/i, '$1')}`,
        {},
      );
    case 'Conversion':
    case 'Invalid Input':
    case 'Out of Range':
      return new ContractError('WAREHOUSE_DATA', `${target.url} refused the rows: ${kind.toLowerCase()} error`);
    case 'IO':
    case 'Out of Memory':
    case 'TransactionContext':
    case 'FATAL':
      return new OutageError('WAREHOUSE_IO', `${target.url}: ${firstLine(reasonOf(error))}`, { cause: error });
    default:
      return error;
  }
}

/**
 * The same for the user's own SQL: the user wrote it, so its error is told as it is, `error('too few rows')` included.
 * Only trouble with disk or memory is an outage; a file that the SQL names and that is not there is not.
 */
export function scriptError(target: Target, error: unknown): unknown {
  const translated = statementError(target, error);
  if (translated instanceof OutageError && !/no files|no such file/i.test(reasonOf(error))) return translated;
  return kindOf(error) === 'Conversion' ? new Error('a value does not convert to the type that is asked for') : error;
}

/** SQL that cannot be taken apart: DuckDB's reason, and the line of the script where it stopped. */
export function syntaxError(error: unknown): Error {
  const text = reasonOf(error).replace(/^failed to extract statements: /, '');
  const line = /^LINE (\d+):/m.exec(text)?.[1];
  return new Error(`${line === undefined ? '' : `line ${line}: `}${firstLine(text)}`);
}
