import type { Store } from '../base/ports/store.ts';
import { allPartitions, dueAt, fillUrl } from '../pipeline/partitions.ts';
import { sampleSource } from '../source/sample.ts';
import type { Setup, SourceLook } from './setup.ts';

/** Newer ones may not be published yet; an older one tells whether the template is right. */
const MOST_ASKED = 3;
/** Enough for a header of any width that is read at all. */
const HEAD_BYTES = 2 ** 20;

/** Looks at the newest partition that is due and there. Throws where the source cannot be reached or refuses. */
export async function lookAtSource(
  options: Pick<Setup, 'pipeline' | 'files' | 'http' | 'clock' | 'log' | 'signal'> & { bucket: (url: string) => Store },
): Promise<SourceLook> {
  const { pipeline, clock } = options;
  const { source, tasks } = pipeline;
  const now = clock.now();
  const due = allPartitions(pipeline.partitions, now).filter((each) => dueAt(pipeline.partitions, each) <= now);
  const asked: string[] = [];
  let status: number | undefined;
  for (const partition of due.reverse().slice(0, MOST_ASKED)) {
    asked.push(partition);
    const sample = await sampleSource({
      ...options,
      url: fillUrl(source.url, partition),
      shownUrl: fillUrl(source.shownUrl, partition),
      headers: source.headers,
      settings: source,
      policy: tasks.fetch,
      most: HEAD_BYTES,
    });
    if (sample.kind === 'found') return { asked, found: { partition, sample } };
    status = sample.status;
  }
  return { asked, ...(status === undefined ? {} : { status }) };
}
