import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  parseDuration
} from "./chunk-TZELW4TJ.mjs";
import {
  ConfigurationError,
  OutageError
} from "./chunk-TOUVOPKP.mjs";

// src/base/retry.ts
function parseRetryDelay(text) {
  const exponential = /^exponential\(\s*([^,\s]+)\s*,\s*([^,\s)]+)\s*\)$/.exec(text);
  if (exponential) {
    const [first, longest] = [parseDuration(exponential[1]), parseDuration(exponential[2])];
    if (first > longest) {
      throw new ConfigurationError(
        "RETRY_DELAY",
        `"${text}" starts above its limit; write exponential(first, longest), like exponential(2s, 60s)`,
        { text }
      );
    }
    return { kind: "exponential", first, longest };
  }
  const list = text.replace(/^\[(.*)\]$/, "$1").split(",").map((part) => part.trim());
  return { kind: "list", delays: list.map(parseDuration) };
}
function retryDelay(delay, n, random) {
  const asked = delay.kind === "exponential" ? Math.min(delay.longest, delay.first * 2 ** (n - 1)) : delay.delays[Math.min(n, delay.delays.length) - 1] ?? 0;
  return Math.round(asked * (0.5 + random / 2));
}
async function withRetries(policy, clock, signal, work, onRetry = () => {
}) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (error instanceof OutageError) error.tries = attempt;
      if (!(error instanceof OutageError) || !error.retryable || signal.aborted) throw error;
      const { retries, delay } = typeof policy === "function" ? policy(error) : policy;
      if (attempt > retries) throw error;
      const asked = error.data["retryAfterMs"];
      const planned = retryDelay(delay, attempt, clock.random());
      const waitMs = typeof asked === "number" ? Math.max(asked, planned) : planned;
      onRetry({ attempt, tries: retries + 1, error, waitMs });
      await clock.sleep(waitMs, signal);
    }
  }
}

// src/pipeline/defaults.ts
var MINUTE = 6e4;
var DAY = 864e5;
var DEFAULT_CSV = {
  delimiter: ",",
  quote: '"',
  nulls: [""],
  encoding: "utf-8",
  extraEmptyColumns: "error"
};
var DEFAULT_LIMITS = {
  field: 16 * 2 ** 20,
  // BigQuery takes no longer row: https://cloud.google.com/bigquery/quotas#load_jobs
  record: 1e8,
  columns: 1e4,
  header: 2 ** 20,
  download: 2e10,
  text: 2e11,
  ratio: 1e3,
  memory: 4 * 2 ** 30
};
var PATIENT = { kind: "exponential", first: 2e3, longest: 6e4 };
var FETCH = { retries: 3, retryDelay: PATIENT, timeoutMs: 20 * MINUTE };
var OTHER = { retries: 1, retryDelay: PATIENT, timeoutMs: 30 * MINUTE };
var DEFAULT_TASKS = {
  fetch: FETCH,
  clean: OTHER,
  "write-parquet": OTHER,
  upload: OTHER,
  load: OTHER
};
var DEFAULT_SENDING = { retries: 3, retryDelay: PATIENT, timeoutMs: 2 * MINUTE };
var DEFAULT_LAG = 0;
var DEFAULT_GRACE = 30 * DAY;
var DEFAULT_RECHECK = 3;
var DEFAULT_TIMEZONE = "UTC";
var DEFAULT_ANCHOR = "2000-01-01T00:00";
var DEFAULT_HISTORY = 3;
var DEFAULT_CACHE_MAX = 1e9;

export {
  parseRetryDelay,
  retryDelay,
  withRetries,
  DEFAULT_CSV,
  DEFAULT_LIMITS,
  DEFAULT_TASKS,
  DEFAULT_SENDING,
  DEFAULT_LAG,
  DEFAULT_GRACE,
  DEFAULT_RECHECK,
  DEFAULT_TIMEZONE,
  DEFAULT_ANCHOR,
  DEFAULT_HISTORY,
  DEFAULT_CACHE_MAX
};
