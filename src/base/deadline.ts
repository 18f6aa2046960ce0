import { formatDuration } from './duration.ts';
import { OutageError } from './errors.ts';

/**
 * Runs `work` under a limit of its own inside the caller's signal. When the limit passes, the signal handed to `work`
 * aborts and the call rejects at once with OutageError DEADLINE, even if `work` never settles.
 */
export async function withDeadline<T>(
  what: string,
  ms: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const expired = new OutageError('DEADLINE', `${what} took longer than ${formatDuration(ms)}`, { data: { what, ms } });
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(expired), ms);
  const onOuter = () => controller.abort(outer.reason);
  if (outer.aborted) onOuter();
  else outer.addEventListener('abort', onOuter, { once: true });
  try {
    const aborted = new Promise<never>((_, reject) => {
      const fail = () => reject(controller.signal.reason);
      if (controller.signal.aborted) fail();
      else controller.signal.addEventListener('abort', fail, { once: true });
    });
    return await Promise.race([work(controller.signal), aborted]);
  } finally {
    clearTimeout(timer);
    outer.removeEventListener('abort', onOuter);
  }
}
