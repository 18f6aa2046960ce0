import { placeOf, stepsOf } from '../tree.ts';
import { expressionsOf, type Rule } from './rule.ts';

/** Prints the environment, or each command with its values. */
const TELLS_ALL = /\bset -[a-z]*x|\bbash -[a-z]*x|\bprintenv\b|^\s*env\s*(?:$|[|>])/m;

export const STEPS: readonly Rule[] = [
  {
    name: 'a script holds no expression: its text would become part of the program',
    check: (file) =>
      file.scalars.flatMap(({ keys, value, line }) =>
        keys.at(-1) === 'run' && String(value).includes('${{')
          ? [`${file.path}:${line}: \${{ }} in run; pass it through env and write "$NAME"`]
          : [],
      ),
  },
  {
    name: 'every script says shell: bash, which fails at the first failed command of a pipe',
    check: (file) =>
      stepsOf(file).flatMap(({ job, index, step }) =>
        step.run === undefined || step.shell === 'bash'
          ? []
          : [`${placeOf(file, 'jobs', job, 'steps', index)}: run without shell: bash`],
      ),
  },
  {
    name: 'a checkout leaves no token behind, and takes the commit of the run',
    check: (file) =>
      stepsOf(file).flatMap(({ job, index, step }) => {
        if (!step.uses?.startsWith('actions/checkout@')) return [];
        const place = placeOf(file, 'jobs', job, 'steps', index);
        const given = step.with ?? {};
        return [
          ...(given['persist-credentials'] === false
            ? []
            : [`${place}: expected with: { persist-credentials: false }`]),
          ...['ref', 'repository'].filter((name) => name in given).map((name) => `${place}: ${name} makes act clone`),
        ];
      }),
  },
  {
    name: 'a secret goes only where one step or one called workflow gets it',
    check: (file) =>
      file.scalars.flatMap((scalar) => {
        const { keys, value, line } = scalar;
        const place = `${file.path}:${line}`;
        if (keys.at(-1) === 'secrets' && value === 'inherit')
          return [`${place}: secrets: inherit hands over all of them`];
        const secret = expressionsOf(scalar).find((each) => /\bsecrets\b|\bgithub\.token\b/.test(each));
        if (secret === undefined) return [];
        if (!/^(?:secrets\.\w+|github\.token)$/.test(secret))
          return [`${place}: \${{ ${secret} }} is more than one secret`];
        const way = keys.join('/');
        return /^jobs\/[^/]+\/(?:steps\/\d+\/(?:env|with)|secrets)\/[^/]+$/.test(way)
          ? []
          : [`${place}: a secret at ${way}; expected env or with of one step, or secrets of a call`];
      }),
  },
  {
    name: 'no script prints a secret',
    check: (file) =>
      stepsOf(file).flatMap(({ job, index, step }) => {
        const place = placeOf(file, 'jobs', job, 'steps', index, 'run');
        const { run = '', env = {} } = step;
        const hidden = Object.entries(env).filter(([, value]) => /\bsecrets\.|\bgithub\.token\b/.test(String(value)));
        return [
          ...(TELLS_ALL.test(run) ? [`${place}: prints the environment or every command`] : []),
          // What needs it reads its environment; a script that spells it out puts it on a command line or into the log.
          ...hidden
            .filter(([name]) => new RegExp(`\\$\\{?[!#]?${name}\\b`).test(run))
            .map(([name]) => `${place}: the script spells out $${name}, which is a secret`),
        ];
      }),
  },
];
