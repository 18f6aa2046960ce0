import { dirname, join, relative, resolve } from 'node:path';
import { ConfigurationError, reasonOf } from '../base/errors.ts';
import type { Files } from '../base/ports/files.ts';
import type { EvolvedColumn } from '../convert/conversion.ts';
import { OUTCOMES, type ResultEntry, type ResultFile } from './result.ts';

const FORMAT = 1;

/** The results of one task, or of a whole run: one entry a partition. */
export interface Results {
  dataset: string;
  /** Columns that earlier partitions added to the dataset, as the ledger knew them when the first task ran. */
  evolved: readonly EvolvedColumn[];
  entries: readonly ResultEntry[];
  /** What was to be done and not begun, when time ran out: it is no failure. */
  left?: readonly string[];
}

/** Writes the results whole or not at all; replaces older ones. The folder is made. */
export async function writeResults(files: Files, path: string, results: Results): Promise<void> {
  await files.makeFolder(dirname(path));
  const temporary = `${path}.tmp`;
  await files.remove(temporary);
  const file = await files.create(temporary);
  try {
    await file.write(Buffer.from(`${JSON.stringify({ format: FORMAT, ...results }, undefined, 2)}\n`));
    await file.sync();
  } finally {
    await file.close();
  }
  await files.rename(temporary, path);
}

/** Throws ConfigurationError RESULTS for what is no results file of this version. */
export async function readResults(files: Files, path: string): Promise<Results> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await files.read(path)));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    throw refusal(path, missing ? 'there is no such file' : `it cannot be read: ${reasonOf(error)}`, error);
  }
  const { format, dataset, evolved, entries, left } = (value ?? {}) as Record<string, unknown>;
  if (format !== FORMAT) throw refusal(path, `its format is ${JSON.stringify(format) ?? 'missing'}, not ${FORMAT}`);
  if (typeof dataset !== 'string' || !Array.isArray(evolved) || !Array.isArray(entries) || !entries.every(isEntry)) {
    throw refusal(path, 'it is damaged');
  }
  return { dataset, evolved, entries, ...(Array.isArray(left) ? { left: left.map(String) } : {}) };
}

function isEntry(value: unknown): boolean {
  const entry = value as Partial<ResultEntry> | null;
  const isFile = (file: Partial<ResultFile> | undefined) =>
    file === undefined || (typeof file.path === 'string' && /^[0-9a-f]{64}$/.test(file.sha256 ?? ''));
  return (
    typeof entry?.partition === 'string' &&
    OUTCOMES.some((outcome) => outcome === entry.outcome) &&
    typeof entry.task === 'string' &&
    Array.isArray(entry.notes) &&
    [entry.raw, entry.arrow, entry.parquet, entry.quarantine].every(isFile)
  );
}

function refusal(path: string, why: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    'RESULTS',
    `results: ${path}: ${why}; pass the output "results" of the step before`,
    { path },
    cause,
  );
}

/** Where a file of the results lies on this machine. */
export function pathOf(resultsPath: string, file: ResultFile): string {
  return resolve(dirname(resultsPath), file.path);
}

/** A file of this machine as the results at `resultsPath` name it. */
export function describeFile(resultsPath: string, file: { path: string; bytes: number; sha256: string }): ResultFile {
  return { path: relative(dirname(resultsPath), file.path), bytes: file.bytes, sha256: file.sha256 };
}

/** The files of the step before as the results of this step name them: both lie in the workspace. */
export function rebase(file: ResultFile, from: string, to: string): ResultFile {
  return { ...file, path: relative(dirname(to), join(dirname(from), file.path)) };
}
