import { codeText, markdownTable } from './markdown.ts';
import { textTable } from './table.ts';

/** A question about a set-up and its answer. */
export interface CheckRow {
  code: string;
  state: 'ok' | 'warn' | 'fail';
  what: string;
  fix: readonly string[];
}

const SHOWN = { ok: 'ok', warn: 'warn', fail: 'FAIL' } as const;

/** How many are fine, and how many are not. */
export function checksHeadline(rows: readonly CheckRow[]): string {
  const count = (state: CheckRow['state']) => rows.filter((row) => row.state === state).length;
  const [fails, warns] = [count('fail'), count('warn')];
  if (fails + warns === 0) return `all ${rows.length} checks are fine`;
  const told = [...(fails > 0 ? [`${fails} failed`] : []), ...(warns > 0 ? [`${warns} to look at`] : [])];
  return `${told.join(', ')}, ${count('ok')} fine`;
}

export function checkLines(rows: readonly CheckRow[]): string[] {
  const table = textTable(
    ['', 'check', 'found'],
    rows.map(({ state, code, what }) => [SHOWN[state], code, what]),
    { reasons: [2] },
  );
  const fixes = rows.filter(({ state, fix }) => state !== 'ok' && fix.length > 0);
  if (fixes.length === 0) return table;
  return [...table, '', ...fixes.flatMap(({ code, fix }) => [`${code}:`, ...fix.map((line) => `  ${line}`)])];
}

/** The same for a job's summary. */
export function checksMarkdown(options: { dataset: string; rows: readonly CheckRow[] }): string {
  const { dataset, rows } = options;
  const table = rows.map(({ state, code, what, fix }) => [
    state === 'ok' ? 'ok' : `**${state}**`,
    codeText(code),
    codeText(what),
    fix.map((line) => codeText(line)).join('<br>'),
  ]);
  return `# ${codeText(dataset)}: ${checksHeadline(rows)}\n\n${markdownTable(['', 'check', 'found', 'fix'], table)}\n`;
}
