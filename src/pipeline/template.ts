/** Names that `fillUrl` fills for each partition. */
export const DATE_TOKENS = ['YYYY', 'YY', 'MM', 'DD'] as const;

const TOKEN = /\$\{([^{}]*)\}|\{([A-Za-z_]\w*)\}/g;

/** What a text needs before it can be used. */
export interface Template {
  /** Names in `${NAME}`. */
  environment: string[];
  /** Names in `{name}`, date tokens included. */
  parameters: string[];
}

export function readTemplate(text: string): Template {
  const environment = new Set<string>();
  const parameters = new Set<string>();
  for (const [, variable, parameter] of text.matchAll(TOKEN)) {
    if (variable !== undefined) environment.add(variable);
    if (parameter !== undefined) parameters.add(parameter);
  }
  return { environment: [...environment], parameters: [...parameters] };
}

interface Values {
  parameters: Readonly<Record<string, string>>;
  environment?: Readonly<Record<string, string | undefined>>;
}

/** A value of the environment, and where it stands in the filled text. */
export interface Placed {
  name: string;
  value: string;
  start: number;
  end: number;
}

/**
 * Fills what is known and leaves the rest as written. One pass: what was filled in is not looked at again, so a value
 * cannot ask for another one.
 */
export function fillTemplate(text: string, values: Values): string {
  return placeTemplate(text, values).text;
}

/** The same, and which value of the environment went where. */
export function placeTemplate(
  text: string,
  { parameters, environment = {} }: Values,
): { text: string; placed: Placed[] } {
  const placed: Placed[] = [];
  let filled = '';
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    const [whole, variable, parameter] = match;
    const known = variable === undefined ? parameters : environment;
    const name = variable ?? parameter ?? '';
    const value = Object.hasOwn(known, name) ? known[name] : undefined;
    filled += text.slice(from, match.index);
    if (variable !== undefined && value !== undefined) {
      placed.push({ name, value, start: filled.length, end: filled.length + value.length });
    }
    filled += value ?? whole;
    from = match.index + whole.length;
  }
  return { text: filled + text.slice(from), placed };
}
