import { REPOSITORY } from '../src/base/version.ts';

/** Where the actions are published. The one place that says so: what names it is made or checked from here. */
export { REPOSITORY };

/** `lakeferry/lakeferry/actions/plan@<SHA>` with the version behind it as a comment, where there is one. */
const PIN = new RegExp(`(${REPOSITORY}(?:/[\\w./-]+)?)@[0-9a-f]{40}(?: # v\\d+\\.\\d+\\.\\d+)?$`, 'gm');

/** Every reference to this repository in a workflow's text, at another commit. */
export function repin(text: string, sha: string, version: string): string {
  return text.replace(PIN, `$1@${sha} # v${version}`);
}

/** The commits that a text names this repository at. */
export function pinsOf(text: string): string[] {
  return [...text.matchAll(PIN)].map(([pin]) => /@([0-9a-f]{40})/.exec(pin)?.[1] ?? '');
}

/** The same text with every reference to this repository as one to the checked-out tree: `./actions/plan`. */
export function localReferences(text: string): string {
  return text.replace(PIN, (_, name: string) => `./${name.slice(REPOSITORY.length + 1)}`);
}
