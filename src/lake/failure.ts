import { ConfigurationError, LakeferryError, OutageError, reasonOf } from '../base/errors.ts';

/** Trying again soon changes nothing about these: somebody has to make room or give the right. */
const LASTING = new Set(['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENAMETOOLONG', 'ENOTDIR', 'EISDIR']);

/** What link() answers on a file system without hard links (exFAT, some network and desktop shares). */
const NO_LINKS = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

export function codeOf(error: unknown): string | undefined {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** A file system's error as a failure with its cause: `cannot write a/b in the lake /lake: ENOSPC …`. Our own errors and bugs pass. */
export function lakeFailure(doing: string, name: string, lake: string, error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof LakeferryError || code === undefined) return error;
  return new OutageError(`LAKE_${code}`, `cannot ${doing} ${name} in the lake ${lake}: ${reasonOf(error)}`, {
    data: { name, code },
    cause: error,
    retryable: !LASTING.has(code),
  });
}

/** The same for link(), where some answers mean that this folder can never be a lake. */
export function linkFailure(name: string, lake: string, error: unknown): unknown {
  if (!NO_LINKS.has(codeOf(error) ?? '')) return error;
  return new ConfigurationError(
    'LAKE_LINKS',
    `cannot create ${name} in the lake ${lake}: its file system has no hard links (${codeOf(error)}), and without them two ` +
      'writers cannot be told apart; put the lake on a local disk',
    { name, code: codeOf(error) },
    error,
  );
}
