import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Http } from '../base/ports/http.ts';
import type { Log } from '../base/ports/log.ts';
import type { Store } from '../base/ports/store.ts';
import type { Limits, SourceSettings, TaskPolicy } from '../pipeline/pipeline.ts';
import type { SourceFacts, Validators } from './facts.ts';
import type { TextTap } from './text-tap.ts';

export interface FetchOptions {
  /** http(s), `file:` or an absolute path; may hold secrets. */
  url: string;
  /** The same for messages and records. */
  shownUrl: string;
  /** Sent to the URL's own origin only. */
  headers: Readonly<Record<string, string>>;
  settings: SourceSettings;
  limits: Limits;
  /** Retries, and the time limit of the whole fetch with all of its tries. */
  policy: TaskPolicy;
  /** The partition, for messages and progress. */
  subject: string;
  /** Ask only for a file that differs from this one. */
  previous?: Validators;
  /** Final path of the raw file. It is written beside it and renamed when it is whole. */
  into: string;
  /** Asked for each file that is begun: where its text goes besides. It may come in vain: only the outcome tells. */
  onText?: () => TextTap;
  http: Http;
  /** Opens the bucket of a `gs://` URL, all of it. */
  bucket?: (url: string) => Store;
  files: Files;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
}

/** By what a file is known to be whole: gzip's checksum, or a length that somebody declared. */
export type VerifiedBy = 'length' | 'gzip' | 'unverified';

/** What one try brings. */
export type TryOutcome =
  | { kind: 'fetched'; path: string; source: SourceFacts; verifiedBy: VerifiedBy }
  | ({ kind: 'unchanged' } & Validators)
  | { kind: 'not_ready'; status: number };

export type FetchOutcome =
  | Exclude<TryOutcome, { kind: 'fetched' }>
  | (Extract<TryOutcome, { kind: 'fetched' }> & { attempts: number });
