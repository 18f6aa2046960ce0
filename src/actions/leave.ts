import { dirname, join } from 'node:path';
import type { FlowContext } from '../flow/context.ts';
import type { Decision } from '../plan/decide.ts';
import { summaryMarkdown } from '../report/summary.ts';
import { uploadArtifact } from '../runtime/github/artifacts.ts';
import { setOutputs } from '../runtime/github/outputs.ts';
import { appendSummary } from '../runtime/github/summary.ts';
import { nodeFiles } from '../runtime/node-files.ts';
import type { Samples } from '../session/samples.ts';
import type { Session } from '../session/session.ts';
import { type Results, writeResults } from '../tasks/results-file.ts';
import { artifactName, subjectsArtifact } from './artifact-name.ts';
import { subjectsText } from './subjects.ts';
import { summaryLinks } from './summary-links.ts';
import { summaryRow } from './summary-row.ts';
import { tally } from './tally.ts';

/** What a run, or the report of one, leaves behind: results, summary, outputs, and one artifact for the report to merge. */
export async function leaveResults(
  session: Session,
  { pipeline, heads, store, warehouse }: Pick<FlowContext, 'pipeline' | 'heads' | 'store' | 'warehouse'>,
  given: {
    path: string;
    results: Results;
    decisions: readonly Decision[];
    left: number;
    samples: Samples;
    /** The name of this job among those of the run; absent: no artifact. */
    asArtifact?: string;
    /** Leave the checksums of what was published for a job that attests them. */
    attest?: boolean;
    outputs: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const { path, results, decisions, left, samples } = given;
  await writeResults(nodeFiles, path, results);
  const markdown = summaryMarkdown({
    dataset: pipeline.name,
    description: pipeline.description,
    decisions,
    results: results.entries.map((entry) => summaryRow(entry, samples, heads)),
    left,
    links: summaryLinks(session.host, { pipeline: pipeline.file, lake: store.url, warehouse: warehouse?.url }),
  });
  const summary = await leaveText(path, 'summary.md', markdown);
  const published = subjectsText(results.entries);
  const subjects = published === '' ? '' : await leaveText(path, 'subjects.sha256', published);
  const attest =
    given.attest === undefined
      ? {}
      : { attest: given.attest && subjects !== '' ? await leaveSubjects(session, pipeline.name, subjects) : '' };
  await appendSummary(markdown, { env: session.host.env, log: session.log });
  await setOutputs({ ...tally(results.entries), results: path, summary, subjects, ...attest, ...given.outputs });
  if (given.asArtifact !== undefined) await leaveArtifact(session, pipeline.name, path, given.asArtifact);
}

/** A text beside the results; answers with its path. */
async function leaveText(results: string, name: string, text: string): Promise<string> {
  const path = join(dirname(results), name);
  const file = await nodeFiles.create(path);
  await file.write(Buffer.from(text));
  await file.close();
  return path;
}

/** Answers with the artifact's name, also where it could not be left: the job that attests is to say so then. */
async function leaveSubjects({ host, log }: Session, dataset: string, subjects: string): Promise<string> {
  const name = subjectsArtifact(host, dataset);
  await uploadArtifact({ env: host.env, name, files: [subjects], folder: dirname(subjects), log });
  return name;
}

/** Hands the results to the report, which runs in another job. */
export async function leaveArtifact(
  session: Session,
  dataset: string,
  results: string,
  partitions: string,
): Promise<void> {
  const { host, log } = session;
  const name = artifactName(host, dataset, partitions);
  await uploadArtifact({ env: host.env, name, files: [results], folder: dirname(results), log });
}
