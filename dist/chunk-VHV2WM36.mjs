import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);
import {
  PARTITION_DATE
} from "./chunk-6BN765J6.mjs";
import {
  formatCount
} from "./chunk-UEZ476QA.mjs";
import {
  ConfigurationError,
  ContractError,
  reasonOf
} from "./chunk-TOUVOPKP.mjs";

// src/base/hash.ts
import { createHash } from "node:crypto";

// src/base/canonical-json.ts
function canonicalJson(value) {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new TypeError(`canonical JSON cannot hold ${value}`);
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const object = value;
  if (typeof value !== "object") throw new TypeError(`canonical JSON cannot hold a ${typeof value}`);
  const members = Object.keys(object).sort().map((name) => `${JSON.stringify(name)}:${canonicalJson(object[name])}`);
  return `{${members.join(",")}}`;
}

// src/base/hash.ts
function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}
function sha256OfJson(value) {
  return sha256(canonicalJson(value));
}
async function sha256OfFile(files, path) {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const piece of files.stream(path)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

// src/warehouse/adopted-rows.ts
function checkAdoptedRows(url, { partition, rows }, found) {
  if (found === rows) return;
  throw new ContractError(
    "WAREHOUSE_ROWS",
    `${url} holds ${formatCount(found)} rows of ${partition}, and its file ${formatCount(rows)}: they are not the same rows`,
    { partition, found, rows }
  );
}

// src/warehouse/receipt.ts
function receiptFor(request, loadedAt) {
  const { partition, publication, sha256: sha2562, rows } = request;
  return { partition, publication, sha256: sha2562, rows, rowsNow: rows, loadedAt };
}
function settledBy(request, receipt) {
  const same = receipt !== void 0 && receipt.publication === request.publication && receipt.sha256 === request.sha256 && receipt.rows === request.rows && receipt.rowsNow === request.rows;
  return same ? { receipt, outcome: "unchanged", replaced: 0, added: [] } : void 0;
}

// src/warehouse/identifier.ts
var RECEIPTS_TABLE = "_lakeferry_receipts";
function quoteName(name) {
  return `"${name.replaceAll('"', '""')}"`;
}
function quoteText(text) {
  return `'${text.replaceAll("'", "''")}'`;
}

// src/warehouse/table-columns.ts
function compareColumns(dialect, existing, columns, partitioned) {
  const wanted = new Map(columns.map((column) => [dialect.keyOf(column.name), column]));
  const differences = [];
  for (const column of existing) {
    const spec = wanted.get(dialect.keyOf(column.name));
    if (spec === void 0) {
      if (!column.nullable) differences.push(`${column.name}: NOT NULL in the table, absent from the new rows`);
    } else if (dialect.typeOf(spec) !== column.type) {
      differences.push(`${column.name}: ${column.type} in the table, ${dialect.typeOf(spec)} in the new rows`);
    } else if (!column.nullable && !spec.required) {
      differences.push(`${column.name}: NOT NULL in the table, may be null in the new rows`);
    }
  }
  if (partitioned && !hasPartitionDate(dialect, existing)) {
    differences.push(`${PARTITION_DATE}: absent from the table, so its rows belong to no partition`);
  }
  return differences;
}
function hasPartitionDate(dialect, existing) {
  return existing?.some((column) => dialect.keyOf(column.name) === PARTITION_DATE) ?? false;
}
function missingColumns(dialect, existing, columns) {
  const names = new Set(existing.map((column) => dialect.keyOf(column.name)));
  return columns.filter((column) => !names.has(dialect.keyOf(column.name)));
}
function newComments(dialect, existing, columns) {
  const known = new Map(existing.map((column) => [dialect.keyOf(column.name), column.comment]));
  return columns.flatMap(
    ({ name, description }) => description === void 0 || known.get(dialect.keyOf(name)) === description ? [] : [{ name, comment: description }]
  );
}
function refuseDifferences(url, differences) {
  if (differences.length === 0) return;
  throw new ContractError(
    "WAREHOUSE_SCHEMA",
    `${url} does not fit the new rows:
${differences.map((line) => `  ${line}`).join("\n")}
change the columns back, alter the table by hand, or name a new table in "warehouse"`,
    { differences }
  );
}

// src/warehouse/after-load.ts
function afterLoadError(url, request, place, why, cause) {
  return new ConfigurationError(
    "WAREHOUSE_AFTER_LOAD",
    `after_load${place}: ${why}; nothing of ${request.partition} was loaded into ${url}`,
    {},
    cause
  );
}
var TRANSACTION_INSIDE = "it begins or ends a transaction, but runs inside that of the load; take BEGIN, COMMIT and ROLLBACK out";
function checkRowsLeft(url, request, left) {
  const { partition, rows } = request;
  if (left === rows) return;
  const why = `it left ${left} of ${rows} rows of ${partition}; write its outcome to another table`;
  throw afterLoadError(url, request, "", why);
}

// src/warehouse/append-once.ts
function isAppended(url, request, before, now) {
  const { partition, rows, sha256: sha2562 } = request;
  const refuse2 = (why) => new ContractError(
    "WAREHOUSE_APPENDED",
    `${url} ${why}, and "write: append-once" replaces nothing; delete the rows of ${partition} by hand or use "write: replace-partition"`,
    { partition }
  );
  if (before !== void 0 && before.sha256 !== sha2562) {
    throw refuse2(`got ${partition} from another file (sha256 ${before.sha256.slice(0, 12)})`);
  }
  if (now === 0) return before !== void 0 && rows === 0;
  if (before === void 0) throw refuse2(`holds ${now} rows of ${partition} without a receipt`);
  if (now !== rows) throw refuse2(`holds ${now} instead of ${rows} rows of ${partition}`);
  return true;
}

// src/warehouse/file-columns.ts
function checkFileColumns(url, request, found, expected) {
  const differences = [
    ...expected.filter((column) => !found.includes(column)).map((column) => `${column}: not in the file`),
    ...found.filter((column) => !expected.includes(column)).map((column) => `${column}: only in the file`)
  ];
  if (differences.length === 0) return;
  throw new ContractError(
    "WAREHOUSE_FILE_SCHEMA",
    `${request.object.uri} does not have the columns that were published for ${url}:
${differences.map((line) => `  ${line}`).join("\n")}
publish the partition again`,
    { differences }
  );
}

// src/warehouse/loaded-rows.ts
function checkLoadedRows(url, request, inserted, found) {
  const { partition, object, rows } = request;
  if (inserted === rows && found === rows) return;
  throw new ContractError(
    "WAREHOUSE_COUNT",
    `${url} would hold ${found} rows of ${partition} from ${inserted} rows of ${object.uri}, but ${rows} were published; publish the partition again`,
    { found, inserted, expected: rows }
  );
}

// src/warehouse/postgres/tls.ts
import { readFile } from "node:fs/promises";
var MODES = { disable: "plain", require: "encrypt", "verify-ca": "chain", "verify-full": "full" };
function tlsOf(options) {
  const { mode, rootFile, isLoopback: isLoopback2 } = options;
  const root = rootFile === void 0 || rootFile === "system" ? {} : { rootFile };
  if (mode === void 0 || mode === "") {
    if (isLoopback2 && rootFile === void 0) return { check: "plain" };
    return { check: "full", ...root };
  }
  if (!Object.hasOwn(MODES, mode)) {
    throw new ConfigurationError(
      "WAREHOUSE_URL",
      `sslmode is none of ${Object.keys(MODES).join(", ")}; "prefer" and "allow" are not taken, because they fall back to an open line`
    );
  }
  const check = MODES[mode];
  if (check === "plain") return { check };
  return { check: check === "encrypt" && rootFile !== void 0 ? "chain" : check, ...root };
}
async function tlsSettings(tls) {
  if (tls.check === "plain") return false;
  if (tls.check === "encrypt") return { rejectUnauthorized: false };
  return {
    rejectUnauthorized: true,
    ...tls.rootFile === void 0 ? {} : { ca: await readRoot(tls.rootFile) },
    ...tls.check === "chain" ? { checkServerIdentity: () => void 0 } : {}
  };
}
async function readRoot(file) {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new ConfigurationError(
      "WAREHOUSE_TLS",
      `the certificate file of sslrootcert cannot be read: ${reasonOf(error)}`,
      { file },
      error
    );
  }
}

// src/warehouse/postgres/target.ts
import { isIP } from "node:net";
var POSTGRES_FORM = "postgres://user:password@host:5432/database#schema.table";
var LONGEST_NAME = 63;
var DEFAULT_PORT = 5432;
function resolveTarget(options) {
  const url = parse(options.url);
  const user = decoded(url.username, "user");
  const password = url.password === "" ? void 0 : decoded(url.password, "password");
  const host = decoded(url.hostname, "host").replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "").toLowerCase();
  const database = decoded(url.pathname.slice(1), "database");
  if (user === "") throw refuse("names no user");
  if (host === "") throw refuse("names no host");
  if (host.includes("/")) throw refuse("names a socket folder as its host, which is not supported");
  if (database === "" || database.includes("/")) throw refuse("names no database, or more than one");
  const port = url.port === "" ? DEFAULT_PORT : Number(url.port);
  const { schema, table } = namesOf(url.hash, options.dataset);
  const { tls, connectMs } = parametersOf(url.searchParams, host);
  const place = `${isIP(host) === 6 ? `[${host}]` : host}${port === DEFAULT_PORT ? "" : `:${port}`}`;
  const shown = schema === "public" ? table : `${schema}.${table}`;
  return {
    host,
    port,
    database,
    schema,
    table,
    user,
    password,
    tls,
    ...connectMs === void 0 ? {} : { connectMs },
    url: `postgres://${place}/${encodeURIComponent(database)}#${shown}`,
    id: `postgres-${sha256OfJson([isLoopback(host) ? "localhost" : host, port, database, schema, table]).slice(0, 16)}`
  };
}
function refuse(why) {
  return new ConfigurationError(
    "WAREHOUSE_URL",
    `the PostgreSQL URL ${why}; write ${POSTGRES_FORM}, with %-encoding for "@", "/", "#", "?" and ":" in a password`
  );
}
function parse(text) {
  const rest = /^postgres(?:ql)?:\/\/(.*)$/is.exec(text)?.[1];
  if (rest === void 0) throw refuse("does not begin with postgres://");
  const url = URL.parse(`postgres://${rest}`);
  if (url === null) throw refuse("cannot be understood");
  return url;
}
function decoded(text, what) {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refuse(`has a "%" in its ${what} that encodes nothing (a percent sign itself is %25)`);
  }
}
function namesOf(hash, dataset) {
  const fragment = decoded(hash.slice(1), "table");
  if (/[@/:?#]/.test(fragment)) throw refuse('has no table after "#"');
  const names = fragment === "" ? [dataset] : fragment.split(".");
  const table = names.at(-1) ?? "";
  const schema = names.length === 1 ? "public" : names[0] ?? "";
  if (names.length > 2 || table === "" || schema === "") throw refuse('does not name a table after "#"');
  if (table === RECEIPTS_TABLE) throw refuse("names the table of the receipts");
  for (const name of [schema, table]) checkName(name);
  return { schema, table };
}
function checkName(name) {
  const bytes = Buffer.byteLength(name);
  if (bytes <= LONGEST_NAME && !name.includes("\0")) return;
  throw new ConfigurationError(
    "WAREHOUSE_NAME",
    `"${name}" has ${bytes} bytes, but PostgreSQL keeps ${LONGEST_NAME} of a name; choose a shorter one`,
    { name, bytes }
  );
}
function parametersOf(parameters, host) {
  const known = /* @__PURE__ */ new Set(["sslmode", "sslrootcert", "connect_timeout"]);
  for (const name of parameters.keys()) {
    if (!known.has(name)) throw refuse(`has a parameter that is not one of ${[...known].join(", ")}`);
  }
  const timeout = parameters.get("connect_timeout");
  if (timeout !== null && !/^[1-9]\d{0,4}$/.test(timeout)) {
    throw refuse("has a connect_timeout that is not a number of seconds from 1");
  }
  return {
    tls: tlsOf({
      mode: parameters.get("sslmode") ?? void 0,
      rootFile: parameters.get("sslrootcert") ?? void 0,
      isLoopback: isLoopback(host)
    }),
    ...timeout === null ? {} : { connectMs: Number(timeout) * 1e3 }
  };
}
function isLoopback(host) {
  return host === "localhost" || host === "::1" || isIP(host) === 4 && host.startsWith("127.");
}

export {
  canonicalJson,
  sha256,
  sha256OfJson,
  sha256OfFile,
  checkAdoptedRows,
  receiptFor,
  settledBy,
  RECEIPTS_TABLE,
  quoteName,
  quoteText,
  compareColumns,
  hasPartitionDate,
  missingColumns,
  newComments,
  refuseDifferences,
  afterLoadError,
  TRANSACTION_INSIDE,
  checkRowsLeft,
  isAppended,
  checkFileColumns,
  checkLoadedRows,
  tlsSettings,
  POSTGRES_FORM,
  resolveTarget,
  checkName
};
