import { formatCount } from '../base/byte-size.ts';
import { ConfigurationError } from '../base/errors.ts';
import { exitCodeFor } from '../base/exit-code.ts';
import { DISAGREEMENTS } from '../flow/verify/finding.ts';
import { verify } from '../flow/verify/verify.ts';
import { parseSelection, type Selection } from '../pipeline/selection.ts';
import { textTable } from '../report/table.ts';
import { sameWords } from '../session/same-words.ts';
import { closeContext, openContext, readPipeline, type Session } from '../session/session.ts';

/** Lake against ledger against warehouse; each disagreement with the commands that heal it. */
export async function verifyCommand(session: Session): Promise<number> {
  const { inputs, log } = session;
  const deep = inputs.bool('deep', false);
  const pipeline = await readPipeline(session);
  const everything: Selection = { kind: 'word', word: 'all' };
  const selection = inputs.parsed(
    'partitions',
    (text) => namedOf(parseSelection(text, pipeline.partitions)),
    everything,
  );
  inputs.check();
  const context = await openContext(session, pipeline);
  try {
    const only = onlyOf(selection, [...context.heads.keys()]);
    const { partitions, disagreements } = await verify(context, { deep, ...(only === undefined ? {} : { only }) });
    const words = sameWords(session);
    const told = disagreements.map(({ heal, ...each }) => ({
      ...each,
      exitCode: DISAGREEMENTS[each.code],
      heal: heal.map((line) => (line.startsWith('lakeferry ') ? `${line}${words}` : line)),
    }));
    const exitCode = exitCodeFor(told.map((each) => each.exitCode));
    session.answer({ dataset: pipeline.name, deep, partitions, exitCode, disagreements: told });
    if (session.json) return exitCode;
    const looked = `${formatCount(partitions)} partitions, ${deep ? 'every byte read' : 'by their metadata'}`;
    if (told.length === 0) log.info(`${pipeline.name}: lake, ledger and warehouse agree (${looked})`);
    else {
      const rows = told.map(({ partition = '', code, what }) => [partition, code, what]);
      log.group(`${pipeline.name}: ${formatCount(told.length)} disagreements (${looked})`, [
        ...textTable(['partition', 'code', 'what'], rows, { reasons: [2] }),
        '',
        'What heals them:',
        ...new Set(told.flatMap(({ heal }) => heal.map((line) => `  ${line}`))),
      ]);
    }
    return exitCode;
  } finally {
    await closeContext(context);
  }
}

/** The words of a plan mean nothing here: what is due is not there. */
function namedOf(selection: Selection): Selection {
  if (selection.kind !== 'word' || selection.word === 'all') return selection;
  throw new ConfigurationError(
    'VERIFY_PARTITIONS',
    `"${selection.word}" is a word for a plan; write all, last:3 or a list of partitions`,
  );
}

function onlyOf(selection: Selection, known: readonly string[]): ReadonlySet<string> | undefined {
  if (selection.kind === 'word') return undefined;
  return new Set(selection.kind === 'list' ? selection.partitions : known.slice(-selection.count));
}
