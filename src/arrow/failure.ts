import { ConfigurationError, ContractError, LakeferryError, OutageError, reasonOf } from '../base/errors.ts';

export function noFile(path: string, why: string): ConfigurationError {
  return new ConfigurationError('ARROW_FILE', `${path}: ${why}; expected an Arrow stream (.arrows) that clean wrote`, {
    path,
  });
}

/** Another format than the stream's: `what` it is, and how it becomes one. */
export function otherFormat(path: string, what: string): ConfigurationError {
  return new ConfigurationError(
    'ARROW_FORMAT',
    `${path}: this is ${what}, expected the Arrow IPC stream format; write it with pyarrow.ipc.new_stream or the like`,
    { path },
  );
}

export function damaged(path: string, where: string, why: string, cause?: unknown): ContractError {
  return new ContractError(
    'ARROW_DAMAGED',
    `${path}: ${where === '' ? '' : `${where}: `}not a whole Arrow stream: ${why}`,
    { path },
    cause,
  );
}

/** All columns that do not fit, each a phrase that names it, what was seen and what is expected. */
export function wrongColumns(path: string, problems: readonly string[]): ContractError {
  return new ContractError('ARROW_SCHEMA', `${path}: the columns do not fit: ${problems.join('; ')}`, {
    path,
    problems,
  });
}

/** A value that a column cannot keep. Its place stands in the message; the value has none there, for the ledger keeps messages and pages show them. */
export class ValueProblem extends Error {
  /** Its row in the record batch, or its place in the dictionary; from 0. */
  readonly at: number;
  readonly inDictionary: boolean;
  constructor(at: number, problem: string, inDictionary = false) {
    super(problem);
    this.at = at;
    this.inDictionary = inDictionary;
  }
}

export function wrongValue(path: string, column: string, where: string, problem: string): ContractError {
  return new ContractError('ARROW_VALUE', `${path}: column ${column}, ${where}: ${problem}`, { path, column });
}

export function unreadable(path: string, error: unknown): OutageError {
  const errno = (error as NodeJS.ErrnoException).code;
  return new OutageError('ARROW_READ', `cannot read ${path}: ${reasonOf(error)}`, {
    data: { path, ...(errno === undefined ? {} : { errno }) },
    cause: error,
    retryable: !['ENOENT', 'EACCES', 'EPERM', 'EISDIR'].includes(errno ?? ''),
  });
}

/** Something that Arrow has and this room does not read. The message says what is, and what to do. */
export class Unsupported extends Error {}

/** Whatever the decoders throw over impossible bytes means a damaged file; our own errors stay what they are. */
export function decodingFailure(path: string, where: string, error: unknown): unknown {
  if (error instanceof LakeferryError || error instanceof ValueProblem) return error;
  if (error instanceof Unsupported) {
    const message = `${path}: ${where}: ${error.message}`;
    return new ConfigurationError('ARROW_FORMAT', message, { path });
  }
  return damaged(path, where, reasonOf(error), error);
}
