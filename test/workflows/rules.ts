import { ACTION_FILES } from './rules/actions.ts';
import { CALLERS } from './rules/callers.ts';
import { INTERFACES } from './rules/interfaces.ts';
import { PINS } from './rules/pins.ts';
import { PORTABLE } from './rules/portable.ts';
import { REUSABLE } from './rules/reusable.ts';
import { RIGHTS } from './rules/rights.ts';
import type { Rule } from './rules/rule.ts';
import { STEPS } from './rules/steps.ts';
import type { Tree, YamlFile } from './tree.ts';

export const RULES: readonly Rule[] = [
  ...PINS,
  ...STEPS,
  ...PORTABLE,
  ...RIGHTS,
  ...INTERFACES,
  ...ACTION_FILES,
  ...REUSABLE,
  ...CALLERS,
];

/** What a rule has to say of a file; nothing where the rule is not about such files. */
export function applyRule(rule: Rule, file: YamlFile, tree: Tree): string[] {
  return rule.kinds === undefined || rule.kinds.includes(file.kind) ? rule.check(file, tree) : [];
}
