import type { Writable } from 'node:stream';
import { commandLine } from './command.ts';

/** Shorter lines would star harmless text out, and protect nobody. */
const SHORTEST = 4;

/**
 * Makes the runner hide values in everything that it prints from now on, also where others print them. It masks line by
 * line, so each line of a value is told by itself, and never the whole: the runner would take it apart without asking how
 * long a line is, star out every `{` because a JSON key has a line of its own for it, and drop each output that holds one.
 */
export function hideValues(values: readonly string[], out: Writable = process.stdout): void {
  const lines = values.flatMap((value) => value.split(/[\r\n]+/)).map((line) => line.trim());
  for (const line of new Set(lines)) {
    if (line.length >= SHORTEST) out.write(`${commandLine('add-mask', line)}\n`);
  }
}
