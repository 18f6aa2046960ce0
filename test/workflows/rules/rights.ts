import { type Job, type Rights, triggerOf, type Workflow } from '../model.ts';
import { jobsOf, placeOf, resolveUses, type Tree, type YamlFile } from '../tree.ts';
import type { Rule } from './rule.ts';

/** What anything here needs. act refuses some newer words, so each is tried before it is added. */
const KNOWN = ['contents', 'id-token', 'attestations', 'pull-requests', 'issues', 'pages'];

/** What an action asks for; checkout needs it where the repository is private. */
const NEEDS: Readonly<Record<string, Rights>> = {
  'actions/checkout': { contents: 'read' },
  'actions/attest': { 'id-token': 'write', attestations: 'write' },
  'actions/deploy-pages': { 'id-token': 'write', pages: 'write' },
};

interface Need {
  right: string;
  level: string;
  by: string;
}

/** The rights that a job must have: by the actions of its steps, or by all jobs of the workflow that it calls. */
function neededBy(job: Job, tree: Tree): Need[] {
  const needs = (rights: Rights | string, by: string): Need[] =>
    typeof rights === 'string' ? [] : Object.entries(rights).map(([right, level]) => ({ right, level, by }));
  const ofSteps = (job.steps ?? []).flatMap(({ uses = '' }) => {
    const [name = ''] = uses.split('@');
    return needs(NEEDS[name] ?? {}, name);
  });
  const called = job.uses === undefined ? undefined : resolveUses(tree, job.uses);
  if (called === undefined) return ofSteps;
  const { permissions, jobs } = called.data as Workflow;
  const asked = Object.entries(jobs).filter(([, inner]) => isAsked(inner, job));
  const ofCall = asked.flatMap(([id, inner]) => [
    ...needs(inner.permissions ?? permissions ?? {}, `${called.path} (${id})`),
    ...neededBy(inner, tree),
  ]);
  return [...ofSteps, ...ofCall];
}

/** A job that waits for an input to be `true` needs nothing where the caller does not give it. */
function isAsked(inner: Job, caller: Job): boolean {
  const [, input] = /(?:^|&& )inputs\.([\w-]+) == 'true'(?: &&| \}\}|$)/.exec(String(inner.if)) ?? [];
  return input === undefined || input in (caller.with ?? {});
}

const LEVELS = ['none', 'read', 'write'];
const covers = (granted: string | undefined, needed: string): boolean =>
  LEVELS.indexOf(granted ?? 'none') >= LEVELS.indexOf(needed);

/** Every block of permissions with its way from the top. */
function blocksOf(file: YamlFile): { keys: string[]; rights: Rights | string }[] {
  const top = (file.data as Workflow).permissions;
  return [
    ...(top === undefined ? [] : [{ keys: ['permissions'], rights: top }]),
    ...jobsOf(file).flatMap(([id, { permissions }]) =>
      permissions === undefined ? [] : [{ keys: ['jobs', id, 'permissions'], rights: permissions }],
    ),
  ];
}

/** To comment is the one right that a pull request's job may have: where it runs no script, which the pull request could have changed. */
function mayComment(file: YamlFile, keys: readonly (string | number)[]): boolean {
  const job = keys[0] === 'jobs' ? new Map(jobsOf(file)).get(String(keys[1])) : undefined;
  return keys.at(-1) === 'pull-requests' && job?.steps?.every(({ run }) => run === undefined) === true;
}

export const RIGHTS: readonly Rule[] = [
  {
    // Else the whole run is stopped before it starts, when a called workflow asks for more than its caller has.
    name: 'a job has the rights that its steps need, and those that the workflow needs which it calls',
    kinds: ['own', 'caller', 'snippet'],
    check: (file, tree) =>
      jobsOf(file).flatMap(([id, job]) => {
        const granted = job.permissions ?? (file.data as Workflow).permissions ?? {};
        if (typeof granted === 'string') return [];
        const lacking = neededBy(job, tree).filter(({ right, level }) => !covers(granted[right], level));
        return [...new Set(lacking.map(({ right, level, by }) => `${right}: ${level}, for ${by}`))].map(
          (lack) => `${placeOf(file, 'jobs', id)}: ${id} has no ${lack}`,
        );
      }),
  },
  {
    name: 'a workflow that others call declares no permissions: it inherits them',
    kinds: ['reusable'],
    check: (file) => blocksOf(file).map(({ keys }) => `${placeOf(file, ...keys)}: permissions in what others call`),
  },
  {
    name: 'every other workflow says what it may do, and no more than reading for all of its jobs',
    kinds: ['own', 'caller', 'snippet'],
    check: (file) => {
      const { permissions } = file.data as Workflow;
      if (permissions === undefined) return [`${file.path}: expected permissions: { contents: read }, or less`];
      return Object.entries(permissions)
        .filter(([, right]) => right === 'write')
        .map(
          ([name]) =>
            `${placeOf(file, 'permissions', name)}: ${name}: write for every job; give it to the one that needs it`,
        );
    },
  },
  {
    name: 'permissions are named one by one',
    check: (file) =>
      blocksOf(file).flatMap(({ keys, rights }) =>
        typeof rights === 'string'
          ? [`${placeOf(file, ...keys)}: permissions: ${rights}`]
          : Object.keys(rights)
              .filter((name) => !KNOWN.includes(name))
              .map((name) => `${placeOf(file, ...keys, name)}: ${name} is not among ${KNOWN.join(', ')}`),
      ),
  },
  {
    name: 'whoever may write says why, beside it',
    check: (file) =>
      file.scalars.flatMap(({ keys, value, line, source }) =>
        keys.includes('permissions') && value === 'write' && !/ # \S/.test(source)
          ? [`${file.path}:${line}: ${keys.at(-1)}: write without a reason in a comment`]
          : [],
      ),
  },
  {
    name: 'nothing runs with rights on what a stranger sent',
    kinds: ['own', 'caller', 'snippet'],
    check: (file) =>
      triggerOf(file.data as Workflow, 'pull_request') === undefined
        ? []
        : file.scalars
            .filter(({ keys, value }) => keys.includes('permissions') && value === 'write')
            .filter(({ keys }) => !mayComment(file, keys))
            .map(({ line }) => `${file.path}:${line}: a right to write in a workflow that runs on pull requests`),
  },
];
