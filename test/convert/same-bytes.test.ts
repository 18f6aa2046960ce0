import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readTable } from './bench.ts';

const SCRIPT = fileURLToPath(new URL('converting-process.ts', import.meta.url));
const PIPELINE = `
name: trips
description: Every type
owner: data@example.org
source: { url: "{YYYY}-{MM}.csv" }
partitions: { by: month, start: 2021-01 }
columns:
  i: { type: int64 }
  f: { type: float64 }
  n: { type: "numeric(10,2)" }
  b: { type: bool }
  s: { type: string, enum: [ıI, İi, straße, ab] }
  d: { type: date, format: DD.MM.YYYY }
  wall: { type: datetime }
  zoned: { type: timestamp, zone: America/New_York }
  instant: { type: timestamp, unit: us }
contract: { new_columns: evolve, max_rejected: 50% }
`;

let folder = '';
let runs = 0;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lakeferry-same-'));
  const words = ['ıI', 'İi', 'straße', 'ab', 'IJ'];
  const rows = Array.from({ length: 500 }, (_, at) => {
    const day = String(1 + (at % 28)).padStart(2, '0');
    const clock = `2021-${String(1 + (at % 12)).padStart(2, '0')}-${day} 0${at % 10}:30:00`;
    return `${at},${at / 7},${at}.5,${at % 2 === 0},${words[at % 5]},${day}.03.2021,${clock},${clock},${clock}.123456Z,${at % 3}`;
  });
  // Times that some zone skips or repeats, the ends of the calendar, and a gap in New York, which is quarantined.
  for (const [day, clock, zoned] of [
    ['14.03.2021', '2021-03-14 02:30:00', '2021-11-07 01:30:00'],
    ['28.03.2021', '2021-03-28 02:30:00', '2021-03-14 02:30:00'],
    ['01.01.0001', '0001-01-01 00:00:00', '1883-11-18 12:00:00'],
    ['31.12.9999', '9999-12-31 23:59:59', '9999-12-30 23:59:59'],
  ]) {
    rows.push(`-1,-0,.5,true,ab,${day},${clock},${zoned},${clock}Z,`);
  }
  await writeFile(join(folder, 'pipeline.yml'), PIPELINE);
  await writeFile(join(folder, 'raw.csv'), `i,f,n,b,s,d,wall,zoned,instant,Größe\n${rows.join('\n')}\n`);
});
after(() => rm(folder, { recursive: true, force: true }));

/** What a process of its own makes of the file; its files are in the folder that is told beside it. */
async function convertWith(
  env: Record<string, string>,
  node = process.execPath,
): Promise<{ out: string; into: string }> {
  const into = join(folder, `run-${++runs}`);
  await mkdir(into);
  const args = [SCRIPT, join(folder, 'pipeline.yml'), join(folder, 'raw.csv'), into];
  const { stdout } = await promisify(execFile)(node, args, { env: { PATH: process.env['PATH'], ...env } });
  return { out: stdout, into };
}

test('F7: the same file gives the same bytes, whatever the zone, the language and the run', async () => {
  const first = await convertWith({ TZ: 'UTC', LANG: 'C' });
  assert.equal(first.out.trim().split('\n').length, 3);
  assert.doesNotMatch(first.out, /undefined/);
  for (const env of [
    { TZ: 'UTC', LANG: 'C' },
    { TZ: 'America/New_York', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
    { TZ: 'Asia/Kolkata', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', LANGUAGE: 'tr' },
    { TZ: 'Pacific/Auckland', LANG: 'ar_EG.UTF-8', LC_ALL: 'ar_EG.UTF-8' },
  ]) {
    assert.equal((await convertWith(env)).out, first.out, JSON.stringify(env));
  }
});

const other = process.env['LAKEFERRY_OTHER_NODE'];
test('F7: another Node.js gives the same values', {
  skip: other === undefined && 'LAKEFERRY_OTHER_NODE names no other Node.js on this machine',
}, async () => {
  const [ours, theirs] = [await convertWith({}), await convertWith({}, other)];
  for (const name of ['none.parquet', 'gzip.parquet', 'zstd.parquet', 'none.quarantine.parquet']) {
    assert.deepEqual(await readTable(join(theirs.into, name)), await readTable(join(ours.into, name)), name);
  }
});
