/** What is known of a raw file. The ledger records the same shape. */
export interface SourceFacts {
  /** Without secrets. */
  url: string;
  etag?: string;
  lastModified?: string;
  /** Of the raw file: after HTTP's own content coding, before the file's compression. */
  bytes: number;
  sha256: string;
}

/** By what a server tells whether its file is still the one that was fetched. */
export interface Validators {
  etag?: string;
  lastModified?: string;
}

/** The validators among an answer's headers. */
export function validatorsOf(headers: ReadonlyMap<string, string>): Validators {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')];
  return { ...(etag ? { etag } : {}), ...(lastModified ? { lastModified } : {}) };
}

/** The request headers that ask for the file only if it differs. */
export function conditionsOf(previous: Validators | undefined): Record<string, string> {
  return {
    ...(previous?.etag === undefined ? {} : { 'if-none-match': previous.etag }),
    ...(previous?.lastModified === undefined ? {} : { 'if-modified-since': previous.lastModified }),
  };
}
