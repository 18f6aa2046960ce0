import type { FoundColumn, FoundTable } from './columns.ts';
import type { Grain } from './url-template.ts';

/** What a new pipeline file says. */
export interface PipelineAnswers {
  name: string;
  description: string;
  owner: string;
  /** With tokens for the date. */
  url: string;
  by: Grain;
  /** The first partition; absent for `by: none`. */
  start?: string;
  lake: string;
  /** Absent: the lake is the end. */
  warehouse?: string;
  delimiter?: string;
  table: FoundTable;
  /** The files that were looked at, for the reader. */
  looked: readonly string[];
}

/** Lake or table is Google's. */
export function isGoogle({ lake, warehouse = '' }: Pick<PipelineAnswers, 'lake' | 'warehouse'>): boolean {
  return /^gs:/i.test(lake) || /^bigquery:/i.test(warehouse);
}

/** A commented pipeline file: what was found, and next to it what else there is to say. */
export function pipelineText(answers: PipelineAnswers): string {
  const { by, delimiter, table } = answers;
  const csv = [
    ...(delimiter === undefined || delimiter === ',' ? [] : [`delimiter: ${quoted(delimiter)}`]),
    ...(table.nulls.length === 0 ? [] : [`nulls: [${table.nulls.map(quoted).join(', ')}]`]),
  ];
  const partitions = [`by: ${by}`, ...(answers.start === undefined ? [] : [`start: ${startText(answers.start)}`])];
  return `${[
    `# Made by \`lakeferry init\` after a look at ${answers.looked.join(', ')}. Read it once: names and types are guesses.`,
    '#   lakeferry validate    says whether this file is right',
    '#   lakeferry plan        says what would run, and why',
    '#   lakeferry run         does it',
    `name: ${answers.name}`,
    `description: ${quoted(answers.description)}`,
    `owner: ${quoted(answers.owner)} # whom to ask when it breaks`,
    '',
    'source:',
    `  url: ${quoted(answers.url)}`,
    '  not_ready: [403, 404] # "not published yet", no failure',
    ...(csv.length === 0 ? [] : [`csv: { ${csv.join(', ')} }`]),
    `partitions: { ${partitions.join(', ')} }${by === 'none' ? ' # one file, the whole table' : ' # lag: 45d is how long after its end one may be expected'}`,
    '',
    '# The name in the table, its type, and `from`: the headers that it has in the files.',
    '# More to say: required, fill, enum, minimum, maximum, pattern, description. Cents are exact as "numeric(10,2)".',
    'columns:',
    ...table.columns.map(columnLine),
    '',
    '# A column that is new in a file is added as text; a value of another type stops the partition before it is published.',
    'contract: { new_columns: evolve, types: freeze, max_rejected: 0.1% }',
    `lake: ${quoted(answers.lake)}`,
    answers.warehouse === undefined
      ? '# warehouse: "duckdb:warehouse.duckdb"   # or bigquery://project/dataset/table, or postgres://…'
      : `warehouse: ${quoted(answers.warehouse)}`,
    ...(isGoogle(answers)
      ? [
          '# Login of GitHub jobs without a key, which docs/google-cloud.md sets up; on a laptop: gcloud auth application-default login',
          '# google: { workload_identity_provider: projects/NUMBER/locations/global/workloadIdentityPools/POOL/providers/PROVIDER, service_account: … }',
        ]
      : []),
  ].join('\n')}\n`;
}

function columnLine({ name, type, from, optional, doubt }: FoundColumn): string {
  const [only] = from;
  const parts = [
    `type: ${/[(,]/.test(type) ? quoted(type) : type}`,
    ...(from.length === 1 && only === name
      ? []
      : [`from: ${from.length === 1 ? quoted(only ?? '') : `[${from.map(quoted).join(', ')}]`}`]),
    ...(optional ? ['optional: true'] : []),
  ];
  return `  ${name}: { ${parts.join(', ')} }${doubt === undefined ? '' : ` # ${doubt}`}`;
}

/** A year or a day would be read as a number or a date by some readers of YAML. */
function startText(start: string): string {
  return /^\d{4}$/.test(start) ? quoted(start) : start;
}

/** A text that YAML reads as this text, whatever is in it: JSON is YAML. */
function quoted(text: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
