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

/**
 * Fills what is known and leaves the rest as written. One pass: what was filled in is not looked at again, so a value
 * cannot ask for another one.
 */
export function fillTemplate(
  text: string,
  values: { parameters: Readonly<Record<string, string>>; environment?: Readonly<Record<string, string | undefined>> },
): string {
  return text.replace(TOKEN, (whole, variable: string | undefined, parameter: string | undefined) => {
    const known = variable === undefined ? values.parameters : (values.environment ?? {});
    const name = variable ?? parameter ?? '';
    return Object.hasOwn(known, name) ? (known[name] ?? whole) : whole;
  });
}
