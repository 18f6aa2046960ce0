import { reasonOf } from '../base/errors.ts';
import { diffLines, diffMarkdown } from '../report/diff.ts';
import { keepComment } from '../runtime/github/comment.ts';
import { readEvent } from '../runtime/github/event.ts';
import { setOutputs } from '../runtime/github/outputs.ts';
import { appendSummary } from '../runtime/github/summary.ts';
import { diffPipeline } from '../session/diff.ts';
import type { Host } from '../session/host.ts';
import type { Session } from '../session/session.ts';
import { runAction } from './entry.ts';

export function main(_: readonly string[], host: Host): Promise<number> {
  return runAction('diff', host, diff);
}

async function diff(session: Session): Promise<number> {
  const { inputs, host, log } = session;
  // What actions/checkout leaves of a pull request is its merge with the base, whose first parent is the base.
  const words = { base: inputs.text('base') ?? 'HEAD^1', sample: inputs.text('sample') };
  const token = inputs.text('token');
  inputs.check();
  const { report, code } = await diffPipeline(session, words);
  for (const { title, lines } of diffLines(report)) log.group(`${report.dataset}: ${title}`, lines);
  // GitHub masks logs, and no comments.
  const markdown = session.secrets.mask(diffMarkdown(report));
  await appendSummary(markdown, { env: host.env, log });
  const comment = token === undefined ? '' : await leaveComment(session, token, report.dataset, markdown);
  await setOutputs({
    changes: String(report.changes?.length ?? ''),
    count: String((report.plan?.work.length ?? 0) + (report.plan?.cut ?? 0)),
    comment,
  });
  return code;
}

/** A comment that cannot be left costs one line: the summary says the same. */
async function leaveComment(session: Session, token: string, dataset: string, markdown: string): Promise<string> {
  const { host, log } = session;
  session.secrets.add([token]);
  const number = (await readEvent(host.env))?.pull_request?.number;
  if (number === undefined) {
    log.info('no comment: this is no pull request');
    return '';
  }
  try {
    const left = await keepComment({ env: host.env, token, number, marker: `lakeferry diff ${dataset}`, markdown });
    if (left === 'denied')
      log.info('no comment: the token may not; the job needs pull-requests: write, which a fork never gets');
    return left;
  } catch (error) {
    log.warn(`no comment: ${reasonOf(error)}`);
    return '';
  }
}
