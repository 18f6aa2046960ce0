/** Every command that the runner registers (actions/runner: IActionCommandExtension, and stop-commands). */
export const COMMANDS = [
  'add-mask',
  'add-matcher',
  'remove-matcher',
  'debug',
  'notice',
  'warning',
  'error',
  'group',
  'endgroup',
  'echo',
  'set-output',
  'save-state',
  'set-env',
  'add-path',
  'stop-commands',
  'internal-set-repo-path',
];

/**
 * The lines of an output in which GitHub's runner would find a command, by its own rules (actions/runner, ActionCommand
 * and OutputManager): lines end at LF or CR, `::name` counts after any white space of .NET's, `##[name]` anywhere.
 */
export function commandsIn(output: string): string[] {
  return output
    .split(/\r\n|\n|\r/)
    .filter((line) => /^[\s\u0085\u180e\u200b]*::[a-z-]+.*::/iu.test(line) || /##\[[a-z-]+.*\]/iu.test(line));
}
