import type { ResultEntry } from '../tasks/result.ts';

/**
 * One line for each Parquet file that this run published: its sha256 and where it lies, as `sha256sum` writes them. That is what
 * GitHub's attestation takes as `subject-checksums`. Empty where nothing was published: an attestation of nothing is refused.
 */
export function subjectsText(entries: readonly ResultEntry[]): string {
  return entries
    .flatMap(({ outcome, object }) => (outcome === 'done' && object !== undefined ? [object] : []))
    .map(({ sha256, uri }) => `${sha256}  ${uri}\n`)
    .join('');
}
