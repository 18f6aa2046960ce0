import { ConfigurationError, ContractError, LakeferryError, OutageError, reasonOf } from '../../base/errors.ts';
import type { Target } from './target.ts';

/** What the server tells of an error, beside its message. https://www.postgresql.org/docs/current/protocol-error-fields.html */
interface ServerError extends Error {
  code?: string;
  severity?: string;
  column?: string;
  constraint?: string;
  where?: string;
  position?: string;
  internalPosition?: string;
}

/** The five characters of SQLSTATE; empty where the server itself said nothing. */
export function stateOf(error: unknown): string {
  const { code, severity } = (error ?? {}) as ServerError;
  return severity !== undefined && typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) ? code : '';
}

/** The connection is gone, so nobody knows whether the last statement took effect. */
export function isCut(error: unknown): boolean {
  const state = stateOf(error);
  if (state !== '') return /^08|^57P0/.test(state);
  return (
    NETWORK.test(String((error as { code?: unknown }).code ?? '')) ||
    /terminated|not queryable|timeout expired/i.test(reasonOf(error))
  );
}

const NETWORK = /^(ECONN|EPIPE|ETIMEDOUT|EHOST|ENET|ENOTFOUND|EAI_|ESOCKET|ERR_STREAM|ERR_SOCKET)/;

const CERTIFICATE = /^(ERR_TLS|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|HOSTNAME_MISMATCH|INVALID_CA)/;

/**
 * What a failed statement or connection means. A server's message on a value repeats the value, and a row's text has no place
 * in a message: there only kind, column and row are told. Whatever is not expected here stays the bug that it is.
 */
export function translate(target: Target, error: unknown): unknown {
  if (error instanceof LakeferryError) return error;
  const state = stateOf(error);
  return state === '' ? fromClient(target, error) : fromServer(target, state, error as ServerError);
}

function fromClient(target: Target, error: unknown): unknown {
  const { url } = target;
  const code = String((error as { code?: unknown }).code ?? '');
  const reason = reasonOf(error);
  if (/does not support SSL/i.test(reason)) {
    return new ConfigurationError(
      'WAREHOUSE_TLS',
      `${url} offers no encryption; turn it on in the server, or add ?sslmode=disable to the URL where nobody can listen on the way`,
      {},
      error,
    );
  }
  if (CERTIFICATE.test(code)) {
    return new ConfigurationError(
      'WAREHOUSE_TLS',
      `${url} does not prove who it is (${reason}); name its authority's certificate with ?sslrootcert=FILE, or add ?sslmode=require to encrypt without proof`,
      {},
      error,
    );
  }
  if (/SASL|SCRAM/.test(reason)) return authError(target, reason, error);
  if (isCut(error)) return new OutageError('WAREHOUSE_CONNECTION', `${url}: ${reason}`, { cause: error });
  return error;
}

function authError(target: Target, reason: string, error: unknown): ConfigurationError {
  return new ConfigurationError(
    'WAREHOUSE_AUTH',
    `${target.url} did not let the URL's user in (${reason}); check user and password in the URL, and the server's pg_hba.conf`,
    {},
    error,
  );
}

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
function fromServer(target: Target, state: string, error: ServerError): unknown {
  const { url } = target;
  const reason = reasonOf(error);
  const data = { state };
  if (/^28/.test(state)) return authError(target, reason, error);
  switch (state) {
    case '3D000':
      return new ConfigurationError(
        'WAREHOUSE_DATABASE',
        `${url}: ${reason}; create it (CREATE DATABASE), or correct the name in the URL`,
        data,
        error,
      );
    case '42501':
      return new ConfigurationError('WAREHOUSE_RIGHTS', `${url}: ${reason}; ${grants(target)}`, data, error);
    case '25006':
      return new ConfigurationError(
        'WAREHOUSE_READ_ONLY',
        `${url}: ${reason}; name the primary server in the URL`,
        data,
        error,
      );
    case '55P03':
      return new OutageError(
        'WAREHOUSE_LOCKED',
        `${url}: another session held the table or the partition for too long`,
        {
          data,
          cause: error,
        },
      );
  }
  if (/^(22|23)/.test(state))
    return new ContractError('WAREHOUSE_DATA', `${url} refused the rows: ${refusal(state, error)}`, data);
  if (/^(54|42701)/.test(state)) return new ConfigurationError('WAREHOUSE_LIMIT', `${url}: ${reason}`, data, error);
  // Connections, resources, conflicts, an operator, the system, the server's own bugs; a table that somebody dropped or made meanwhile.
  if (/^(08|40|53|55|57|58|25P0|XX|42P01|42P07)/.test(state)) {
    return new OutageError('WAREHOUSE_SERVER', `${url}: ${reason}`, { data, cause: error });
  }
  return error;
}

/** What of a row was refused, without its text. */
function refusal(state: string, error: ServerError): string {
  const { column, constraint, where = '' } = error;
  const copied = /^COPY .*?, line (\d+)(?:, column (\S+))?/.exec(where);
  const place = [
    ...(column === undefined && copied?.[2] === undefined ? [] : [`column ${column ?? copied?.[2]}`]),
    ...(copied === null ? [] : [`row ${copied[1]}`]),
    ...(constraint === undefined ? [] : [`constraint ${constraint}`]),
  ];
  const kind = KINDS[state] ?? (state.startsWith('23') ? 'a constraint is broken' : 'a value cannot be stored');
  return `${kind} (${[...place, `SQLSTATE ${state}`].join(', ')})`;
}

const KINDS: Readonly<Record<string, string>> = {
  '23502': 'a null where the table has NOT NULL',
  '23503': 'a foreign key points nowhere',
  '23505': 'a value is there twice',
  '23514': 'a check of the table fails',
  '22003': 'a number does not fit its type',
  '22008': 'a date or time is out of range',
  '22021': 'a text is not valid in the encoding',
  '22P05': 'a text has characters that the database’s encoding lacks',
};

function grants({ schema, database, table }: Target): string {
  return (
    `give the URL's user what a load needs: GRANT USAGE, CREATE ON SCHEMA ${schema} and, for a table that another role owns, ` +
    `ALTER TABLE ${schema}.${table} OWNER TO it; where the schema is missing, GRANT CREATE ON DATABASE ${database}`
  );
}

/** The user's own SQL: it is the user who reads its error, so it is told as it is, with the line. */
export function scriptReason(sql: string, error: unknown): string {
  const { position, internalPosition } = (error ?? {}) as ServerError;
  const at = Number(internalPosition ?? position ?? 0);
  const line =
    at > 0 && internalPosition !== undefined
      ? [...sql]
          .slice(0, at - 1)
          .join('')
          .split('\n').length
      : 0;
  return `${line === 0 ? '' : `line ${line}: `}${reasonOf(error).split('\n', 1)[0]}`;
}
