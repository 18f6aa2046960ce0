/** What went wrong with a call of one of Google's interfaces, whatever its client made of it. */
export interface Problem {
  /** HTTP status; absent where no answer came. */
  status?: number;
  /** Google's stable word for it: `notFound`, `rateLimitExceeded` … */
  reason?: string;
  message: string;
}

/** Reads status, reason and text out of whatever a client threw. Its `code` is the status or a word of Node's. */
export function problemOf(error: unknown): Problem {
  const { code, status, response, errors, message } = (error ?? {}) as {
    code?: unknown;
    status?: unknown;
    response?: { status?: unknown; statusCode?: unknown };
    errors?: { reason?: string; message?: string }[];
    message?: unknown;
  };
  const found = [code, status, response?.statusCode, response?.status].map(numberOf).find((each) => each !== undefined);
  const first = Array.isArray(errors) ? errors[0] : undefined;
  const told = typeof message === 'string' && message !== '' ? message : String(error);
  return {
    ...(found === undefined ? {} : { status: found }),
    ...(typeof first?.reason === 'string' ? { reason: first.reason } : {}),
    message: oneLine(first?.message ?? bodyMessage(told) ?? told),
  };
}

/** Trouble of the moment; without an answer nobody knows what became of the call: ask again. */
export function isPassingStatus(status: number | undefined): boolean {
  return status === undefined || [408, 429, 500, 502, 503, 504].includes(status);
}

/** `The message (404 notFound)`. */
export function describeProblem({ status, reason, message }: Problem): string {
  const facts = [status, reason].filter((each) => each !== undefined).join(' ');
  return facts === '' ? message : `${message} (${facts})`;
}

export function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

/** A mistake in a program, and no answer of a server; what a network does to `fetch` is a TypeError with a cause. */
export function isBug(error: unknown): boolean {
  return (error instanceof TypeError && error.cause === undefined) || error instanceof ReferenceError;
}

/** A stream's error has the answer's whole body as its message. */
function bodyMessage(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    const { error } = JSON.parse(text) as { error?: { message?: unknown } };
    return typeof error?.message === 'string' ? error.message : undefined;
  } catch {
    return undefined;
  }
}

/** Some clients write a status as a text. */
function numberOf(code: unknown): number | undefined {
  if (typeof code === 'number') return code;
  return typeof code === 'string' && /^[1-5]\d\d$/.test(code) ? Number(code) : undefined;
}
