import { LakeferryError, OutageError } from '../base/errors.ts';

/** What a code of undici, Node or OpenSSL means to a person. Certificates are judged the same on every try. */
const MEANING: Readonly<Record<string, readonly [code: string, words: string]>> = {
  UND_ERR_CONNECT_TIMEOUT: ['HTTP_CONNECT_TIMEOUT', 'no connection in time'],
  ETIMEDOUT: ['HTTP_CONNECT_TIMEOUT', 'no connection in time'],
  UND_ERR_HEADERS_TIMEOUT: ['HTTP_HEADERS_TIMEOUT', 'no answer in time'],
  UND_ERR_BODY_TIMEOUT: ['HTTP_IDLE_TIMEOUT', 'the server stopped sending'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['HTTP_CUT', 'the body has not the length that the server declared'],
  UND_ERR_SOCKET: ['HTTP_CUT', 'the connection broke off'],
  ECONNRESET: ['HTTP_CUT', 'the connection broke off'],
  EPIPE: ['HTTP_CUT', 'the connection broke off'],
  ECONNREFUSED: ['HTTP_REFUSED', 'nobody answers at that address and port'],
  EHOSTUNREACH: ['HTTP_REFUSED', 'no route to the host'],
  ENETUNREACH: ['HTTP_REFUSED', 'no route to the network'],
  ENOTFOUND: ['HTTP_DNS', 'the name cannot be resolved'],
  EAI_AGAIN: ['HTTP_DNS', 'the name server does not answer'],
  UND_ERR_HEADERS_OVERFLOW: ['HTTP_PROTOCOL', 'the headers are too long'],
  UND_ERR_ABORTED: ['HTTP_PROXY', 'the proxy refused the tunnel'],
  UND_ERR_PRX_CONN: ['HTTP_PROXY', 'the proxy broke the tunnel off'],
  UND_ERR_PRX_TLS: ['HTTP_TLS', "the proxy's certificate is not trusted"],
};

const TLS = /^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)/;

/**
 * Turns whatever the client threw into one of our errors. `host` is all that is told of the URL: paths, queries and
 * headers may hold secrets, and messages of dependencies are not passed on because they may quote them.
 */
export function describeFailure(
  error: unknown,
  host: string,
  signal: AbortSignal,
  phase: 'answer' | 'body' = 'answer',
): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof LakeferryError) return error;
  const code = codeOf(error);
  if (TLS.test(code)) {
    return new OutageError('HTTP_TLS', `no trusted connection to ${host} (${code}); its certificate must be mended`, {
      data: { host, cause: code },
      retryable: false,
    });
  }
  // The parser's errors have lost their code in some versions of undici; a body that ends before its last chunk is one of them.
  const isParser = code.startsWith('HPE_') || code === 'HTTPParserError';
  const parser = phase === 'body' ? MEANING['UND_ERR_SOCKET'] : (['HTTP_PROTOCOL', 'the answer is not HTTP'] as const);
  const [ours, words] = (isParser ? parser : MEANING[code]) ?? ['HTTP_FAILED', 'the request failed'];
  return new OutageError(ours, `${host}: ${words} (${code})`, { data: { host, cause: code } });
}

/** The most telling code: of the error, of the causes below it, or of the first address that was tried. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const code = (error as NodeJS.ErrnoException).code;
  // undici wraps the socket's own error, which says more.
  if (code === 'UND_ERR_SOCKET' && error.cause instanceof Error) {
    const inner = (error.cause as NodeJS.ErrnoException).code;
    if (inner !== undefined) return inner;
  }
  if (code !== undefined) return code;
  if (error instanceof AggregateError && error.errors.length > 0) return codeOf(error.errors[0]);
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
