import { commandLine } from './command.ts';

/** Shorter lines would star harmless text out, and protect nobody. */
const SHORTEST = 4;

/**
 * Makes the runner hide values in everything that it prints from now on, also where others print them. A line break ends
 * what it can match, so each line of a value is hidden by itself.
 */
export function hideValues(values: readonly string[]): void {
  const lines = values.flatMap((value) => [value, ...value.split(/\r\n|\n|\r/)]);
  for (const line of new Set(lines)) {
    if (line.trim().length >= SHORTEST) process.stdout.write(`${commandLine('add-mask', line)}\n`);
  }
}
