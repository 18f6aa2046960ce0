import { Command, CommanderError, Option } from 'commander';
import { LakeferryError } from '../base/errors.ts';
import { safeLines, safeText } from '../base/safe-text.ts';
import { VERSION } from '../base/version.ts';
import { formatProblems, PipelineProblems } from '../pipeline/problems.ts';
import type { Host } from './host.ts';
import type { Flags } from './inputs.ts';
import { planCommand, statusCommand } from './plan-command.ts';
import { previewCommand } from './preview-command.ts';
import { runCommand } from './run-command.ts';
import { FAIL_ON } from './run-words.ts';
import { openSession, type Session } from './session.ts';
import { validateCommand } from './validate-command.ts';

/**
 * The command line. Exit codes: 0 done (not ready included), 1 outage or bug, 2 the user's mistake, 3 the data broke
 * its contract. Never throws.
 */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  let code = 0;
  const program = createProgram(host, async (flags, command) => {
    const session = openSession(host, flags);
    try {
      code = await command(session);
    } catch (error) {
      code = report(session, error);
    } finally {
      session.close();
    }
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its message; help and version are no errors.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

type Run = (flags: Flags, command: (session: Session) => Promise<number>) => Promise<void>;

function createProgram(host: Host, run: Run): Command {
  const program = new Command('lakeferry')
    .description('CSV on the web → typed Parquet in a lake → a warehouse table, partition by partition, exactly once.')
    .version(VERSION)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(safeLines(text).join('\n')),
    })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      `
Examples:
  lakeferry run                                 everything that is due
  lakeferry run --partitions 2021-01..2021-03   three months
  lakeferry run --partitions failed             what failed last time
  lakeferry plan --json                         what would run, and why
  lakeferry status                              a grid of all partitions
  lakeferry preview trips.csv.gz                columns, types and two rows of any CSV or Parquet file

Each flag is also an environment variable: --check-source none is LAKEFERRY_CHECK_SOURCE=none.
Exit codes: 0 done, 1 outage or bug, 2 your mistake, 3 the data broke its contract.`,
    );

  const inPipeline = (name: string, does: string) => withPipeline(program.command(name).description(does));
  withPlan(withPlaces(inPipeline('run', 'fetch, clean, publish and load what a selection names')))
    .option('--cache [true|false]', 'use the local cache (true)')
    .option('--refresh-cache [true|false]', 'ignore what the cache holds, and overwrite it')
    .option('--dry-run [true|false]', 'say what would run, change nothing')
    .option('--concurrency <count>', 'partitions at once, or auto')
    .option('--time-budget <duration>', 'begin no further partition after this long (5h)')
    .option(
      '--samples <none|masked|full>',
      'show the first two rows of each partition (none when CI is set, else full)',
    )
    .option('--fail-on <list>', `what makes the exit code, of ${FAIL_ON.join(', ')} (failed,late)`)
    .action((flags: Flags) => run(flags, runCommand));
  withPlan(withPlaces(inPipeline('plan', 'say what would run, and why'))).action((flags: Flags) =>
    run(flags, planCommand),
  );
  withPlaces(inPipeline('status', 'a grid of all partitions')).action((flags: Flags) => run(flags, statusCommand));
  inPipeline('validate', 'check a pipeline file; every problem at once').action((flags: Flags) =>
    run(flags, validateCommand),
  );
  program
    .command('preview')
    .description('columns, types, first rows and row count of a CSV or Parquet file')
    .argument('<file-or-url>', 'a path or an http(s) URL')
    .option('--delimiter <text>', 'what separates fields; default: found in the header')
    .addOption(new Option('--json', 'print JSON to stdout, messages to stderr'))
    .option('--verbose', 'print debug messages')
    .action((target: string, flags: Flags) => run(flags, (session) => previewCommand(session, target)));
  return program;
}

function withPipeline(command: Command): Command {
  return command
    .option('--pipeline <file>', 'the pipeline file (pipeline.yml)')
    .option(
      '--set <name=value>',
      "a parameter's value; may be given many times",
      (value, all: string[]) => [...all, value],
      [],
    )
    .option('--json', 'print JSON to stdout, messages to stderr')
    .option('--verbose', 'print debug messages');
}

/** Where the data lies, and how far its source is trusted to have stayed the same. */
function withPlaces(command: Command): Command {
  return command
    .option('--lake <url>', "instead of the file's own")
    .option('--warehouse <url>', "instead of the file's own")
    .option(
      '--check-source <recent|all|none>',
      'which published partitions are asked whether their source changed (recent)',
    );
}

function withPlan(command: Command): Command {
  return command
    .option('--partitions <list>', '2021-01 · 2021-01..2021-06 · last:3 · due · missing · failed · stale · all (due)')
    .option('--force [true|false]', 'also what is done')
    .option('--limit <count>', 'most partitions that a word selects (50)');
}

/** One line for what somebody can mend, a stack for a bug. */
function report(session: Session, error: unknown): 1 | 2 | 3 {
  const { log, host } = session;
  if (error instanceof PipelineProblems) {
    const first = error.problems[0];
    for (const line of formatProblems(error.problems, error.text).split('\n')) host.stderr.write(`${safeText(line)}\n`);
    log.error(
      error.problems.length === 1 ? '1 problem' : `${error.problems.length} problems`,
      first && { file: first.file, line: first.line, column: first.column },
    );
    return error.exitCode;
  }
  if (error instanceof LakeferryError) {
    for (const line of error.message.split('\n')) log.error(line);
    if (error.cause instanceof Error) {
      for (const line of `caused by: ${error.cause.stack ?? error.cause.message}`.split('\n')) log.debug(line);
    }
    return error.exitCode;
  }
  if (session.host.signal.aborted) {
    log.error('cancelled');
    return 1;
  }
  log.error('this is a bug in Lakeferry; please report it with these lines:');
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  for (const line of stack.split('\n')) log.error(line);
  return 1;
}
