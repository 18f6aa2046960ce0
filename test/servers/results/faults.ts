/** Every way into the server that can be told to fail. */
export const ROUTES = [
  'CreateCacheEntry',
  'FinalizeCacheEntryUpload',
  'GetCacheEntryDownloadURL',
  'CreateArtifact',
  'FinalizeArtifact',
  'ListArtifacts',
  'GetSignedArtifactURL',
  'DeleteArtifact',
  'put-blob',
  'get-blob',
] as const;

export type Route = (typeof ROUTES)[number];

/**
 * What goes wrong. A number is a status; `reset` breaks the connection; `deny` answers as to a token that lacks the right;
 * `evict` drops what is asked for and then answers truthfully (a lookup loses the entry, a download only its bytes).
 */
export interface Fault {
  route: Route;
  answer: number | 'reset' | 'deny' | 'evict';
  /** How often; default always. */
  times?: number;
  /** How many requests pass before; default none. */
  after?: number;
}

/** Plays faults in the order in which they are written; the first that is due wins. */
export class FaultScript {
  readonly #faults: { fault: Fault; seen: number }[];

  constructor(faults: readonly Fault[] = []) {
    for (const { route, answer } of faults) {
      if (!ROUTES.includes(route)) throw new RangeError(`no route ${route}; routes: ${ROUTES.join(', ')}`);
      if (answer === 'deny' && !/Cache/.test(route))
        throw new RangeError(`deny is an answer of cache routes, not of ${route}`);
      if (answer === 'evict' && !['GetCacheEntryDownloadURL', 'get-blob'].includes(route)) {
        throw new RangeError(`nothing to evict at ${route}; use GetCacheEntryDownloadURL or get-blob`);
      }
    }
    this.#faults = faults.map((fault) => ({ fault, seen: 0 }));
  }

  /** Counts one request, and says what goes wrong with it. */
  next(route: Route): Fault['answer'] | undefined {
    for (const each of this.#faults) {
      const { fault } = each;
      if (fault.route !== route) continue;
      each.seen++;
      const after = fault.after ?? 0;
      if (each.seen > after && each.seen <= after + (fault.times ?? Number.POSITIVE_INFINITY)) return fault.answer;
    }
    return undefined;
  }
}
