import { triggerOf, type Workflow } from '../model.ts';
import { jobsOf, placeOf, type YamlFile } from '../tree.ts';
import type { Rule } from './rule.ts';

/** A caller is there to be copied: what has to be read fits a glance. */
const MOST_LINES = 12;

/**
 * Lines that say something: no blank, no comment, not the name, and not a job of its own before the call, such as an
 * approval.
 */
export function effectiveLines(file: YamlFile): string[] {
  const others = jobsOf(file).filter(([, { uses }]) => uses === undefined);
  let skipping = false;
  return file.text.split('\n').filter((line) => {
    const id = /^ {2}([\w-]+):/.exec(line)?.[1];
    if (/^\S/.test(line)) skipping = false;
    else if (id !== undefined) skipping = others.some(([name]) => name === id);
    return !skipping && /^\s*[^\s#]/.test(line) && !line.startsWith('name:');
  });
}

export const CALLERS: readonly Rule[] = [
  {
    name: `a caller is ${MOST_LINES} lines at most`,
    kinds: ['caller'],
    check: (file) => {
      const { length } = effectiveLines(file);
      return length <= MOST_LINES ? [] : [`${file.path}:1: ${length} lines; expected ${MOST_LINES} at most`];
    },
  },
  {
    name: 'a caller passes texts, and takes texts: nothing is lost where an event has no inputs',
    kinds: ['caller', 'snippet'],
    check: (file) => [
      ...jobsOf(file).flatMap(([id, job]) =>
        job.uses === undefined
          ? []
          : Object.entries(job.with ?? {})
              .filter(([, value]) => typeof value !== 'string')
              .map(
                ([name, value]) => `${placeOf(file, 'jobs', id, 'with', name)}: ${name}: ${value}; expected '${value}'`,
              ),
      ),
      ...Object.entries(triggerOf(file.data as Workflow, 'workflow_dispatch')?.inputs ?? {})
        .filter(([, { type }]) => type !== 'string')
        .map(
          ([name]) =>
            `${placeOf(file, 'on', 'workflow_dispatch', 'inputs', name)}: expected ${name} to be type: string`,
        ),
    ],
  },
  {
    name: 'an example calls one of our workflows',
    kinds: ['caller'],
    check: (file) =>
      jobsOf(file).filter(([, { uses }]) => uses !== undefined).length === 1
        ? []
        : [`${file.path}:1: expected exactly one job with uses`],
  },
];
