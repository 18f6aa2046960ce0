import { REPOSITORY } from '../../../scripts/pins.ts';
import { ownPath, resolveUses, type Scalar, type Tree, type YamlFile } from '../tree.ts';
import type { Rule } from './rule.ts';

/**
 * Third-party actions, and the files that may use each. act clones what it does not play itself, so only `actions/checkout`
 * stands in what runs there: what attests is a job of its own, which nobody asks for there.
 */
const THIRD_PARTY: Readonly<Record<string, RegExp>> = {
  'actions/checkout': /./,
  'actions/attest': /^(?:\.github\/workflows\/(?:release|etl|etl-steps)\.yml|docs\/verify\.md)$/,
  'actions/download-artifact': /^\.github\/workflows\/(?:etl|etl-steps)\.yml$/,
  'actions/upload-pages-artifact': /^examples\/pages\/pages\.yml$/,
  'actions/deploy-pages': /^examples\/pages\/pages\.yml$/,
};

/** `name@commit # v1.2.3`, to the end of the line: dependency updaters read the comment. */
const PINNED = /^\s*(?:- )?uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$/;

/** Stands for the commit of the first release. */
const NO_COMMIT = '0'.repeat(40);

const uses = (file: YamlFile): (Scalar & { value: string })[] =>
  file.scalars.filter(
    (scalar): scalar is Scalar & { value: string } => scalar.keys.at(-1) === 'uses' && typeof scalar.value === 'string',
  );
const isOurs = (value: string): boolean => ownPath(value) !== undefined;
const at = (file: YamlFile, line: number): string => `${file.path}:${line}`;

/** What is named `name@…` first in the tree, for all others to agree with. */
function firstPin(tree: Tree, name: string): string | undefined {
  const all = tree.files.flatMap((file) => uses(file).map(({ source }) => PINNED.exec(source)));
  const first = all.find((match) => match?.[1] === name);
  return first == null ? undefined : `${first[2]} # ${first[3]}`;
}

export const PINS: readonly Rule[] = [
  {
    name: 'a third-party action is named by its full commit, with the version beside it',
    check: (file) =>
      uses(file).flatMap(({ value, line, source }) =>
        isOurs(value) || PINNED.test(source)
          ? []
          : [`${at(file, line)}: uses ${value}; expected owner/name@<40 hex digits> # v1.2.3`],
      ),
  },
  {
    name: 'a third-party action is at one commit everywhere',
    check: (file, tree) =>
      uses(file).flatMap(({ value, line, source }) => {
        const [, name = '', commit, version] = PINNED.exec(source) ?? [];
        const first = firstPin(tree, name);
        return isOurs(value) || first === undefined || first === `${commit} # ${version}`
          ? []
          : [`${at(file, line)}: ${name} is at ${commit} # ${version}, and at ${first} elsewhere`];
      }),
  },
  {
    name: 'no third-party action is used but those that are listed, each in its files',
    check: (file) =>
      uses(file).flatMap(({ value, line }) => {
        const name = value.split('@')[0] ?? '';
        return isOurs(value) || THIRD_PARTY[name]?.test(file.path)
          ? []
          : [`${at(file, line)}: ${name} is not listed in test/workflows/rules/pins.ts for this file`];
      }),
  },
  {
    name: 'what is taken from this repository is there, and named by a commit with its version',
    check: (file, tree) =>
      uses(file).flatMap(({ value, line, source }) => {
        const path = ownPath(value);
        if (path === undefined) return [];
        if (resolveUses(tree, value) === undefined) {
          return [`${at(file, line)}: uses ${value}, and there is no ${path}`];
        }
        if (value.startsWith('./')) {
          // In what others call or copy, `./` is the other's repository.
          return file.kind === 'own'
            ? []
            : [`${at(file, line)}: uses ${value}; expected ${[REPOSITORY, path].filter(Boolean).join('/')}@<commit>`];
        }
        return source.endsWith(`@${NO_COMMIT}`) || PINNED.test(source)
          ? []
          : [`${at(file, line)}: uses ${value}; expected a commit and # v1.2.3, as scripts/release.ts writes them`];
      }),
  },
  {
    name: 'all of a folder takes this repository from one commit',
    kinds: ['reusable', 'own', 'caller'],
    check: (file, tree) => {
      const folder = file.path.slice(0, file.path.lastIndexOf('/'));
      const pins = tree.files
        .filter((each) => each.kind !== 'snippet' && each.path.startsWith(`${folder}/`))
        .flatMap((each) => uses(each).filter(({ value }) => isOurs(value) && value.includes('@')));
      const commitOf = (value: string) => value.split('@')[1];
      return uses(file)
        .filter(
          ({ value }) => isOurs(value) && value.includes('@') && commitOf(value) !== commitOf(pins[0]?.value ?? ''),
        )
        .map(({ value, line }) => `${at(file, line)}: ${value} is not at the commit of ${pins[0]?.value}`);
    },
  },
];
