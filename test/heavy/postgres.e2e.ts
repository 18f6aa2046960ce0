import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { lakeferry } from '../job/cli-process.ts';
import { createJob, monthText } from '../job/job.ts';
import { tableLines } from '../job/table-lines.ts';
import { openGate } from '../servers/gate.ts';
import { newPlace, withPostgres } from '../warehouse/postgres.ts';

const CLI = fileURLToPath(new URL('../../dist/cli.mjs', import.meta.url));
const MONTHS = Array.from({ length: 12 }, (_, at) => `2021-${String(at + 1).padStart(2, '0')}`);
const LINES = [`warehouse: "\${TRIPS_URL}"`, 'partitions: { by: month, start: 2021-01, end: 2021-12 }'];
const WITH_TIP =
  'columns: { id: { type: int64, required: true }, note: { type: string }, tip: { type: int64, optional: true } }';

/** The same rows, with a tip each. */
const tipped = (month: string) =>
  monthText(month)
    .replace('note\n', 'note,tip\n')
    .replace(/^(\d.*)\n/gm, '$1,7\n');

/** What a table holds, as lines: twice the same row would be twice the same line. */
const TABLE = "SELECT concat_ws('|', partition_date, id, coalesce(note, '')) AS line FROM trips";

await withPostgres((server) => {
  test('kill -9 before and behind each piece that a run sends, and run again: the month is there once', async (context) => {
    const gate = await openGate(server);
    context.after(() => gate.close());
    const { CI: _, ...env } = process.env;
    let kills = 0;
    // Until neither a first publication nor a replacement sends so many pieces.
    for (let at = 1, untouched = 0; untouched < 4; at++) {
      for (const when of ['before', 'behind'] as const) {
        const job = await createJob(context, ['2021-01']);
        const place = await newPlace(context, server);
        await job.write(LINES[0] ?? '', 'partitions: { by: month, start: 2021-01, end: 2021-01 }');
        const run = () => lakeferry(['run', '--json', '--yes'], job.folder, { TRIPS_URL: place.url });
        // Every other time there is a version that is replaced.
        const more = at % 2 === 0 ? '4,more\n' : '';
        if (more !== '') await run();
        job.publisher.files.set('/2021-01.csv', `${monthText('2021-01')}${more}`);
        let pieces = 0;
        const url = new URL(place.url);
        url.host = `${gate.host}:${gate.port}`;
        await new Promise<void>((resolve) => {
          const child: ChildProcess = spawn(process.execPath, [CLI, 'run', '--yes'], {
            cwd: job.folder,
            env: { ...env, LAKEFERRY_CACHE_DIR: `${job.folder}/.cache`, TRIPS_URL: url.href },
            stdio: 'ignore',
          });
          gate.rule = () => {
            pieces++;
            if (pieces !== at) return pieces > at ? 'cut' : 'pass';
            child.kill('SIGKILL');
            return when === 'before' ? 'cut' : 'pass';
          };
          child.on('exit', () => resolve());
        });
        untouched = pieces < at ? untouched + 1 : 0;
        if (pieces >= at) kills++;
        const where = `killed ${when} piece ${at}`;
        const again = await run();
        assert.equal(again.code, 0, `${where}: ${again.stderr}`);
        const found = (await place.query(TABLE)).map(({ line }) => String(line)).sort();
        assert.deepEqual(found, tableLines(['2021-01', monthText('2021-01') + more]), where);
        assert.deepEqual(JSON.parse((await run()).stdout).results, [], `${where}: the third run has something to do`);
      }
    }
    context.diagnostic(`${kills} kills`);
    assert.ok(kills > 20);
  });

  test('twelve months at once in twelve processes, one lake and one table: all are there once, a new column too', async (context) => {
    const job = await createJob(context, MONTHS);
    const place = await newPlace(context, server);
    await job.write(...LINES);
    const run = (...words: string[]) => lakeferry(['run', '--json', ...words], job.folder, { TRIPS_URL: place.url });
    const each = async (months: readonly string[], ...words: string[]) => {
      const finished = await Promise.all(months.map((month) => run('--partitions', month, ...words)));
      for (const [at, { code, stderr }] of finished.entries()) assert.equal(code, 0, `${months[at]}: ${stderr}`);
    };
    const rows = async () => (await place.query(TABLE)).map(({ line }) => String(line)).sort();
    const wanted = tableLines(...MONTHS.map((month): [string, string] => [month, monthText(month)]));
    await each(MONTHS);
    assert.deepEqual(await rows(), wanted);
    assert.deepEqual(JSON.parse((await run()).stdout).results, []);
    // Half of them bring a column: each of these loads may have to change the table that the others load into.
    await job.write(...LINES, WITH_TIP);
    for (const month of MONTHS.slice(6)) job.publisher.files.set(`/${month}.csv`, tipped(month));
    await each(MONTHS.slice(6), '--force');
    assert.deepEqual(await rows(), wanted);
    assert.deepEqual(await place.query('SELECT count(tip) AS tips FROM trips'), [{ tips: '18' }]);
  });
});
