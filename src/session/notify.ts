import { reasonOf } from '../base/errors.ts';
import type { Log } from '../base/ports/log.ts';
import type { FlowContext } from '../flow/context.ts';
import { planFlow } from '../flow/plan.ts';
import { createHttp } from '../http/client.ts';
import { openNotices } from '../ledger/notices.ts';
import { compose } from '../notify/deliver.ts';
import { type ChannelPlan, type NotifyOptions, planNotices, tellAll } from '../notify/notify.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import { type Status, worst } from '../plan/decide.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { askConsent } from './consent.ts';
import type { Host } from './host.ts';
import { closeContext, openContext, readPipeline, type Session } from './session.ts';

/** Partitions, counted for each channel; in a dry run `sent` are those that would be told. */
export interface Notified {
  sent: number;
  unsent: number;
  /** The worst that any partition is in. */
  state?: Status;
}

/**
 * Tells the channels of the pipeline file what they do not know yet, for the command line and the action. The warehouse is not
 * asked: the ledger knows what broke.
 */
export async function notify(session: Session, { yes }: { yes: boolean }): Promise<Notified> {
  const { inputs, host, platform, secrets } = session;
  const dryRun = inputs.bool('dry-run', false);
  const { warehouse, ...pipeline } = await readPipeline(session);
  inputs.check();
  const log = platform.annotates ? besideChannels(session.log, pipeline) : session.log;
  const { notify: channels = [] } = pipeline;
  if (channels.length === 0) {
    log.info(`${pipeline.file} has no notify, so nobody is told`);
    session.answer({ dataset: pipeline.name, sent: 0, unsent: 0 });
    return { sent: 0, unsent: 0 };
  }
  const env = platform.environment(host);
  const token = env['GITHUB_TOKEN'] ?? '';
  secrets.add([token]);
  const context = await openContext(session, pipeline);
  try {
    const everything = {
      selection: { kind: 'word', word: 'all' },
      force: false,
      limit: 0,
      checkSource: 'none',
    } as const;
    const { decisions } = await planFlow(context, everything);
    const state = worst(decisions.map(({ status }) => status));
    const url = runUrl(host);
    const options: NotifyOptions = {
      channels,
      pipeline,
      decisions,
      heads: context.heads,
      notices: openNotices({ store: context.store, dataset: pipeline.name, clock: nodeClock, run: context.run }),
      lakeIsEnd: warehouse === undefined,
      began: await beganAt(context),
      http: createHttp({ env: host.env }),
      clock: nodeClock,
      log,
      signal: host.signal,
      env,
      mask: secrets.mask,
      ...(url === undefined ? {} : { url }),
    };
    const plans = await planNotices(options);
    if (dryRun) return { ...showMessages({ ...session, log }, plans), state };
    const told = plans.flatMap(({ messages }) => messages.flatMap(({ notices }) => notices));
    const partitions = new Set(told.map(({ partition }) => partition)).size;
    if (partitions > 0) await askConsent(session, pipeline, { partitions, yes, does: 'notes what was told of' });
    const results = await tellAll(plans, options);
    for (const { channel, sent, failed, busy } of results) {
      const more = busy === 0 ? '' : `, ${busy} left to another run`;
      log.info(
        `notify "${channel}": ${sent + failed + busy === 0 ? 'nothing new' : `${sent} told, ${failed} not${more}`}`,
      );
    }
    session.answer({ dataset: pipeline.name, channels: results });
    const sum = (count: (result: (typeof results)[number]) => number) =>
      results.reduce((total, each) => total + count(each), 0);
    return { sent: sum(({ sent }) => sent), unsent: sum(({ failed }) => failed), state };
  } finally {
    await closeContext(context);
  }
}

/** What goes wrong with a channel is told where the channels stand. */
function besideChannels(log: Log, { file, lines }: Pick<Pipeline, 'file' | 'lines'>): Log {
  return { ...log, warn: (message) => log.warn(message, { file, line: lines.notify ?? 1 }) };
}

/** The first publication, or what is known to have been tried before it; without either nobody waits for anything yet. */
async function beganAt({ ledger, heads }: Pick<FlowContext, 'ledger' | 'heads'>): Promise<number> {
  const { created } = (await ledger.dataset()) ?? {};
  const times = [...(created === undefined ? [] : [created]), ...[...heads.values()].map(({ at }) => at)];
  return Math.min(...times.map((at) => Date.parse(at)));
}

/** What would leave, letter by letter, but for secrets. */
function showMessages({ log, answer }: Session, plans: readonly ChannelPlan[]): { sent: number; unsent: number } {
  const shown: { channel: string; to: string; partitions: string[]; message: object }[] = [];
  for (const { channel, messages, problem } of plans) {
    const { name, to } = channel;
    for (const message of messages) {
      const body = compose(message);
      shown.push({ channel: name, to, partitions: message.notices.map(({ partition }) => partition), message: body });
      log.group(`notify "${name}" (${to}) would send:`, JSON.stringify(body, undefined, 2).split('\n'));
    }
    if (problem !== undefined) log.warn(`notify "${name}" (${to}): ${reasonOf(problem)}`);
    else if (messages.length === 0) log.info(`notify "${name}" (${to}): nothing new`);
  }
  answer({ dryRun: true, messages: shown });
  const unsent = plans.filter(({ problem }) => problem !== undefined).length;
  return { sent: shown.reduce((total, { partitions }) => total + partitions.length, 0), unsent };
}

/** The page of this workflow run. It goes into links as it is, so that it has to be what it should be. */
function runUrl({ env }: Host): string | undefined {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: repository = '', GITHUB_RUN_ID: id = '' } = env;
  const url = `${server}/${repository}/actions/runs/${id}`;
  return /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\/\d+$/.test(url) ? url : undefined;
}
