import { ConfigurationError } from '../base/errors.ts';

/** A flag as commander parsed it. */
export type Flags = Readonly<Record<string, unknown>>;

/**
 * The value of one word: flag, then environment (`LAKEFERRY_TIME_BUDGET`), else undefined. An empty text is unset,
 * because GitHub passes `''` for inputs that an event does not have; blanks around a value do not matter.
 */
export function word(
  name: string,
  flags: Flags,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  return given(name, flags, env)
    .find((value) => value.trim() !== '')
    ?.trim();
}

/** What was said, most important first. */
function given(name: string, flags: Flags, env: Readonly<Record<string, string | undefined>>): string[] {
  const flag = flags[name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())];
  const variable = env[`LAKEFERRY_${name.replace(/-/g, '_').toUpperCase()}`];
  return [flag === undefined ? '' : String(flag), variable ?? ''];
}

/** Collects every problem, so that a user mends all of them at once. */
export function createInputReader(flags: Flags, env: Readonly<Record<string, string | undefined>>) {
  const problems: string[] = [];
  const refuse = (name: string, value: string, expected: string): void => {
    problems.push(`${name}: "${value}" is not ${expected}`);
  };
  return {
    text: (name: string): string | undefined => word(name, flags, env),
    /** As it was written, for values that may be blanks. */
    exact: (name: string): string | undefined => given(name, flags, env).find((value) => value !== ''),
    bool(name: string, otherwise: boolean): boolean {
      const value = word(name, flags, env);
      if (value === undefined) return otherwise;
      if (value !== 'true' && value !== 'false') refuse(name, value, 'true or false');
      return value === 'true';
    },
    count(name: string, otherwise: number): number {
      const value = word(name, flags, env);
      if (value === undefined) return otherwise;
      if (!/^[1-9]\d{0,8}$/.test(value)) refuse(name, value, 'a whole number from 1');
      return Number(value);
    },
    choice<T extends string>(name: string, choices: readonly T[], otherwise: T): T {
      const value = word(name, flags, env);
      if (value === undefined) return otherwise;
      if (!choices.includes(value as T)) refuse(name, value, `one of ${choices.join(', ')}`);
      return value as T;
    },
    choices<T extends string>(name: string, known: readonly T[], otherwise: readonly T[]): readonly T[] {
      const value = word(name, flags, env);
      if (value === undefined) return otherwise;
      const parts = value.split(',').map((part) => part.trim());
      for (const part of parts) if (!known.includes(part as T)) refuse(name, part, `one of ${known.join(', ')}`);
      return parts as T[];
    },
    parsed<T>(name: string, parse: (text: string) => T, otherwise: T): T {
      const value = word(name, flags, env);
      if (value === undefined) return otherwise;
      try {
        return parse(value);
      } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        problems.push(`${name}: ${error.message}`);
        return otherwise;
      }
    },
    /** Throws all problems as one error. */
    check(): void {
      if (problems.length > 0) throw new ConfigurationError('INPUTS', problems.join('\n'), { problems });
    },
  };
}

export type InputReader = ReturnType<typeof createInputReader>;

/** `--set color=green --set year=2021`, or lines in the environment, → a record. Throws one ConfigurationError SET for all that is wrong. */
export function parseSet(values: readonly string[]): Record<string, string> {
  const set: Record<string, string> = {};
  const wrong: string[] = [];
  for (const line of values.flatMap((value) => value.split('\n')).map((each) => each.trim())) {
    if (line === '') continue;
    const match = /^([A-Za-z_]\w*)=(.*)$/s.exec(line);
    if (match === null) wrong.push(`set: "${line}" is not name=value, like color=green`);
    else set[match[1] as string] = match[2] as string;
  }
  if (wrong.length > 0) throw new ConfigurationError('SET', wrong.join('\n'));
  return set;
}
