import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { HELD_ELSEWHERE, NOT_TYPED } from './accounts.ts';
import type { Block } from './blocks.ts';
import { isOfWorkflow, mergePipeline, workflowProblems } from './fragments.ts';
import type { Machine } from './machine.ts';

/** What a page takes for granted, and what is looked at beyond its own words. */
export interface Scene {
  /** Before the first line. */
  before?: (machine: Machine, context: TestContext) => Promise<void>;
  /** Before a line that matches: what happens meanwhile in the world of the reader. */
  meanwhile?: readonly (readonly [line: RegExp, happens: (machine: Machine) => Promise<void>])[];
  /** What a line shows that the page does not spell out. */
  shows?: readonly (readonly [line: RegExp, shows: RegExp])[];
  /** Lines that end with another code than 0, each once and in order. */
  codes?: readonly (readonly [line: RegExp, code: number])[];
  /** What is done with pieces of a language, such as SQL. */
  pieces?: Readonly<Record<string, (machine: Machine, text: string) => Promise<void>>>;
}

/** What was used of the lists; whatever nothing uses is stale. */
export interface Used {
  notTyped: Set<(typeof NOT_TYPED)[number]>;
  heldElsewhere: Set<string>;
}

/** Does what a page says, block by block, and fails where a block is not true or nobody answers for it. */
export async function walkPage(options: {
  context: TestContext;
  page: string;
  blocks: readonly Block[];
  machine: Machine;
  scene: Scene;
  used: Used;
}): Promise<void> {
  const { context, page, machine, scene, used } = options;
  const shown = new Set<RegExp>();
  const spent = new Set<unknown>();
  let said = '';
  await scene.before?.(machine, context);
  for (const block of options.blocks) {
    if (block.kind === 'type') {
      if (isHeldElsewhere('sh')) continue;
      const row = NOT_TYPED.find((each) => each.page === page && block.line.startsWith(each.begins));
      if (row !== undefined) used.notTyped.add(row);
      else said += await typeLine(block.line);
    } else if (block.kind === 'save') {
      await machine.save(block.path, block.text);
      await checkFile(block.path, block.text);
    } else {
      await check(block);
    }
  }
  const unseen = (scene.shows ?? []).filter(([, expected]) => !shown.has(expected));
  assert.deepEqual(unseen, [], 'a line that shows something is not on the page');
  assert.equal(spent.size, scene.codes?.length ?? 0, 'a line that fails is not on the page');

  function isHeldElsewhere(language: string): boolean {
    const key = `${page} ${language}`;
    if (HELD_ELSEWHERE[key] !== undefined) used.heldElsewhere.add(key);
    return HELD_ELSEWHERE[key] !== undefined;
  }

  async function typeLine(line: string): Promise<string> {
    for (const [which, happens] of scene.meanwhile ?? []) if (which.test(line)) await happens(machine);
    if (/^npm install .*lakeferry/.test(line)) {
      await machine.install();
      return '';
    }
    const output = line.includes(' --serve') ? await visit(line) : await run(line);
    for (const [which, expected] of scene.shows ?? []) {
      if (!which.test(line)) continue;
      assert.match(output, expected, line);
      shown.add(expected);
    }
    return output;
  }

  async function run(line: string): Promise<string> {
    const row = scene.codes?.find((each) => each[0].test(line) && !spent.has(each));
    if (row !== undefined) spent.add(row);
    const [, wanted = 0] = row ?? [];
    const { code, output } = await machine.type(line);
    assert.equal(code, wanted, `${line}\n${output}`);
    return output;
  }

  async function visit(line: string): Promise<string> {
    const { output, page: html } = await machine.visit(line);
    return `${output}\n${html}`;
  }

  async function checkFile(path: string, text: string): Promise<void> {
    if (path.startsWith('.github/workflows/')) assert.deepEqual(await workflowProblems(page, text), [], text);
    else if (/\.ya?ml$/.test(path)) await run(`lakeferry validate --pipeline ${path}`);
  }

  async function check(block: Exclude<Block, { kind: 'type' | 'save' }>): Promise<void> {
    const language = block.kind === 'see' ? 'text' : block.language;
    if (isHeldElsewhere(language)) return;
    if (block.kind === 'see') {
      assert.equal(firstUnseen(block.text, said), undefined, `not in what was shown:\n${said}`);
      said = '';
    } else if (language !== 'yaml') {
      await (scene.pieces?.[language] ?? assert.fail(`nobody answers for this:\n${block.text}`))(machine, block.text);
    } else if (isOfWorkflow(block.text)) {
      assert.deepEqual(await workflowProblems(page, block.text), [], block.text);
    } else {
      await machine.save('pipeline.yml', mergePipeline(await machine.read('pipeline.yml'), block.text));
      await run('lakeferry validate');
    }
  }
}

/** The first line of a page's picture that what was said does not have, in order; `…` stands for anything, and so does how long it took. */
export function firstUnseen(picture: string, said: string): string | undefined {
  const lines = said.split('\n').map(plain);
  let from = 0;
  for (const line of picture.trimEnd().split('\n')) {
    if (line.trim() === '…') continue;
    const pattern = new RegExp(`^${plain(line).split('…').map(literally).join('.*')}$`);
    const at = lines.findIndex((each, index) => index >= from && pattern.test(each));
    if (at < 0) return line;
    from = at + 1;
  }
  return undefined;
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function plain(line: string): string {
  return line
    .replace(/\d+\.\d s\b/g, '0.0 s')
    .replace(/ +/g, ' ')
    .replace(/─+/g, '─')
    .trim();
}
