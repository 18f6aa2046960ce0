import { ConfigurationError, type LakeferryError, OutageError } from '../../src/base/errors.ts';
import type { Jobs } from './jobs.ts';
import type { Run } from './run.ts';
import type { WorkflowFile } from './workflow.ts';

/** act ends with 0 although a job was never run: that must not pass for a green run. */
export function omissionOf(run: Run, workflow: WorkflowFile, jobs: Jobs): LakeferryError | undefined {
  const unmapped = run.jobs.find((job) => job.result === 'unmapped');
  if (unmapped !== undefined) {
    return new ConfigurationError(
      'ACT_UNMAPPED',
      `job ${unmapped.id} never ran: nothing is mapped to runs-on "${unmapped.unmapped}"; ` +
        `map it: --platform ${unmapped.unmapped}=-self-hosted`,
      { job: unmapped.id },
    );
  }
  if (run.exitCode !== 0) {
    if (run.jobs.length > 0) return undefined;
    const said = run.remarks.map(({ message }) => message.replace(/^Error: /, '')).join('; ');
    return new ConfigurationError('ACT_REFUSED', `act ran no job of ${workflow.name}: ${said}`);
  }
  const own = (title: string) => title.startsWith(`${workflow.name}/`);
  const absent = workflow.jobs.filter(({ id, isCall }) =>
    isCall
      ? ![...(jobs.touched.get(id) ?? [])].some(own)
      : !run.jobs.some((job) => job.id === id && own(job.title) && job.result !== 'unfinished'),
  );
  if (absent.length === 0) return undefined;
  const names = absent.map(({ id }) => id).join(', ');
  return new OutageError('ACT_LEFT_OUT', `act ended with 0, but never finished: ${names}`, { retryable: false });
}
