/** GitHub's own parser of workflows and evaluator of expressions. */
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Expressions from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import type * as Parser from '@actions/workflow-parser';
import type * as Actions from '@actions/workflow-parser/actions/index';
import type { WorkflowJob } from '@actions/workflow-parser/model/workflow-template';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import { build } from 'esbuild';
import { ownPath, ROOT, readTreeFile } from './tree.ts';

interface Packages {
  parser: typeof Parser;
  actions: typeof Actions;
  expressions: typeof Expressions;
}

const packages = await loadPackages();
const { parser, actions, expressions } = packages;

/** The packages import JSON as only bundlers can; in one bundle they also share their classes. */
async function loadPackages(): Promise<Packages> {
  const folder = await mkdtemp(join(tmpdir(), 'lakeferry-parser-'));
  try {
    const outfile = join(folder, 'packages.cjs');
    const contents = [
      `export * as parser from '@actions/workflow-parser';`,
      `export * as actions from '@actions/workflow-parser/actions/index';`,
      `export * as expressions from '@actions/expressions';`,
    ].join('\n');
    const stdin = { contents, resolveDir: ROOT };
    await build({ stdin, outfile, bundle: true, format: 'cjs', platform: 'node', logLevel: 'error' });
    return createRequire(import.meta.url)(outfile) as Packages;
  } finally {
    await rm(folder, { recursive: true });
  }
}

export interface Parsed {
  /** The text as tokens, with texts that hold expressions turned into one expression each. */
  root: TemplateToken;
  /** Empty where the file has mistakes that keep it from being read. */
  jobs: readonly WorkflowJob[];
  /** What GitHub would say instead of running it. */
  errors: string[];
}

/** A workflow as GitHub reads it, with those that it calls in this repository taken from this tree; `texts` come before files. */
export async function parseWorkflow(
  path: string,
  text: string,
  texts: Readonly<Record<string, string>> = {},
): Promise<Parsed> {
  const read = async (name: string) => texts[name] ?? (await readTreeFile(name));
  const provider = {
    async getFileContent(reference: { path: string; owner?: string; repository?: string }) {
      const { owner, repository } = reference;
      const uses = owner === undefined ? `./${reference.path}` : `${owner}/${repository}/${reference.path}@`;
      const name = ownPath(uses);
      if (name === undefined) throw new RangeError(`${uses} is not in this tree`);
      return { name, content: await read(name) };
    },
  };
  const { context, value } = parser.parseWorkflow({ name: path, content: text }, new parser.NoOperationTraceWriter());
  if (value === undefined) throw new SyntaxError(`${path}: ${context.errors.getErrors().join('; ')}`);
  const template = await parser.convertWorkflowTemplate(context, value, provider, {
    fetchReusableWorkflowDepth: 1,
    errorPolicy: 1,
  });
  return { root: value, jobs: template.jobs ?? [], errors: (template.errors ?? []).map(({ Message }) => Message) };
}

/** What GitHub says of an action.yml; nothing where it is right. */
export function actionErrors(path: string, text: string): string[] {
  const { context, value } = actions.parseAction({ name: path, content: text }, new parser.NoOperationTraceWriter());
  if (value !== undefined) actions.convertActionTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

export type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };
export type Contexts = Readonly<Record<string, Value>>;
export type Functions = Readonly<Record<string, () => boolean>>;

/** Evaluates one expression. A context or function that is not given is an error, as it is where GitHub does not offer it. */
export function evaluateExpression(expression: string, contexts: Contexts, functions: Functions = {}): Value {
  const { Lexer, Parser, Evaluator, data } = expressions;
  const definitions: FunctionDefinition[] = Object.entries(functions).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer()),
  }));
  const tree = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), definitions).parse();
  const context = JSON.parse(JSON.stringify(contexts), data.reviver) as InstanceType<typeof data.Dictionary>;
  const result = new Evaluator(tree, context, new Map(definitions.map((each) => [each.name, each]))).evaluate();
  return JSON.parse(JSON.stringify(result, data.replacer)) as Value;
}

/** A part of a workflow with every expression in it evaluated; nothing where nothing is. */
export function evaluateToken(token: TemplateToken | undefined, contexts: Contexts): Value {
  if (token === undefined) return null;
  if (parser.isBasicExpression(token)) return evaluateExpression(token.expression, contexts);
  if (parser.isSequence(token)) return Array.from(iterable(token), (item) => evaluateToken(item, contexts));
  if (parser.isMapping(token)) {
    const pairs = Array.from(iterable(token), ({ key, value }) => [key.toString(), evaluateToken(value, contexts)]);
    return Object.fromEntries(pairs) as Value;
  }
  if (parser.isString(token) || parser.isBoolean(token) || parser.isNumber(token)) return token.value;
  return null;
}

/** The token at these keys, undefined where nothing is. */
export function tokenAt(token: TemplateToken | undefined, ...keys: readonly string[]): TemplateToken | undefined {
  return keys.reduce((each, key) => (each !== undefined && parser.isMapping(each) ? each.find(key) : undefined), token);
}

/** The keys of a mapping, in order. */
export function namesOf(token: TemplateToken | undefined): string[] {
  return token !== undefined && parser.isMapping(token) ? Array.from(iterable(token), ({ key }) => key.toString()) : [];
}

export function listOf(token: TemplateToken | undefined): TemplateToken[] {
  return token !== undefined && parser.isSequence(token) ? [...iterable(token)] : [];
}

/** The packages' types name the iterator alone. */
function iterable<T>(token: { [Symbol.iterator](): Iterator<T> }): Iterable<T> {
  return token as Iterable<T>;
}
