import type { Clock } from '../base/ports/clock.ts';
import type { Files } from '../base/ports/files.ts';
import type { Http } from '../base/ports/http.ts';
import type { Log } from '../base/ports/log.ts';
import type { Examination } from '../base/ports/warehouse.ts';
import type { EvolvedColumn } from '../convert/conversion.ts';
import type { BucketFacts } from '../lake/gcs/bucket.ts';
import type { Head } from '../ledger/entry.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { SourceSample } from '../source/sample.ts';
import type { Attempt } from './attempt.ts';
import type { WorkflowFile } from './workflow-file.ts';

/** A source's file that was looked at, and those newer ones that are not there yet. */
export interface SourceLook {
  /** Partitions that are due and were asked for, newest first. */
  asked: readonly string[];
  /** The last one of them, where it was there. */
  found?: { partition: string; sample: Extract<SourceSample, { kind: 'found' }> };
  /** What the others were answered. */
  status?: number;
}

/** Everything that the checks look at, each part looked at when the first one asks. */
export interface Setup {
  pipeline: Pipeline;
  env: Readonly<Record<string, string | undefined>>;
  files: Files;
  http: Http;
  clock: Clock;
  log: Log;
  signal: AbortSignal;
  /** A job of GitHub's, or of act. */
  isGithub: boolean;
  /** A folder for files of the doctor's own, whoever opened it removes it. */
  scratch: string;
  /** Where a run keeps its files until it ends. */
  workFolder: string;
  /** Partitions that a run works on at once. */
  concurrency: number;
  source: Attempt<SourceLook>;
  /** Logs in where Google is asked for anything; `false`: it is not. */
  google: Attempt<boolean>;
  /** Undefined: the lake is a folder. */
  bucket: Attempt<BucketFacts | undefined>;
  ledger: Attempt<{ heads: ReadonlyMap<string, Head>; evolved: readonly EvolvedColumn[] }>;
  /** Undefined: the lake is the end. */
  table: Attempt<Examination | undefined>;
  /** Workflows of the repository that use lakeferry. */
  workflows: Attempt<readonly WorkflowFile[]>;
  /** Milliseconds since the epoch; undefined: there is no git, or no commit. */
  lastCommit(): Promise<number | undefined>;
  /** Whether GitHub shows the repository to everybody; undefined: nobody said. */
  isPublic: boolean | undefined;
  /** Bytes that are free where this folder is. */
  freeBytes(folder: string): Promise<number>;
  /** Why the cache cannot be used as it should; undefined: it can. */
  tryCache(): Promise<string | undefined>;
}
