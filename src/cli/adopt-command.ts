import { resolve } from 'node:path';
import { formatCount } from '../base/byte-size.ts';
import { type Adoption, adoptPartition, holdRest } from '../flow/adopt/adopt.ts';
import type { AdoptFrom } from '../flow/adopt/look.ts';
import { allPartitions } from '../pipeline/partitions.ts';
import { parseSelection, type Selection } from '../pipeline/selection.ts';
import { textTable } from '../report/table.ts';
import { nodeClock } from '../runtime/node-clock.ts';
import { askConsent } from '../session/consent.ts';
import { sameWords } from '../session/same-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';
import { whoSays } from '../session/who-says.ts';

/** Files and rows that are there already become the ledger's, without a load. Exit code 3 where one does not fit. */
export async function adoptCommand(session: Session): Promise<number> {
  const { inputs, log, host } = session;
  const dryRun = inputs.bool('dry-run', false);
  const yes = inputs.bool('yes', false);
  const from = readFrom(inputs.text('from') ?? 'lake', host.cwd);
  const pipeline = await readPipeline(session);
  const everything: Selection = { kind: 'word', word: 'all' };
  const selection = inputs.parsed('partitions', (text) => parseSelection(text, pipeline.partitions), everything);
  inputs.check();
  const context = await openContext(session, pipeline, { cache: false, refreshCache: false, foreignTable: true });
  try {
    const partitions = chosen(selection, allPartitions(pipeline.partitions, nodeClock.now()));
    const fresh = partitions.filter((partition) => context.heads.get(partition)?.published === undefined);
    if (!dryRun && fresh.length > 0) await askConsent(session, pipeline, { partitions: fresh.length, yes });
    await context.files.makeFolder(context.workFolder);
    const loaded = new Set((await context.warehouse?.receipts(host.signal))?.keys());
    const adoptions: Adoption[] = [];
    for (const partition of partitions) {
      host.signal.throwIfAborted();
      adoptions.push(await adoptPartition(context, partition, { from, who: whoSays(host), dryRun, loaded }));
    }
    if (!dryRun) {
      await holdRest(context, adoptions, whoSays(host));
      if (adoptions.some(({ outcome }) => outcome === 'adopted')) await context.ledger.keepHeads(context.heads);
    }
    session.answer({ dataset: pipeline.name, dryRun, adoptions });
    if (!session.json) tell(session, pipeline.name, adoptions);
    if (dryRun) log.info('dry run: nothing was changed');
    return adoptions.some(({ outcome }) => outcome === 'refused') ? 3 : 0;
  } finally {
    await closeContext(context);
  }
}

function readFrom(text: string, cwd: string): AdoptFrom {
  if (text === 'lake' || text === 'source') return { kind: text };
  return { kind: 'template', template: /^gs:/i.test(text) ? text : resolve(cwd, text) };
}

function chosen(selection: Selection, all: readonly string[]): readonly string[] {
  if (selection.kind === 'list') return selection.partitions;
  return selection.kind === 'last' ? all.slice(-selection.count) : all;
}

function tell(session: Session, dataset: string, adoptions: readonly Adoption[]): void {
  const shown = adoptions.filter(({ outcome }) => outcome !== 'none' && outcome !== 'known');
  const count = (wanted: Adoption['outcome']) => adoptions.filter(({ outcome }) => outcome === wanted).length;
  const counts = (['adopted', 'adoptable', 'refused', 'known', 'none'] as const)
    .filter((outcome) => count(outcome) > 0)
    .map((outcome) => `${formatCount(count(outcome))} ${outcome === 'none' ? 'not there' : outcome}`);
  const rows = shown.map(({ partition, outcome, rows: found, what }) => [
    partition,
    outcome,
    found === undefined ? '' : formatCount(found),
    what,
  ]);
  const refused = adoptions.filter(({ differences }) => differences.length > 0);
  const left = adoptions.filter(({ waiting }) => waiting > 0);
  const noFile = left.flatMap(({ partition, outcome }) => (outcome === 'none' ? [partition] : []));
  const hints = [
    ...(noFile.length === 0
      ? []
      : [
          '',
          `Rows in the table without a file: ${noFile.join(', ')}. This makes the files of the source, and keeps the rows:`,
          `  lakeferry adopt --from source --partitions ${noFile.join(',')}${sameWords(session)}`,
        ]),
    ...(left.length === 0
      ? []
      : ['', 'Runs leave the rows of what was not adopted alone, until it is, or until "lakeferry release".']),
  ];
  session.log.group(`${dataset}: ${counts.join(', ') || 'nothing to adopt'}`, [
    ...(rows.length === 0
      ? []
      : textTable(['partition', 'outcome', 'rows', 'what'], rows, { right: [2], reasons: [3] })),
    ...refused.flatMap(({ partition, differences }) => [
      '',
      `${partition}:`,
      ...differences.map((line) => `  ${line}`),
    ]),
    ...hints,
  ]);
}
