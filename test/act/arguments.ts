/** What to run, in the words of a workflow run. */
export interface Wanted {
  /** The repository's folder. */
  repository: string;
  /** Relative to the repository: `.github/workflows/etl.yml`. */
  workflow: string;
  /** Default `workflow_dispatch`. */
  event?: string;
  inputs?: Readonly<Record<string, string>>;
  /** A JSON file with the event; act then ignores `inputs`. Booleans must be texts in it. */
  eventFile?: string;
  /** Legs to run: key and value of the matrix; all where absent. */
  matrix?: readonly { key: string; value: string }[];
  variables?: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string>>;
  /** Folders in the place of repositories: `owner/name@ref`, written as in `uses:`, to folder. */
  localRepositories?: Readonly<Record<string, string>>;
  /** Labels of `runs-on` and who runs them: `-self-hosted` is this machine, anything else an image of Docker. */
  platforms?: Readonly<Record<string, string>>;
}

/** GitHub's Linux labels, all on this machine. */
export const THIS_MACHINE: Readonly<Record<string, string>> = Object.fromEntries(
  ['ubuntu-latest', 'ubuntu-24.04', 'ubuntu-22.04', 'ubuntu-slim'].map((label) => [label, '-self-hosted']),
);

/**
 * The command line of act. Nothing is left to act's own search for files: a `.env` or `.secrets` in the repository would
 * otherwise be read without being asked for.
 */
export function actArguments(
  wanted: Wanted & {
    /** Where act keeps fetched actions and the jobs' workspaces. */
    actionCache: string;
    secretsFile: string;
  },
): string[] {
  const pairs = (flag: string, values: Readonly<Record<string, string>> = {}) =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`]);
  return [
    wanted.event ?? 'workflow_dispatch',
    ...['--directory', wanted.repository, '--workflows', wanted.workflow],
    // Only `--verbose` tells of skipped jobs and steps; only JSON can be told apart from what steps print.
    ...['--json', '--verbose', '--rm', '--no-cache-server'],
    ...['--action-cache-path', wanted.actionCache, '--secret-file', wanted.secretsFile],
    ...['--env-file=', '--var-file=', '--input-file='],
    ...pairs('--platform', wanted.platforms ?? THIS_MACHINE),
    ...pairs('--env', wanted.environment),
    ...pairs('--var', wanted.variables),
    ...pairs('--input', wanted.inputs),
    ...(wanted.eventFile === undefined ? [] : ['--eventpath', wanted.eventFile]),
    ...(wanted.matrix ?? []).flatMap(({ key, value }) => ['--matrix', `${key}:${value}`]),
    ...pairs('--local-repository', wanted.localRepositories),
  ];
}
