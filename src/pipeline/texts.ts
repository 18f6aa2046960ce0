import type { Path, PipelineDocument } from './document.ts';
import { nearest } from './nearest.ts';
import type { Problem } from './problems.ts';
import type { PipelineFile } from './schema.ts';
import { secretsOfHeader, secretsOfPlace, secretsOfSource } from './secret-values.ts';
import { DATE_TOKENS, fillTemplate, type Placed, placeTemplate, readTemplate } from './template.ts';

/** The texts of a pipeline file with parameters and environment filled in. */
export interface FilledTexts {
  parameters: Record<string, string>;
  name: string;
  /** Still with `{YYYY}` and its kin; `''` when something that it needs is missing. */
  url: string;
  /** `${NAME}` left as written. */
  shownUrl: string;
  headers: Record<string, string>;
  lake?: string;
  warehouse?: string;
  afterLoad?: string;
  /** What nobody may see of what came from the environment: see secret-values.ts. */
  secrets: string[];
}

interface FillOptions {
  document: PipelineDocument;
  file: PipelineFile;
  /** Was this part of the file found right? What is not is passed over: it has its problem already. */
  sound: (path: Path) => boolean;
  set: Readonly<Record<string, string>>;
  env: Readonly<Record<string, string | undefined>>;
}

/** A dataset is a folder in the lake and a table: lower case, because some file systems and warehouses fold case. */
const NAME = /^[a-z][a-z0-9_-]{0,99}$/;
/** Windows opens a device for these, whatever the folder. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/; // RFC 9110, token

/** Fills in everything that can be filled, and tells everything that cannot. */
export function fillTexts(options: FillOptions): { texts: FilledTexts; problems: Problem[] } {
  const { document, file, sound, env } = options;
  const problems: Problem[] = [];
  const tell = (path: Path, message: string, hint?: string, at?: 'key') =>
    problems.push(document.problem(path, message, { hint, ...(at === undefined ? {} : { at }) }));
  const parameters = readParameters(options, tell);
  const secrets = new Set<string>();

  /** `''` for a part that is absent or wrong. `secrets`: the environment fills it, and what of that is nobody's business. */
  const fill = (
    path: Path,
    text: unknown,
    allowed: { secrets?: (filled: { text: string; placed: Placed[] }) => string[]; dates?: boolean } = {},
  ): string => {
    if (typeof text !== 'string' || !sound(path)) return '';
    const where = path.join('.');
    const used = readTemplate(text);
    const before = problems.length;
    for (const name of used.parameters) {
      if (Object.hasOwn(parameters, name) || (allowed.dates === true && isDateToken(name))) continue;
      if (isDateToken(name)) {
        tell(path, `${where}: {${name}} has no meaning here`, 'dates are filled in source.url only');
        continue;
      }
      const guess = nearest(name, [...Object.keys(parameters), ...(allowed.dates === true ? DATE_TOKENS : [])]);
      const hint = guess === undefined ? `write it below parameters: { ${name}: … }` : `did you mean {${guess}}?`;
      tell(path, `${where}: there is no parameter {${name}}`, hint);
    }
    for (const name of used.environment) {
      const value = env[name];
      if (allowed.secrets === undefined) {
        tell(
          path,
          `${where}: \${${name}} is not filled in here`,
          'the environment fills source.url, source.headers, lake and warehouse; elsewhere use a {parameter}',
        );
      } else if (!/^[A-Za-z_]\w*$/.test(name)) {
        tell(path, `${where}: \${${name}} does not name a variable`, 'write letters, digits and _, like SOURCE_TOKEN');
      } else if (value === undefined || value === '') {
        tell(path, `${where}: \${${name}} is not set in the environment`, `set ${name} where this runs`);
      } else if (/[\r\n\0]/.test(value)) {
        tell(
          path,
          `${where}: the value of \${${name}} has a line break in it`,
          `set ${name} without one, also at its end`,
        );
      }
    }
    if (problems.length > before) return '';
    const filled = placeTemplate(text, { parameters, ...(allowed.secrets === undefined ? {} : { environment: env }) });
    for (const secret of allowed.secrets?.(filled) ?? []) secrets.add(secret);
    return filled.text;
  };

  const before = problems.length;
  const name = fill(['name'], file.name);
  const isFilled = sound(['name']) && problems.length === before;
  if (isFilled && !NAME.test(name) && !/[{}]/.test(name)) {
    tell(
      ['name'],
      `name: "${name}" is not the name of a dataset`,
      'write lower-case letters, digits, _ and -, with a letter first, like yellow_taxi',
    );
  }
  if (DEVICE.test(name)) {
    tell(
      ['name'],
      `name: "${name}" is the name of a device on Windows, where no folder can have it`,
      'choose another name, like yellow_taxi',
    );
  }
  const url = fill(['source', 'url'], file.source?.url, { secrets: secretsOfSource, dates: true });
  const headers: Record<string, string> = {};
  for (const [header, text] of Object.entries(sound(['source', 'headers']) ? (file.source?.headers ?? {}) : {})) {
    const path = ['source', 'headers', header];
    if (!HEADER_NAME.test(header))
      tell(path, `source.headers: "${header}" is not the name of a header`, 'write a name like Authorization', 'key');
    else headers[header] = fill(path, text, { secrets: secretsOfHeader });
  }
  const missing =
    name === '' || !sound(['source', 'url'])
      ? []
      : readTemplate(file.source.url).parameters.filter(
          (each) => Object.hasOwn(parameters, each) && !readTemplate(file.name).parameters.includes(each),
        );
  for (const each of missing) {
    tell(
      ['name'],
      `source.url uses {${each}}, but name does not: each ${each} would replace the others' partitions`,
      `write it in the name too, like name: "{${each}}_${file.name}"`,
    );
  }
  const lake = fill(['lake'], file.lake, { secrets: secretsOfPlace });
  const warehouse = fill(['warehouse'], file.warehouse, { secrets: secretsOfPlace });
  const afterLoad = fill(['after_load'], file.after_load);
  const texts: FilledTexts = {
    parameters,
    name,
    url,
    shownUrl: url === '' ? '' : fillTemplate(file.source.url, { parameters }),
    headers,
    ...(lake === '' ? {} : { lake }),
    ...(warehouse === '' ? {} : { warehouse }),
    ...(afterLoad === '' ? {} : { afterLoad }),
    secrets: [...secrets],
  };
  return { texts, problems };
}

/** The file's own parameters with what `--set` says in their place. */
function readParameters(
  { document, file, sound, set }: FillOptions,
  tell: (path: Path, message: string, hint?: string, at?: 'key') => void,
): Record<string, string> {
  const parameters: Record<string, string> = {};
  if (!sound(['parameters'])) return { ...set };
  for (const name of Object.keys(file.parameters ?? {})) {
    const path = ['parameters', name];
    const value = Object.hasOwn(set, name) ? (set[name] as string) : (document.text(path) ?? '');
    if (!/^[A-Za-z_]\w*$/.test(name) || name === '__proto__') {
      tell(
        path,
        `parameters: "${name}" is not the name of a parameter`,
        'write letters, digits and _, like color',
        'key',
      );
    } else if (isDateToken(name)) {
      tell(path, `parameters: {${name}} is filled with the partition's date`, 'choose another name', 'key');
    } else {
      // Braces would ask for further filling, and line ends would end a header.
      if (/[{}\u0000-\u001f\u007f]/.test(value))
        tell(path, `parameters.${name}: its value holds a brace or a control character`, 'write plain text');
      parameters[name] = value;
    }
  }
  const known = Object.keys(parameters);
  for (const name of Object.keys(set)) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    const names = known.length === 0 ? 'the file declares no parameters' : `its parameters are ${known.join(', ')}`;
    tell(
      ['parameters'],
      `set: there is no parameter "${name}"`,
      guess === undefined ? names : `did you mean "${guess}"?`,
      'key',
    );
  }
  return parameters;
}

function isDateToken(name: string): boolean {
  return (DATE_TOKENS as readonly string[]).includes(name);
}
