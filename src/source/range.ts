/** What the first part of a download said about the whole file. */
export interface Whole {
  etag: string;
  /** Bytes; absent while no answer told. */
  total?: number;
}

/** A weak tag promises equal meaning, not equal bytes (RFC 9110, 8.8.1): bytes of two answers must not be joined on it. */
export function isStrong(etag: string | undefined): etag is string {
  return etag !== undefined && /^".*"$/.test(etag);
}

export function rangeHeaders(whole: Whole, from: number): Record<string, string> {
  return { range: `bytes=${from}-`, 'if-range': whole.etag };
}

/**
 * Is this 206 the very rest that was asked for: same tag, uncoded, from our last byte to the end of a file of the same
 * length? Returns that length; `undefined`: the answer must not be appended.
 */
export function continuedTotal(headers: ReadonlyMap<string, string>, whole: Whole, from: number): number | undefined {
  const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  if (match === null) return undefined;
  const [start, end, total] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const etag = headers.get('etag');
  if (start !== from || end !== total - 1 || (etag !== undefined && etag !== whole.etag)) return undefined;
  if (whole.total !== undefined && whole.total !== total) return undefined;
  const length = headers.get('content-length');
  if (length !== undefined && Number(length) !== total - from) return undefined;
  return headers.has('content-encoding') && headers.get('content-encoding') !== 'identity' ? undefined : total;
}
