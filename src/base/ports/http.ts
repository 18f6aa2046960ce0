/** One request. The client follows no redirects, decodes nothing and retries nothing: those are `source`'s decisions. */
export interface HttpRequest {
  method: 'GET' | 'HEAD' | 'POST' | 'PATCH';
  url: URL;
  headers: Readonly<Record<string, string>>;
  /** For POST and PATCH. */
  body?: string;
  /** Per-phase limits in milliseconds; `idle` is the longest silence between two pieces of the body. */
  timeouts: { connect: number; headers: number; idle: number };
  /** Refuse to connect when the host resolves to a private, loopback, link-local or metadata address. */
  allowPrivate: boolean;
  signal: AbortSignal;
}

/** The answer as it came over the wire. Header names are lower-case; repeated headers are joined by `, `. */
export interface HttpResponse {
  status: number;
  headers: ReadonlyMap<string, string>;
  /** Raw bytes: content encoding not removed. Throws when the connection ends before the declared length. */
  body: AsyncIterable<Uint8Array>;
  /** True when Content-Length or chunked framing lets the client see a cut body. */
  framed: boolean;
  /** Frees the connection without reading on. */
  discard(): Promise<void>;
}

export interface Http {
  request(request: HttpRequest): Promise<HttpResponse>;
}
