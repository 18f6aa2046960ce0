import { formatCount } from '../base/byte-size.ts';
import { ConfigurationError } from '../base/errors.ts';
import type { FlowContext } from '../flow/context.ts';
import { dropPartition } from '../flow/drop.ts';
import { releasePartition } from '../flow/hold.ts';
import { replayPartition } from '../flow/replay.ts';
import { restorePartition } from '../flow/restore.ts';
import { isPartition, PARTITION_FORMS } from '../pipeline/partitions.ts';
import { askConsent } from '../session/consent.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { whoSays } from '../session/who-says.ts';

/** An older version back in lake and table; says which, and how to lift the hold. */
export async function restoreCommand(session: Session, partition: string): Promise<number> {
  const to = session.inputs.count('to', 0);
  return withPartition(session, partition, undefined, async (context, said) => {
    const restored = await restorePartition(context, partition, { ...said, ...(to === 0 ? {} : { to }) });
    const { version, publication, unchanged } = restored;
    session.answer({ partition, version, rows: publication.rows, sha256: publication.object.sha256, unchanged });
    session.log.info(
      `${partition}: version ${version} (${formatCount(publication.rows)} rows) ${unchanged ? 'was there already' : 'is back'}, held by ` +
        `${said.who}: ${said.why}; "lakeferry release ${partition}" lifts that`,
    );
  });
}

/** Out of lake and table; says how to have it back. */
export async function dropCommand(session: Session, partition: string): Promise<number> {
  return withPartition(session, partition, undefined, async (context, said) => {
    const { rows, object } = await dropPartition(context, partition, said);
    session.answer({ partition, rows, object });
    session.log.info(
      `${partition}: ${formatCount(rows)} rows are out of the table, ${object ? 'its file is' : 'no file was'} out of the lake; ` +
        `"lakeferry restore ${partition}" brings it back, "lakeferry release ${partition}" lets it be made anew`,
    );
  });
}

/** The next plan decides again. */
export async function releaseCommand(session: Session, partition: string): Promise<number> {
  return withPartition(session, partition, 'released', async (context, said) => {
    const head = await releasePartition(context, partition, said);
    session.answer({ partition, number: head.number });
    session.log.info(`${partition}: released by ${said.who}: ${said.why}`);
  });
}

/** Rejected rows through today's rules. */
export async function replayCommand(session: Session, partition: string): Promise<number> {
  return withPartition(session, partition, 'replayed', async (context) => {
    const { accepted, rejected } = await replayPartition(context, partition);
    session.answer({ partition, accepted, rejected });
    session.log.info(
      `${partition}: ${formatCount(accepted)} rejected rows are taken now, ${formatCount(rejected)} stay in quarantine`,
    );
  });
}

/** `otherwise`: the reason where none is given; absent: one has to be. */
async function withPartition(
  session: Session,
  partition: string,
  otherwise: string | undefined,
  work: (context: FlowContext, said: { who: string; why: string }) => Promise<void>,
): Promise<number> {
  const { inputs, host } = session;
  const why = inputs.text('why') ?? otherwise;
  const yes = inputs.bool('yes', false);
  const pipeline = await readPipeline(session);
  inputs.check();
  const { by } = pipeline.partitions;
  if (!isPartition(by, partition)) {
    throw new ConfigurationError('PARTITION', `"${partition}" is no partition; write ${PARTITION_FORMS[by]}`, {
      partition,
    });
  }
  if (why === undefined) {
    throw new ConfigurationError('WHY', 'say why with --why "…": whoever finds the partition held will want to know');
  }
  await askConsent(session, pipeline, { partitions: 1, yes });
  const context = await openContext(session, pipeline);
  try {
    await work(context, { who: whoSays(host), why });
    await context.ledger.keepHeads(context.heads);
    return 0;
  } finally {
    await closeContext(context);
  }
}
