import { posix } from 'node:path';
import { ACTIONS, type ActionName } from '../../../src/session/surfaces.ts';
import type { Action } from '../model.ts';
import { isThere, placeOf } from '../tree.ts';
import type { Rule } from './rule.ts';

/** What GitHub ships and the package's scripts run on; `node25` is refused by actionlint and act. */
const RUNTIME = 'node24';

export const ACTION_FILES: readonly Rule[] = [
  {
    name: 'all actions run on one version of Node',
    kinds: ['action'],
    check: (file) => {
      const { using } = (file.data as Action).runs;
      return using === RUNTIME ? [] : [`${placeOf(file, 'runs', 'using')}: using: ${using}; expected ${RUNTIME}`];
    },
  },
  {
    name: 'what an action starts is there',
    kinds: ['action'],
    check: (file) => {
      const { main = '' } = (file.data as Action).runs;
      const path = posix.join(posix.dirname(file.path), main);
      return isThere(path) ? [] : [`${placeOf(file, 'runs', 'main')}: there is no ${path}`];
    },
  },
  {
    name: 'inputs and outputs are the words of the code, none required: a word may come from the environment',
    kinds: ['action'],
    check: (file) => {
      const name = (/^actions\/([\w-]+)\//.exec(file.path)?.[1] ?? 'run') as ActionName;
      const { inputs = {}, outputs = {} } = file.data as Action;
      const [expected, seen] = [
        [...ACTIONS[name].inputs, '→', ...Object.keys(ACTIONS[name].outputs)],
        [...Object.keys(inputs), '→', ...Object.keys(outputs)],
      ];
      return [
        ...(expected.join() === seen.join() ? [] : [`${file.path}:1: ${seen}; expected ${expected}`]),
        ...Object.entries(inputs)
          .filter(([, { required, default: otherwise }]) => required !== false || otherwise !== undefined)
          .map(
            ([input]) => `${placeOf(file, 'inputs', input)}: ${input} must be optional, without a default of its own`,
          ),
      ];
    },
  },
];
