/**
 * The kinds of failure, told apart by who can mend them.
 *
 * A `LakeferryError` is one line for a person; anything else that is thrown is a bug and keeps its stack.
 * Exit codes: 1 outage or bug, 2 the user's mistake, 3 the data broke its contract.
 */

/** What is common to all expected failures: a stable code, a one-line message, and the facts as data. */
export class LakeferryError extends Error {
  /** Stable, upper-case, for tests and scripts: `FETCH_SHORT_BODY`. */
  readonly code: string;
  /** The facts that the message tells in words. Never a secret, never row text. */
  readonly data: Readonly<Record<string, unknown>>;
  readonly exitCode: 1 | 2 | 3;

  constructor(exitCode: 1 | 2 | 3, code: string, message: string, data: Record<string, unknown> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.code = code;
    this.data = data;
  }
}

/** The user can mend it: a wrong flag, file or setting. The message names file, line, value seen, form expected, fix. */
export class ConfigurationError extends LakeferryError {
  constructor(code: string, message: string, data: Record<string, unknown> = {}, cause?: unknown) {
    super(2, code, message, data, cause);
  }
}

/** The data broke its contract: a schema that does not fit, too many rejected rows. */
export class ContractError extends LakeferryError {
  constructor(code: string, message: string, data: Record<string, unknown> = {}, cause?: unknown) {
    super(3, code, message, data, cause);
  }
}

/** Something outside failed: network, disk, server. Retried by policy where `retryable`, then reported with its cause. */
export class OutageError extends LakeferryError {
  readonly retryable: boolean;
  /** How often it was tried until it was given up; absent where nothing tries again. */
  tries?: number;
  constructor(
    code: string,
    message: string,
    options: { data?: Record<string, unknown>; cause?: unknown; retryable?: boolean } = {},
  ) {
    super(1, code, message, options.data ?? {}, options.cause);
    this.retryable = options.retryable ?? true;
  }
}

/** Somebody else wrote first. Never retried blindly: look again, then decide. */
export class ConflictError extends LakeferryError {
  constructor(code: string, message: string, data: Record<string, unknown> = {}, cause?: unknown) {
    super(1, code, message, data, cause);
  }
}

/** A lower-case reason that composes: `cannot read the file: ${reasonOf(error)}`. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/^Error: /, '').replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}
