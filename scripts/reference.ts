/**
 * `node scripts/reference.ts` writes docs/reference.md: the words of the pipeline file from its schema, those of the actions from
 * `src/session`, as their action.yml files are, and the command line from its own help. `--check` writes nothing and exits 1 where the page is out of step.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { main } from '../src/cli/main.ts';
import { pipelineJsonSchema } from '../src/pipeline/schema.ts';
import { actionTables } from './surfaces.ts';

/** As much of JSON Schema as the pipeline file's has. */
interface Node {
  type?: string | readonly string[];
  description?: string;
  enum?: readonly string[];
  const?: string;
  anyOf?: readonly Node[];
  /** Kinds of a mapping, told apart by a key whose value is `const`. */
  oneOf?: readonly Node[];
  items?: Node;
  properties?: Readonly<Record<string, Node>>;
  additionalProperties?: Node | boolean;
  required?: readonly string[];
}

const PATH = fileURLToPath(new URL('../docs/reference.md', import.meta.url));

/** What one may write there, in a word or two. */
function form({ type, const: word, enum: words, anyOf, items, additionalProperties }: Node): string {
  if (word !== undefined) return `\`${word}\``;
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(', ');
  if (anyOf !== undefined) return anyOf.map(form).join(', or ');
  if (items?.oneOf !== undefined) return 'a list of the following';
  if (items !== undefined)
    return `a list of ${items.type === 'string' ? 'texts' : items.type === 'integer' ? 'numbers' : 'values'}`;
  if (typeof additionalProperties === 'object') return 'names and values';
  if (typeof type !== 'string') return 'a value';
  return { string: 'a text', boolean: '`true` or `false`', integer: 'a number', number: 'a number' }[type] ?? type;
}

/** Every word that can be said, by its way from the top: `source.url`, `columns.<name>.type`. */
function* wordsOf(node: Node, path = ''): Generator<{ path: string; node: Node; isRequired: boolean }> {
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  for (const [key, child] of Object.entries(node.properties ?? {})) {
    const isRequired = node.required?.includes(key) === true;
    if (child.properties === undefined) yield { path: below(key), node: child, isRequired };
    yield* wordsOf(child, below(key));
    if (child.items?.oneOf !== undefined) yield* wordsOf(kindsAsOne(child.items.oneOf), `${below(key)}[]`);
  }
  const { additionalProperties: each } = node;
  if (typeof each === 'object' && each.properties !== undefined) yield* wordsOf(each, below('<name>'));
}

/** Each key once; where kinds say different things of it, what each says, and which have it. */
function kindsAsOne(kinds: readonly Node[]): Node {
  const keys = [...new Set(kinds.flatMap(({ properties }) => Object.keys(properties ?? {})))];
  const merged = keys.map((key): [string, Node] => {
    const having = kinds.filter(({ properties }) => properties?.[key] !== undefined);
    const nodes = having.map(({ properties }) => properties?.[key] as Node);
    if (nodes.every((node) => node.const !== undefined)) {
      return [key, { enum: nodes.map((node) => node.const as string) }];
    }
    const names = having.map(
      ({ properties }) => Object.values(properties ?? {}).find((node) => node.const !== undefined)?.const,
    );
    const texts = new Map<string, string[]>();
    for (const [at, { description = '' }] of nodes.entries()) {
      texts.set(description, [...(texts.get(description) ?? []), `\`${names[at]}\``]);
    }
    const isForAll = texts.size === 1 && having.length === kinds.length;
    const told = [...texts].map(([text, whose]) =>
      isForAll ? text : `${whose.join(', ')}: ${text}`.replace(/: $/, ''),
    );
    return [key, { ...(nodes[0] as Node), description: told.join(' ') }];
  });
  const required = keys.filter((key) =>
    kinds.every(
      ({ properties, required: needed }) => properties?.[key] === undefined || needed?.includes(key) === true,
    ),
  );
  return { properties: Object.fromEntries(merged), required };
}

function wordsTable(): string {
  const rows = [...wordsOf(pipelineJsonSchema() as Node)].map(({ path, node, isRequired }) => {
    const cells = [`\`${path}\`${isRequired ? ' (required)' : ''}`, form(node), node.description ?? ''];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| word | form | what it says |', '|---|---|---|', ...rows].join('\n');
}

async function helpOf(...words: string[]): Promise<string> {
  let text = '';
  const stdout = { write: (chunk: string) => (text += chunk) } as unknown as NodeJS.WriteStream;
  const { signal } = new AbortController();
  const code = await main([...words, '--help'], { env: {}, stdout, stderr: stdout, cwd: '/', signal });
  if (code !== 0) throw new Error(text);
  return text.trim();
}

async function referenceText(): Promise<string> {
  const general = await helpOf();
  const commands = [...general.matchAll(/^ {2}([a-z-]+) (?:\[options\]|<)/gm)].map(([, name = '']) => name);
  const helps = await Promise.all(
    commands.map(async (name) => `### ${name}\n\n\`\`\`text\n${await helpOf(name)}\n\`\`\`\n`),
  );
  return `# Reference

Made by \`scripts/reference.ts\` from the schema of the pipeline file, from what the action.yml files are made of, and from the command
line's own help.

## The pipeline file

Durations are \`90s\`, \`20m\`, \`2h\`, \`45d\`; sizes \`100MB\`, \`1GB\`. \`\${NAME}\` stands for a variable of the environment, and is printed
nowhere. Where a default is not told, the word may be left away and nothing happens.

${wordsTable()}

## The actions

Each task is an action below \`actions/\`, and \`run\` is the root action. An empty input is an unset one; an input that is not given
is looked up in the environment (\`check-source\` is \`LAKEFERRY_CHECK_SOURCE\`), then in the pipeline file. The reusable workflows
\`etl.yml\` and \`etl-steps.yml\` take the same words, all as texts.

${actionTables()}

## The command line

\`\`\`text
${general}
\`\`\`

${helps.join('\n')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const wanted = await referenceText();
  if (!process.argv.includes('--check')) {
    await writeFile(PATH, wanted);
    process.stdout.write('docs/reference.md is written\n');
  } else if ((await readFile(PATH, 'utf8').catch(() => '')) === wanted) {
    process.stdout.write('docs/reference.md is in step\n');
  } else {
    process.stderr.write('docs/reference.md is out of step; run: node scripts/reference.ts\n');
    process.exitCode = 1;
  }
}
