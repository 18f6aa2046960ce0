import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);

// src/base/errors.ts
var LakeferryError = class extends Error {
  /** Stable, upper-case, for tests and scripts: `FETCH_SHORT_BODY`. */
  code;
  /** The facts that the message tells in words. Never a secret, never row text. */
  data;
  exitCode;
  constructor(exitCode, code, message, data = {}, cause) {
    super(message, cause === void 0 ? void 0 : { cause });
    this.name = new.target.name;
    this.exitCode = exitCode;
    this.code = code;
    this.data = data;
  }
};
var ConfigurationError = class extends LakeferryError {
  constructor(code, message, data = {}, cause) {
    super(2, code, message, data, cause);
  }
};
var ContractError = class extends LakeferryError {
  constructor(code, message, data = {}, cause) {
    super(3, code, message, data, cause);
  }
};
var OutageError = class extends LakeferryError {
  retryable;
  /** How often it was tried until it was given up; absent where nothing tries again. */
  tries;
  constructor(code, message, options = {}) {
    super(1, code, message, options.data ?? {}, options.cause);
    this.retryable = options.retryable ?? true;
  }
};
var ConflictError = class extends LakeferryError {
  constructor(code, message, data = {}, cause) {
    super(1, code, message, data, cause);
  }
};
function reasonOf(error) {
  const text = error instanceof Error ? error.message || error.name : String(error);
  return text.replace(/^Error: /, "").replace(/^[A-Z](?=[a-z])/, (first) => first.toLowerCase());
}

export {
  LakeferryError,
  ConfigurationError,
  ContractError,
  OutageError,
  ConflictError,
  reasonOf
};
