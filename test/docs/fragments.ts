import { isMap, parseDocument } from 'yaml';
import { parseWorkflow } from '../workflows/github.ts';
import { applyRule, RULES } from '../workflows/rules.ts';
import { parseFile, readTree } from '../workflows/tree.ts';

const WORKFLOW_KEYS = new Set(['name', 'on', 'permissions', 'concurrency', 'jobs', 'steps']);

/** A list of steps, or keys of a workflow and of no pipeline file. */
export function isOfWorkflow(text: string): boolean {
  const data: unknown = parseDocument(text).toJS();
  if (Array.isArray(data)) return true;
  return typeof data === 'object' && data !== null && Object.keys(data).every((key) => WORKFLOW_KEYS.has(key));
}

/** A piece of a workflow with the least around it that makes it whole. */
export function wholeWorkflow(text: string): string {
  const data = parseDocument(text).toJS() as Record<string, unknown>;
  const keys = Array.isArray(data) ? ['steps'] : Object.keys(data);
  if (keys.includes('jobs')) return text;
  const indent = (lines: string) => lines.replace(/^(?=.)/gm, '      ');
  const steps = Array.isArray(data) ? `steps:\n${text}` : text;
  const ofJob = keys.includes('on') ? '' : indent(steps);
  const job = keys.includes('steps') ? ofJob : `${ofJob}      steps: [{ run: "true", shell: bash }]\n`;
  const head = `name: a piece\n${keys.includes('on') ? text : 'on: workflow_dispatch\n'}permissions: { contents: read }\n`;
  return `${head}jobs:\n  ferry:\n      runs-on: ubuntu-latest\n${job}`;
}

/** What GitHub, or a rule of ours, has to say of it; nothing where it is right. */
export async function workflowProblems(page: string, text: string): Promise<string[]> {
  const whole = wholeWorkflow(text);
  const { errors } = await parseWorkflow('.github/workflows/piece.yml', whole);
  const file = parseFile({ path: page, kind: 'snippet', text: whole });
  const tree = await readTree();
  return [...errors, ...RULES.flatMap((rule) => applyRule(rule, file, tree))];
}

/** The pipeline file with the keys of a piece in the place of its own. */
export function mergePipeline(pipeline: string, piece: string): string {
  const [whole, part] = [parseDocument(pipeline), parseDocument(piece)];
  if (part.errors[0] !== undefined) throw part.errors[0];
  if (!isMap(part.contents)) throw new SyntaxError(`no keys of a pipeline file: ${piece}`);
  for (const { key, value } of part.contents.items) whole.set(key, value);
  return String(whole);
}
