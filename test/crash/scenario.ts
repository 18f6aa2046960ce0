import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Files } from '../../src/base/ports/files.ts';
import type { FinishedFile } from '../../src/publish/publish.ts';
import { filesOf, openWriter } from '../publish/bench.ts';
import { quickFiles } from './quick-files.ts';

/** What the crash loops do again and again: January gets its second version, with rejected rows; February its first. */
export interface Scenario {
  lake: string;
  old: FinishedFile;
  january: FinishedFile;
  rejects: FinishedFile;
  february: FinishedFile;
}

const HISTORY = 1;

export function objectPath(lake: string, partition: '2021-01' | '2021-02'): string {
  return join(lake, `taxi/year=2021/month=${partition.slice(5)}/part-0.parquet`);
}

/** The lake before: January's third version is about to come, so that its history is pruned as well. */
export async function prepareLake(scenario: Scenario, older: FinishedFile): Promise<void> {
  for (const version of [older, scenario.old]) {
    await (await openWriter(scenario.lake, { history: HISTORY, files: quickFiles })).publish('2021-01', version);
  }
}

/** One run over both months, as a process does it: the ledger is read first. */
export async function publishBoth(scenario: Scenario, files: Files = quickFiles): Promise<void> {
  const writer = await openWriter(scenario.lake, { history: HISTORY, files });
  await writer.publish('2021-01', scenario.january, { quarantine: scenario.rejects });
  await writer.publish('2021-02', scenario.february);
}

/**
 * After a crash: each object is absent or one whole version; where the log has no open intent it agrees with the object.
 * Answers with what a reader sees.
 */
export async function checkNotMixed(scenario: Scenario): Promise<string> {
  const writer = await openWriter(scenario.lake, { files: quickFiles });
  const seen: string[] = [];
  for (const [partition, versions] of [
    ['2021-01', { old: scenario.old, new: scenario.january }],
    ['2021-02', { new: scenario.february }],
  ] as const) {
    const content = await readFile(objectPath(scenario.lake, partition)).catch(() => undefined);
    let version = 'absent';
    for (const [name, file] of Object.entries(versions)) {
      if (content?.equals(await readFile(file.path))) version = name;
    }
    assert.ok(
      version !== 'absent' || content === undefined,
      `${partition} holds neither version: ${content?.length} bytes`,
    );
    const head = writer.heads.get(partition);
    const shas: { [version: string]: string | undefined } = {
      old: scenario.old.sha256,
      new: (versions as { new: FinishedFile }).new.sha256,
    };
    if (head?.open === undefined) assert.equal(head?.published?.publication.object.sha256, shas[version], partition);
    seen.push(head?.open === undefined ? version : `${version} (running)`);
  }
  assert.ok(!seen[0]?.startsWith('absent'), 'January vanished');
  return seen.join(', ');
}

/** After running again: each month exactly once, its log closed, its old version kept, and nothing unfinished left. */
export async function checkHealed(scenario: Scenario): Promise<void> {
  const writer = await openWriter(scenario.lake, { files: quickFiles });
  for (const [partition, file] of [
    ['2021-01', scenario.january],
    ['2021-02', scenario.february],
  ] as const) {
    const head = writer.heads.get(partition);
    assert.equal(head?.kind, 'published', partition);
    assert.equal(head?.open, undefined, partition);
    assert.equal(head?.published?.publication.object.sha256, file.sha256, partition);
    assert.deepEqual(await readFile(objectPath(scenario.lake, partition)), await readFile(file.path), partition);
    const entries = await writer.ledger.entries(partition);
    const times = entries.filter(
      (entry) => entry.kind === 'published' && entry.publication.object.sha256 === file.sha256,
    ).length;
    assert.equal(times, 1, `${partition} was published ${times} times`);
  }
  const files = (await filesOf(scenario.lake)).filter((name) => !/\/log\/2021-0[12]\/\d{6}\.json$/.test(name));
  assert.deepEqual(files, [
    '_lakeferry/taxi/heads.json',
    `_lakeferry/taxi/history/2021-01/${scenario.old.sha256}.parquet`,
    `_lakeferry/taxi/quarantine/2021-01/${scenario.rejects.sha256}.parquet`,
    'taxi/year=2021/month=01/part-0.parquet',
    'taxi/year=2021/month=02/part-0.parquet',
  ]);
}
