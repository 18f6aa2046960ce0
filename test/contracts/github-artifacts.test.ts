import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Fault } from '../servers/results/faults.ts';
import { type ResultsServer, startResultsServer } from '../servers/results/server.ts';
import { Job, type Outcome, Runner, type Step, withService } from './github-job.ts';

let runner: Runner;
let root = '';

before(async () => {
  runner = await Runner.start();
  root = await mkdtemp(join(tmpdir(), 'lakeferry-github-artifacts-'));
});

after(async () => {
  await runner.stop();
  await rm(root, { recursive: true });
});

interface Place {
  server: ResultsServer;
  state: string;
  /** A job of the run. */
  job(run?: string): Promise<Job>;
}

async function inPlace(use: (place: Place) => Promise<void>, faults: Fault[] = []): Promise<void> {
  const state = await mkdtemp(join(root, 'state-'));
  const server = await startResultsServer({ folder: state, faults });
  try {
    await use({ server, state, job: (run = '1') => Job.open(runner, root, server.environment({ run })) });
  } finally {
    await server.close();
  }
}

/** Uploads one file of one job. */
async function leave(job: Job, name: string, content = name): Promise<Outcome> {
  const folder = join(job.workspace, 'out');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'results.json'), content);
  return job.do([{ do: 'upload', name, files: [join(folder, 'results.json')], folder }]);
}

async function fetchAll(job: Job, prefix = 'lakeferry-'): Promise<Outcome & { names: string[]; into: string }> {
  const into = join(job.workspace, 'in', 'jobs');
  const outcome = await job.do([{ do: 'download', prefix, into }]);
  const folders = outcome.results[0] as string[];
  for (const folder of folders) assert.equal(folder, join(into, basename(folder)));
  return { ...outcome, into, names: folders.map((folder) => basename(folder)) };
}

const quiet = ({ log, printed }: Outcome) => assert.deepEqual([log, printed], [[], '']);
function warnsOnce({ log, printed }: Outcome, pattern: RegExp): void {
  assert.equal(log.length, 1, log.join('\n'));
  assert.match(log[0] as string, /^warning: /);
  assert.match(log[0] as string, pattern);
  assert.equal(printed, '');
}

describe('artifacts of GitHub', () => {
  test('what jobs leave another job gets, by prefix, sorted by name, each in its folder', () =>
    inPlace(async ({ job }) => {
      quiet(await leave(await job(), 'lakeferry-b'));
      quiet(await leave(await job(), 'lakeferry-a'));
      quiet(await leave(await job(), 'other'));
      quiet(await leave(await job('2'), 'lakeferry-of-another-run'));
      const report = await job();
      const outcome = await fetchAll(report);
      quiet(outcome);
      assert.deepEqual(outcome.names, ['lakeferry-a', 'lakeferry-b']);
      assert.deepEqual(await readdir(outcome.into), outcome.names);
      assert.equal(await readFile(join(outcome.into, 'lakeferry-a/results.json'), 'utf8'), 'lakeferry-a');
      assert.deepEqual((await fetchAll(report)).names, outcome.names, 'and again over what is there');
    }));

  test('files keep their names below the folder', () =>
    inPlace(async ({ job }) => {
      const one = await job();
      const folder = join(one.workspace, 'out');
      await mkdir(join(folder, 'deep'), { recursive: true });
      const files = ['a.json', 'deep/b.json'].map((name) => join(folder, name));
      for (const file of files) await writeFile(file, basename(file));
      quiet(await one.do([{ do: 'upload', name: 'lakeferry-x', files, folder }]));
      const { into } = await fetchAll(await job());
      assert.equal(await readFile(join(into, 'lakeferry-x/deep/b.json'), 'utf8'), 'b.json');
    }));

  test('twenty artifacts come, each once', () =>
    inPlace(async ({ job, server }) => {
      const names = Array.from({ length: 20 }, (_, index) => `lakeferry-${10 + index}`);
      for (const name of names) await leave(await job(), name);
      const outcome = await fetchAll(await job());
      quiet(outcome);
      assert.deepEqual(outcome.names, names);
      assert.equal(server.answered.filter(({ route }) => route === 'get-blob').length, 20);
    }));

  test('where nothing was left there is nothing, and no warning', () =>
    inPlace(async ({ job }) => {
      const outcome = await fetchAll(await job());
      quiet(outcome);
      assert.deepEqual(outcome.names, []);
    }));

  test('a name that is taken costs one warning, and the first content stays', () =>
    inPlace(async ({ job }) => {
      quiet(await leave(await job(), 'lakeferry-a', 'first'));
      warnsOnce(await leave(await job(), 'lakeferry-a', 'second'), /has one of that name/);
      const { into } = await fetchAll(await job());
      assert.equal(await readFile(join(into, 'lakeferry-a/results.json'), 'utf8'), 'first');
    }));

  test('a file that is not there costs one warning', () =>
    inPlace(async ({ job }) => {
      const one = await job();
      const files = [join(one.workspace, 'absent')];
      warnsOnce(
        await one.do([{ do: 'upload', name: 'lakeferry-a', files, folder: one.workspace }]),
        /does not exist|absent/,
      );
    }));

  for (const name of [
    '',
    'a/b',
    'a\\b',
    'a:b',
    'a"b',
    'a<b',
    'a>b',
    'a|b',
    'a*b',
    'a?b',
    'a\nb',
    'a\rb',
    'a\0b',
    '..',
  ]) {
    test(`the name ${JSON.stringify(name)} is refused before anything is asked`, () =>
      inPlace(async ({ job, server }) => {
        warnsOnce(await leave(await job(), name), /its name /);
        assert.deepEqual(server.answered, []);
      }));
  }

  test('a name of the service that is no name of a folder is left out', () =>
    inPlace(async ({ job, state }) => {
      await leave(await job(), 'lakeferry-a');
      await leave(await job(), 'lakeferry-b');
      const record = join(state, 'artifacts', '1.json');
      await writeFile(record, (await readFile(record, 'utf8')).replace('"lakeferry-a"', '"lakeferry-/../../../up"'));
      const report = await job();
      const outcome = await fetchAll(report);
      warnsOnce(outcome, /left out: its name holds/);
      assert.deepEqual(outcome.names, ['lakeferry-b']);
      assert.deepEqual((await readdir(report.workspace)).sort(), ['in']);
    }));

  test('bytes without their digest are left out, and nothing of them stays', () =>
    inPlace(async ({ job, state }) => {
      await leave(await job(), 'lakeferry-a');
      await leave(await job(), 'lakeferry-b');
      const record = join(state, 'artifacts', '1.json');
      await writeFile(record, (await readFile(record, 'utf8')).replace(/sha256:[0-9a-f]{8}/, 'sha256:00000000'));
      const outcome = await fetchAll(await job());
      warnsOnce(outcome, /"lakeferry-a" is left out: its bytes do not have the digest/);
      assert.deepEqual(outcome.names, ['lakeferry-b']);
      assert.deepEqual(await readdir(outcome.into), ['lakeferry-b']);
    }));

  test('a member that climbs stays inside', () =>
    inPlace(async ({ job, state }) => {
      await leave(await job(), 'lakeferry-a');
      const whole = join(state, 'blobs/whole');
      for (const name of (await readdir(whole)).filter((each) => !each.endsWith('.type'))) {
        const zip = (await readFile(join(whole, name))).toString('latin1');
        // As long as before, so that the archive stays whole.
        await writeFile(join(whole, name), zip.replaceAll('results.json', '../../.././x'), 'latin1');
      }
      const record = join(state, 'artifacts', '1.json');
      await writeFile(record, (await readFile(record, 'utf8')).replace(/,"digest":"[^"]*"/, ''));
      const report = await job();
      const outcome = await fetchAll(report);
      assert.deepEqual(await readdir(report.workspace), ['in']);
      assert.deepEqual(await readdir(join(report.workspace, 'in')), ['jobs']);
      assert.deepEqual(await readdir(outcome.into), ['lakeferry-a']);
      assert.deepEqual(await readdir(join(outcome.into, 'lakeferry-a')), ['x']);
    }));

  describe('C-5: a service that is out of order', () => {
    for (const route of ['CreateArtifact', 'put-blob', 'FinalizeArtifact'] as const) {
      for (const answer of [503, 'reset'] as const) {
        test(`C-5: ${route} ${answer}: one warning, and no five tries of the service`, () =>
          inPlace(
            async ({ job, server }) => {
              warnsOnce(await leave(await job(), 'lakeferry-a'), /was not left for other jobs/);
              assert.ok(server.answered.filter((each) => each.route === 'CreateArtifact').length <= 2);
            },
            [{ route, answer }],
          ));
      }
    }
    for (const route of ['ListArtifacts', 'GetSignedArtifactURL', 'get-blob'] as const) {
      for (const answer of [500, 'reset'] as const) {
        test(`C-5: ${route} ${answer}: nothing, and one warning`, () =>
          inPlace(
            async ({ job }) => {
              await leave(await job(), 'lakeferry-a');
              const report = await job();
              const outcome = await fetchAll(report);
              warnsOnce(outcome, /artifact/);
              assert.deepEqual(outcome.names, []);
              assert.doesNotMatch(outcome.log.join(), /sig=/);
              assert.deepEqual(await readdir(outcome.into).catch(() => []), []);
            },
            [{ route, answer }],
          ));
      }
    }

    test('C-5: one try that fails is no outage', () =>
      inPlace(
        async ({ job }) => {
          quiet(await leave(await job(), 'lakeferry-a'));
          const outcome = await fetchAll(await job());
          quiet(outcome);
          assert.deepEqual(outcome.names, ['lakeferry-a']);
        },
        (['CreateArtifact', 'ListArtifacts', 'get-blob'] as const).map((route) => ({ route, answer: 503, times: 1 })),
      ));

    test('C-5: what came before the outage is handed on', () =>
      inPlace(
        async ({ job }) => {
          for (const name of ['lakeferry-a', 'lakeferry-b', 'lakeferry-c']) await leave(await job(), name);
          const outcome = await fetchAll(await job());
          warnsOnce(outcome, /only 1 of 3 artifacts/);
          assert.equal(outcome.names.length, 1);
        },
        [{ route: 'get-blob', answer: 503, after: 1 }],
      ));

    const both = async (environment: Record<string, string>, pattern: RegExp, impatient = false) => {
      const one = await Job.open(runner, root, environment);
      const file = join(one.workspace, 'a');
      await writeFile(file, 'a');
      const upload: Step = { do: 'upload', name: 'lakeferry-a', files: [file], folder: one.workspace };
      warnsOnce(await one.do([upload], { impatient }), pattern);
      const download = await one.do([{ do: 'download', prefix: '', into: join(one.workspace, 'in') }], { impatient });
      warnsOnce(download, pattern);
      assert.deepEqual(download.results, [[]]);
    };

    test('C-5: no token, or no address of the service', async () => {
      await both({}, /ACTIONS_RUNTIME_TOKEN is not set/);
      await both({ ACTIONS_RUNTIME_TOKEN: 't' }, /ACTIONS_RESULTS_URL is not set/);
      await both({ ACTIONS_RUNTIME_TOKEN: 't', ACTIONS_RESULTS_URL: 'http://127.0.0.1:9/' }, /token/i);
    });

    test('C-5: a server of an enterprise', () =>
      withService(
        () => {},
        (environment) => both({ ...environment, GITHUB_SERVER_URL: 'https://git.example.com' }, /GHES/),
      ));

    test('C-5: no service at that address', async () => {
      const environment = await withService(
        () => {},
        async (gone) => gone,
      );
      await both(environment, /ECONNREFUSED/);
    });

    test('C-5: a service that never answers is given up at the deadline', () =>
      withService(
        () => {},
        (environment) => both(environment, /took longer than 10/, true),
      ));

    test('C-5: a service that answers with no JSON', () =>
      withService(
        (_, response) => response.writeHead(502).end('<html>'),
        (environment) => both(environment, /artifact/),
      ));
  });
});
