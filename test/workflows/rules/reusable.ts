import { basename } from 'node:path';
import { WORKFLOWS } from '../../../scripts/surfaces.ts';
import { type Action, type Job, needsOf, triggerOf, type Workflow } from '../model.ts';
import { jobsOf, placeOf, resolveUses, stepsOf, type YamlFile } from '../tree.ts';
import type { Rule } from './rule.ts';

const inputsOf = (file: YamlFile) => triggerOf(file.data as Workflow, 'workflow_call')?.inputs ?? {};

/** The job that has a matrix, and the one that reports. */
function jobWith(file: YamlFile, is: (id: string, job: Job) => boolean): [id: string, job: Job] {
  return jobsOf(file).find(([id, job]) => is(id, job)) ?? ['', {}];
}

/** Compares what is there with what must be, word by word. */
function literal(file: YamlFile, keys: readonly string[], seen: unknown, expected: unknown): string[] {
  return seen === expected
    ? []
    : [`${placeOf(file, ...keys)}: ${keys.slice(2).join('.')} is ${seen}; expected ${expected}`];
}

/** Where a word of an action comes from, if not from the input of the same name. */
const SOURCES: Readonly<Record<string, RegExp>> = {
  partitions: /^\$\{\{ (?:inputs|matrix)\.partitions \}\}$/,
  results: /^\$\{\{ steps\.[\w-]+\.outputs\.results \}\}$/,
  plan: /\bneeds\.plan\.outputs\.matrix\b/,
};

export const REUSABLE: readonly Rule[] = [
  {
    name: 'the inputs are the words of the code, all strings without a default: an event may pass an empty one',
    kinds: ['reusable'],
    check: (file) => {
      const expected = WORKFLOWS[basename(file.path) as keyof typeof WORKFLOWS];
      const inputs = inputsOf(file);
      if (expected?.join() !== Object.keys(inputs).join()) {
        return [`${file.path}: the inputs are ${Object.keys(inputs)}; expected ${expected}, from scripts/surfaces.ts`];
      }
      return Object.entries(inputs)
        .filter(([, { type, required, ...rest }]) => type !== 'string' || required !== undefined || 'default' in rest)
        .map(
          ([name]) =>
            `${placeOf(file, 'on', 'workflow_call', 'inputs', name)}: expected ${name} to be type: string alone`,
        );
    },
  },
  {
    name: 'every input is passed on',
    kinds: ['reusable'],
    check: (file) => {
      const used = file.scalars.filter(({ keys }) => keys[0] === 'jobs').map(({ value }) => String(value));
      return Object.keys(inputsOf(file))
        .filter((name) => !used.some((text) => new RegExp(`\\binputs\\.${name}(?![\\w-])`).test(text)))
        .map((name) => `${placeOf(file, 'on', 'workflow_call', 'inputs', name)}: nothing reads the input ${name}`);
    },
  },
  {
    name: 'every action gets each word that it knows',
    kinds: ['reusable'],
    check: (file, tree) =>
      stepsOf(file).flatMap(({ job, index, step }) => {
        const action = step.uses === undefined ? undefined : resolveUses(tree, step.uses);
        if (action === undefined) return [];
        const place = placeOf(file, 'jobs', job, 'steps', index);
        const words = Object.keys((action.data as Action).inputs ?? {});
        return [
          ...words
            .filter((word) => word in SOURCES || word in inputsOf(file))
            .filter((word) => {
              const given = String(step.with?.[word]);
              return SOURCES[word] === undefined ? given !== `\${{ inputs.${word} }}` : !SOURCES[word].test(given);
            })
            .map((word) => `${place}: ${step.uses} gets ${word}: ${step.with?.[word]}`),
          ...(step.env?.['LAKEFERRY_ENVIRONMENT'] === '${{ secrets.environment }}'
            ? []
            : [`${place}: ${step.uses} does not get the secret, as LAKEFERRY_ENVIRONMENT`]),
        ];
      }),
  },
  {
    name: 'the matrix is guarded by its count, its legs do not stop one another, one run at a time works on a leg',
    kinds: ['reusable'],
    check: (file) => {
      const [id, job] = jobWith(file, (_, { strategy }) => strategy !== undefined);
      const matrix = (job.strategy?.matrix ?? {}) as Record<string, unknown>;
      const concurrency = typeof job.concurrency === 'object' ? job.concurrency : {};
      const keys = (...names: string[]) => ['jobs', id, ...names];
      const group = 'lakeferry-${{ needs.plan.outputs.dataset }}-${{ matrix.name }}';
      return [
        ...(/^needs\.plan\.outputs\.count != '0'(?: && |$)/.test(String(job.if))
          ? []
          : [
              `${placeOf(file, ...keys('if'))}: expected if: needs.plan.outputs.count != '0' …, for a matrix may not be empty`,
            ]),
        ...literal(file, keys('strategy', 'fail-fast'), job.strategy?.['fail-fast'], false),
        ...literal(file, keys('strategy', 'matrix'), Object.keys(matrix).join(), 'include'),
        ...literal(
          file,
          keys('strategy', 'matrix', 'include'),
          matrix['include'],
          '${{ fromJSON(needs.plan.outputs.matrix) }}',
        ),
        ...literal(file, keys('concurrency', 'group'), concurrency.group, group),
        ...literal(file, keys('concurrency', 'cancel-in-progress'), concurrency['cancel-in-progress'], false),
        ...literal(file, keys('name'), job.name, '${{ matrix.name }}'),
      ];
    },
  },
  {
    name: 'the report comes after all that went before, also after a failed one',
    kinds: ['reusable'],
    check: (file) => {
      const [id, job] = jobWith(file, (name) => name === 'report');
      const all = jobsOf(file).map(([name]) => name);
      const others = all.slice(0, all.indexOf(id) + 1);
      const outputs = triggerOf(file.data as Workflow, 'workflow_call')?.outputs ?? {};
      return [
        ...literal(file, ['jobs', id, 'if'], job.if, '${{ !cancelled() }}'),
        ...literal(file, ['jobs', id, 'needs'], [...needsOf(job), id].join(), others.join()),
        ...Object.entries(outputs)
          .filter(([name, { value }]) => value !== `\${{ jobs.report.outputs.${name} }}`)
          .map(([name]) => `${placeOf(file, 'on', 'workflow_call', 'outputs', name)}: ${name} is not the report's`),
      ];
    },
  },
  {
    name: 'what is signed is a job of its own behind an input, after the report',
    kinds: ['reusable'],
    check: (file) =>
      jobsOf(file)
        .filter(([, { steps = [] }]) => steps.some(({ uses }) => uses?.startsWith('actions/attest@') === true))
        .flatMap(([id, job]) => [
          ...literal(file, ['jobs', id, 'needs'], needsOf(job).join(), 'report'),
          ...literal(
            file,
            ['jobs', id, 'if'],
            job.if,
            "${{ !cancelled() && inputs.attest == 'true' && needs.report.outputs.attest != '' }}",
          ),
        ]),
  },
  {
    name: "notifications go out last, also after a red report, and write issues with the job's own token",
    kinds: ['reusable'],
    check: (file) => {
      const [id, { steps = [] }] = jobWith(file, (name) => name === 'report');
      const at = steps.length - 1;
      const step = steps[at];
      const place = placeOf(file, 'jobs', id, 'steps', at);
      return [
        ...(step?.uses?.includes('/actions/notify@') ? [] : [`${place}: expected actions/notify as the last step`]),
        ...(/^\$\{\{ !cancelled\(\)(?: && .*)? \}\}$/.test(String(step?.if))
          ? []
          : [`${place}: expected if: \${{ !cancelled() … }}, for a report may be red`]),
        ...(step?.env?.['GITHUB_TOKEN'] === '${{ github.token }}' ? [] : [`${place}: it does not get GITHUB_TOKEN`]),
      ];
    },
  },
];
