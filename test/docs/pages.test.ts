import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { withPostgres } from '../warehouse/postgres.ts';
import { HELD_ELSEWHERE, NOT_TYPED } from './accounts.ts';
import { type Block, blocksOf } from './blocks.ts';
import { startMachine } from './machine.ts';
import { postgresScene, SCENES } from './scenes.ts';
import { type Scene, type Used, walkPage } from './walk.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const POSTGRES = 'docs/postgres.md';
const used: Used = { notTyped: new Set(), heldElsewhere: new Set() };

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: ROOT });
const pages = new Map<string, Block[]>();
for (const page of tracked.toString().trim().split('\n')) {
  if (existsSync(join(ROOT, page))) pages.set(page, blocksOf(await readFile(join(ROOT, page), 'utf8')));
}

function testPage(page: string, scene: Scene): void {
  test(`${page}: what it says is done, in order, on an empty machine with the packed package`, async (context) => {
    const machine = await startMachine(context);
    await walkPage({ context, page, blocks: pages.get(page) ?? [], machine, scene, used });
  });
}

// Two at a time: each has a home, a publisher and servers of its own, and most of the time it waits.
describe('each page', { concurrency: 2 }, () => {
  for (const [page, blocks] of pages) {
    if (blocks.length > 0 && page !== POSTGRES) testPage(page, SCENES[page] ?? {});
  }
});
await withPostgres((server) => testPage(POSTGRES, postgresScene(server)));

test('whatever is listed as not run, or as held elsewhere, is there', () => {
  assert.deepEqual(
    NOT_TYPED.filter((row) => !used.notTyped.has(row)),
    [],
  );
  assert.deepEqual(
    Object.entries(HELD_ELSEWHERE).filter(([key, by]) => !used.heldElsewhere.has(key) || !existsSync(join(ROOT, by))),
    [],
  );
  assert.deepEqual(
    Object.keys(SCENES).filter((page) => (pages.get(page) ?? []).length === 0),
    [],
  );
});
