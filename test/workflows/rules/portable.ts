import { eventsOf, type Job, type Workflow } from '../model.ts';
import { jobsOf, placeOf, type YamlFile } from '../tree.ts';
import { expressionsOf, type Rule } from './rule.ts';

/**
 * What GitHub, act, actionlint and zizmor all read alike. A word that is missing here is refused by one of them or means
 * something else there: services, container, continue-on-error of a job, concurrency.queue, cache-mode, parallel steps,
 * time zones of a schedule, deployment of an environment.
 */
const WORDS = {
  workflow: ['name', 'on', 'permissions', 'concurrency', 'jobs'],
  job: [
    ...['name', 'needs', 'if', 'runs-on', 'strategy', 'outputs', 'steps', 'uses', 'with', 'secrets'],
    ...['permissions', 'concurrency', 'environment', 'timeout-minutes'],
  ],
  step: ['id', 'name', 'if', 'uses', 'with', 'env', 'run', 'shell', 'timeout-minutes'],
  concurrency: ['group', 'cancel-in-progress'],
  strategy: ['fail-fast', 'max-parallel', 'matrix'],
} as const;

const EVENTS = ['push', 'pull_request', 'schedule', 'workflow_dispatch', 'workflow_call'];
const RUNNERS = ['ubuntu-latest', "${{ inputs.runner || 'ubuntu-latest' }}"];

/** Keys of a mapping that are not among the words. */
function strange(
  file: YamlFile,
  what: keyof typeof WORDS,
  value: unknown,
  keys: readonly (string | number)[],
): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value)
    .filter((key) => !(WORDS[what] as readonly string[]).includes(key))
    .map((key) => `${placeOf(file, ...keys, key)}: ${key} of a ${what} is outside the portable subset`);
}

function isWhole(value: unknown): boolean {
  return value === undefined || (Number.isInteger(value) && Number(value) > 0);
}

function checkJob(file: YamlFile, id: string, job: Job): string[] {
  const at = (key: string) => placeOf(file, 'jobs', id, key);
  const { strategy } = job;
  return [
    ...strange(file, 'job', job, ['jobs', id]),
    ...strange(file, 'concurrency', job.concurrency, ['jobs', id, 'concurrency']),
    ...strange(file, 'strategy', strategy, ['jobs', id, 'strategy']),
    ...(job.steps ?? []).flatMap((step, index) => [
      ...strange(file, 'step', step, ['jobs', id, 'steps', index]),
      ...(isWhole(step['timeout-minutes']) ? [] : [`${at('steps')}: a timeout that is no whole number of minutes`]),
    ]),
    ...(job.uses !== undefined || RUNNERS.includes(String(job['runs-on']))
      ? []
      : [`${at('runs-on')}: runs-on: ${job['runs-on']}; expected ${RUNNERS.join(' or ')}`]),
    ...(isWhole(strategy?.['max-parallel']) ? [] : [`${at('strategy')}: max-parallel must be a literal number`]),
    ...(strategy === undefined || strategy['fail-fast'] === false
      ? []
      : [`${at('strategy')}: expected fail-fast: false, or one failed partition cancels the others`]),
    ...('environment' in job && typeof job.environment !== 'string'
      ? [`${at('environment')}: expected the environment's name alone`]
      : []),
  ];
}

export const PORTABLE: readonly Rule[] = [
  {
    name: 'a workflow keeps to the words that GitHub and act read alike',
    kinds: ['reusable', 'own', 'caller', 'snippet'],
    check: (file) => {
      const workflow = file.data as Workflow & { concurrency?: unknown };
      return [
        ...strange(file, 'workflow', workflow, []),
        ...strange(file, 'concurrency', workflow.concurrency, ['concurrency']),
        ...eventsOf(workflow)
          .filter((event) => !EVENTS.includes(event))
          .map((event) => `${placeOf(file, 'on', event)}: the event ${event}; expected ${EVENTS.join(', ')}`),
        ...file.scalars
          .filter(({ keys }) => keys[0] === 'on' && keys[1] === 'schedule' && keys.at(-1) !== 'cron')
          .map(({ keys, line }) => `${file.path}:${line}: ${keys.at(-1)} of a schedule is outside the portable subset`),
        ...jobsOf(file).flatMap(([id, job]) => checkJob(file, id, job)),
      ];
    },
  },
  {
    name: 'an expression keeps to what GitHub and act evaluate alike',
    check: (file) =>
      file.scalars.flatMap((scalar) => {
        const text = expressionsOf(scalar).join(' ');
        const place = `${file.path}:${scalar.line}`;
        return [
          ...(/\bcase\s*\(/i.test(text) ? [`${place}: act has no case()`] : []),
          ...(/\bgithub\.event\.inputs\b/.test(text)
            ? [`${place}: github.event.inputs has no defaults under act; write inputs`]
            : []),
        ];
      }),
  },
  {
    name: 'no merge key, no ./ of another repository, no container',
    check: (file) => [
      ...file.text
        .split('\n')
        .flatMap((line) => (/^\s*<<\s*:/.test(line) ? [`${file.path}: act refuses the merge key <<`] : [])),
      ...file.scalars.flatMap(({ keys, value, line }) =>
        keys.at(-1) === 'uses' && /^(?:\$\/|docker:)/.test(String(value))
          ? [`${file.path}:${line}: uses ${value}; act and actionlint refuse $/, and docker:// needs a daemon`]
          : [],
      ),
    ],
  },
];
