/** 0 where nothing failed; all failures of one kind give that kind's exit code, a mixture is 1. */
export function exitCodeFor(failures: Iterable<number>): number {
  const codes = new Set(failures);
  if (codes.size === 0) return 0;
  return codes.size === 1 ? ([...codes][0] as number) : 1;
}
