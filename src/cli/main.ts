import { Command, CommanderError, Option } from 'commander';
import { safeLines } from '../base/safe-text.ts';
import { VERSION } from '../base/version.ts';
import { FAIL_ON } from '../session/fail-on.ts';
import type { Host } from '../session/host.ts';
import type { Flags } from '../session/inputs.ts';
import type { Session } from '../session/session.ts';

/**
 * The command line. Exit codes: 0 done (not ready included), 1 outage or bug, 2 the user's mistake, 3 the data broke
 * its contract. Never throws. What a command needs is loaded when it is asked for: help and version come at once.
 */
export async function main(argv: readonly string[], host: Host): Promise<number> {
  let code = 0;
  const program = createProgram(host, async (flags, load) => {
    const { openSession } = await import('../session/session.ts');
    const { tellError } = await import('../session/tell-error.ts');
    const session = await openSession(host, flags);
    try {
      const command = await load();
      code = await command(session);
    } catch (error) {
      code = tellError(session, error);
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

type Run = (flags: Flags, load: () => Promise<(session: Session) => Promise<number>>) => Promise<void>;

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
  lakeferry init https://host/trips_2021-01.csv a pipeline file and a workflow, from one look at a file
  lakeferry run                                 everything that is due
  lakeferry run --partitions 2021-01..2021-03   three months
  lakeferry run --partitions failed             what failed last time
  lakeferry plan --json                         what would run, and why
  lakeferry status                              a grid of all partitions
  lakeferry site --serve                        the same and much more, in a browser
  lakeferry doctor                              what is wrong with a set-up, and what mends it
  lakeferry preview trips.csv.gz                columns, types and two rows of any CSV or Parquet file
  lakeferry restore 2021-01 --why "bad rates"   the version before, in lake and table, until it is released

Each flag is also an environment variable: --check-source none is LAKEFERRY_CHECK_SOURCE=none.
Exit codes: 0 done, 1 outage or bug, 2 your mistake, 3 the data broke its contract.`,
    );

  const inPipeline = (name: string, does: string) => withPipeline(program.command(name).description(does));
  withPlan(withPlaces(inPipeline('run', 'fetch, clean, publish and load what a selection names')))
    .option('--cache [true|false]', 'use the local cache (true)')
    .option('--refresh-cache [true|false]', 'ignore what the cache holds, and overwrite it')
    .option('--from <source|lake>', 'lake: load what is published, fetch nothing (source)')
    .option('--dry-run [true|false]', 'say what would run, change nothing')
    .option('--yes [true|false]', 'write to a lake or a warehouse that is not on this machine, without asking')
    .option('--concurrency <count>', 'partitions at once, or auto')
    .option('--workers <count>', 'threads for the row groups of all of them, or auto: a processor each')
    .option('--time-budget <duration>', 'begin no further partition after this long (5h)')
    .option(
      '--samples <none|masked|full>',
      'show the first two rows of each partition (none when CI is set, else full)',
    )
    .option('--fail-on <list>', `what makes the exit code, of ${FAIL_ON.join(', ')} (failed,late)`)
    .action((flags: Flags) => run(flags, async () => (await import('./run-command.ts')).runCommand));
  withPlan(withPlaces(inPipeline('plan', 'say what would run, and why'))).action((flags: Flags) =>
    run(flags, async () => (await import('./plan-command.ts')).planCommand),
  );
  withPlaces(inPipeline('status', 'a grid of all partitions')).action((flags: Flags) =>
    run(flags, async () => (await import('./plan-command.ts')).statusCommand),
  );
  const forOne = (name: string, does: string) =>
    withPlaces(inPipeline(name, does))
      .argument('<partition>', 'like 2021-01')
      .option('--why <text>', 'the reason, for whoever finds it in the log');
  const inLog = (command: Command) =>
    command.option('--yes [true|false]', 'change a lake or a warehouse that is not on this machine, without asking');
  inLog(forOne('restore', 'bring an older version back into lake and table, and hold it'))
    .option('--to <number>', 'the version, by the number of its entry; default: the one before')
    .action((partition: string, flags: Flags) =>
      run(flags, async () => {
        const { restoreCommand } = await import('./partition-commands.ts');
        return (session) => restoreCommand(session, partition);
      }),
    );
  inLog(
    forOne('drop', 'take a partition out of lake and table, and hold it; its last version stays in the history'),
  ).action((partition: string, flags: Flags) =>
    run(flags, async () => {
      const { dropCommand } = await import('./partition-commands.ts');
      return (session) => dropCommand(session, partition);
    }),
  );
  inLog(forOne('release', 'let the next plan decide about a held partition again')).action(
    (partition: string, flags: Flags) =>
      run(flags, async () => {
        const { releaseCommand } = await import('./partition-commands.ts');
        return (session) => releaseCommand(session, partition);
      }),
  );
  inLog(
    forOne('replay', "read a partition's rejected rows again with today's rules, and publish those that they take"),
  ).action((partition: string, flags: Flags) =>
    run(flags, async () => {
      const { replayCommand } = await import('./partition-commands.ts');
      return (session) => replayCommand(session, partition);
    }),
  );
  inLog(
    withPlaces(
      inPipeline(
        'prune',
        'remove superseded versions, rejected rows and notes of notifications that nothing needs any more',
      ),
    ),
  )
    .option('--dry-run [true|false]', 'say what would be removed, remove nothing')
    .option('--cache [true|false]', 'empty the local cache too')
    .action((flags: Flags) => run(flags, async () => (await import('./prune-command.ts')).pruneCommand));
  inPipeline('notify', 'tell the channels of the pipeline file what broke and what is well again, each once')
    .option('--lake <url>', "instead of the file's own")
    .option('--dry-run [true|false]', 'print what would be sent, secrets masked; send nothing')
    .option('--yes [true|false]', 'note what was told in a lake that is not on this machine, without asking')
    .action((flags: Flags) => run(flags, async () => (await import('./notify-command.ts')).notifyCommand));
  inPipeline('schedule', 'the next dates of the schedule, what each would run, and the cron lines for a workflow')
    .option('--count <number>', 'so many dates (5)')
    .action((flags: Flags) => run(flags, async () => (await import('./schedule-command.ts')).scheduleCommand));
  withPlaces(
    inPipeline('site', 'pages about the lake, for GitHub Pages or this machine: state, schema, history, how to query'),
  )
    .option('--out <folder>', 'where the pages are written (site)')
    .option('--datasets <list>', "all, or names of the lake's datasets; default: the pipeline's own")
    .option('--samples <none|full>', 'full: also the smallest and largest value of each column (none)')
    .option('--serve [true|false]', 'write nothing, and show the pages to this machine alone')
    .option('--port <number>', 'where to serve (4300)')
    .action((flags: Flags) => run(flags, async () => (await import('./site-command.ts')).siteCommand));
  inPipeline('validate', 'check a pipeline file; every problem at once').action((flags: Flags) =>
    run(flags, async () => (await import('./validate-command.ts')).validateCommand),
  );
  inLog(withStores(inPipeline('adopt', 'take over files and rows that are there already, without loading them again')))
    .option('--partitions <list>', '2021-01 · 2021-01..2021-06 · last:3 · all (all)')
    .option(
      '--from <lake|source|template>',
      "where the Parquet files lie: the lake's own folders, a path or gs:// URL with {YYYY}; or made of the source (lake)",
    )
    .option('--dry-run [true|false]', 'say what would be taken over, change nothing')
    .action((flags: Flags) => run(flags, async () => (await import('./adopt-command.ts')).adoptCommand));
  withStores(inPipeline('diff', 'say what a change of the pipeline file would do; nothing is published or loaded'))
    .option('--base <revision|file>', 'what it is compared with (HEAD)')
    .option('--sample <partition>', 'the partition that both versions make; default: the newest')
    .action((flags: Flags) => run(flags, async () => (await import('./diff-command.ts')).diffCommand));
  withStores(inPipeline('verify', 'compare lake, ledger and warehouse, and say what heals where they disagree'))
    .option('--partitions <list>', '2021-01 · 2021-01..2021-06 · last:3 · all (all)')
    .option('--deep [true|false]', 'read every byte again, instead of believing an unchanged generation')
    .action((flags: Flags) => run(flags, async () => (await import('./verify-command.ts')).verifyCommand));
  withStores(inPipeline('doctor', 'try each connection and right, and say what mends what is wrong'))
    .option('--concurrency <count>', 'partitions that a run works on at once, for the disk that it needs')
    .action((flags: Flags) => run(flags, async () => (await import('./doctor-command.ts')).doctorCommand));
  program
    .command('init')
    .description('look at a real file, and write a pipeline file and a workflow for it')
    .argument('<file-or-url>', 'one partition, like https://host/trips_2021-01.csv.gz')
    .option('--yes [true|false]', 'ask nothing: take what was found, and what the flags say')
    .option('--name <name>', "the dataset's name; default: the file's")
    .option('--description <text>', 'what it is')
    .option('--owner <text>', 'whom to ask when it breaks')
    .option('--start <partition>', 'the first partition; default: the one in the URL')
    .option('--lake <url>', 'a folder or gs://bucket/prefix (./lake)')
    .option('--warehouse <url>', 'the table; none: the lake is the end (duckdb:<name>.duckdb)')
    .addOption(new Option('--json', 'print JSON to stdout, messages to stderr'))
    .option('--verbose', 'print debug messages')
    .action((target: string, flags: Flags) =>
      run(flags, async () => {
        const { initCommand } = await import('./init-command.ts');
        return (session) => initCommand(session, target);
      }),
    );
  program
    .command('preview')
    .description('columns, types, first rows and row count of a CSV or Parquet file')
    .argument('<file-or-url>', 'a path or an http(s) URL')
    .option('--delimiter <text>', 'what separates fields; default: found in the header')
    .addOption(new Option('--json', 'print JSON to stdout, messages to stderr'))
    .option('--verbose', 'print debug messages')
    .action((target: string, flags: Flags) =>
      run(flags, async () => {
        const { previewCommand } = await import('./preview-command.ts');
        return (session) => previewCommand(session, target);
      }),
    );
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

/** Where the data lies. */
function withStores(command: Command): Command {
  return command
    .option('--lake <url>', "instead of the file's own")
    .option('--warehouse <url>', "instead of the file's own");
}

/** The same, and how far its source is trusted to have stayed the same. */
function withPlaces(command: Command): Command {
  return withStores(command).option(
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
