import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { annotationsOf, jobOf, legsOf, linesOf, resultsOf, stepOf, summariesOf } from './questions.ts';
import { stageRepository } from './repository.ts';
import { type RunOptions, runWorkflow } from './run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** One leg: a file from the cache or made anew, then an artifact of its own. */
const LEG = `
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { DefaultArtifactClient } from '@actions/artifact';
import { restoreCache, saveCache } from '@actions/cache';
import { getInput, setOutput } from '@actions/core';
// The cache's version is a hash of the paths as they are written; the workspace has another name in every run.
process.chdir(process.env.GITHUB_WORKSPACE);
const month = getInput('month');
const found = await restoreCache(['data'], 'raw-' + month);
if (found === undefined) {
  await mkdir('data');
  await writeFile('data/raw.csv', 'rows of ' + month);
  await saveCache(['data'], 'raw-' + month);
}
const result = { month, hit: found !== undefined, raw: await readFile('data/raw.csv', 'utf8'), node: process.version };
await writeFile('result.json', JSON.stringify(result));
await new DefaultArtifactClient().uploadArtifact('result-' + month, ['result.json'], '.');
setOutput('cache-hit', String(result.hit));
`;

/** All legs: what they left behind, merged. */
const REPORT = `
import { readFile } from 'node:fs/promises';
import { DefaultArtifactClient } from '@actions/artifact';
import { notice, setOutput, summary } from '@actions/core';
const client = new DefaultArtifactClient();
const results = [];
for (const { id, name, digest } of (await client.listArtifacts()).artifacts) {
  const { digestMismatch } = await client.downloadArtifact(id, { path: name, expectedHash: digest });
  if (digestMismatch) throw new Error(name + ' is damaged');
  results.push(JSON.parse(await readFile(name + '/result.json', 'utf8')));
}
results.sort((a, b) => a.month.localeCompare(b.month));
setOutput('results', JSON.stringify(results));
await summary.addRaw('merged ' + results.map(({ month }) => month).join(' ')).write();
notice('three legs', { title: 'merged', file: 'pipeline.yml', startLine: 3 });
`;

const RECIPE = `
name: Recipe
on:
  workflow_dispatch:
    inputs: { months: { type: string, required: true } }
permissions: {}
jobs:
  plan:
    runs-on: ubuntu-latest
    outputs: { months: "\${{ steps.plan.outputs.months }}" }
    steps:
      - id: plan
        env: { MONTHS: "\${{ inputs.months }}" }
        run: echo "months=$MONTHS" >> "$GITHUB_OUTPUT"
      - id: environment
        run: env | sort
  leg:
    needs: plan
    if: needs.plan.outputs.months != '[]'
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix: { month: "\${{ fromJSON(needs.plan.outputs.months) }}" }
    steps:
      - uses: actions/checkout@v5
      - id: leg
        uses: ./actions/leg
        with: { month: "\${{ matrix.month }}" }
      - run: test "$MONTH" != 1999-01
        env: { MONTH: "\${{ matrix.month }}" }
  report:
    needs: [plan, leg]
    if: \${{ !cancelled() }}
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - id: report
        uses: ./actions/report
`;

const UNMAPPED = `
on: workflow_dispatch
jobs:
  here: { runs-on: ubuntu-latest, steps: [{ run: "true" }] }
  elsewhere: { runs-on: windows-2025, steps: [{ run: "true" }] }
`;

let root = '';
let repository = '';

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'lakeferry-recipe-'));
  repository = join(root, 'repository');
  const sha = await stageRepository({
    folder: repository,
    files: {
      '.github/workflows/recipe.yml': RECIPE,
      '.github/workflows/unmapped.yml': UNMAPPED,
      // Both must not matter: what is ignored and committed is there for actions, what lies about for act is not read.
      '.gitignore': 'dist/\n',
      '.env': 'FROM_DOTENV=host-value\n',
      '.actrc': '--env FROM_ACTRC=host-value\n',
      ...(await actionFiles('leg', LEG, ['month'])),
      ...(await actionFiles('report', REPORT, [])),
    },
  });
  assert.match(sha, /^[0-9a-f]{40}$/);
});

after(() => rm(root, { recursive: true }));

async function actionFiles(name: string, source: string, inputs: string[]): Promise<Record<string, string>> {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: ROOT },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return {
    [`actions/${name}/dist/index.mjs`]: outputFiles[0]?.text ?? '',
    [`actions/${name}/action.yml`]: JSON.stringify({
      name,
      description: name,
      inputs: Object.fromEntries(inputs.map((input) => [input, { description: input, required: true }])),
      runs: { using: 'node24', main: 'dist/index.mjs' },
    }),
  };
}

const options = (more: Partial<RunOptions> = {}): RunOptions => ({
  repository,
  workflow: '.github/workflows/recipe.yml',
  state: join(root, 'state'),
  inputs: { months: '["2021-01","2021-02","2021-03"]' },
  ...more,
});

interface LegResult {
  month: string;
  hit: boolean;
  raw: string;
  node: string;
}

describe('plan, matrix and report under act', () => {
  test('the first run misses the cache, the second hits it, and each merges the artifacts of its own legs', async () => {
    for (const [number, hit] of [
      [1, false],
      [2, true],
    ] as const) {
      const run = await runWorkflow(options());
      assert.equal(run.exitCode, 0);
      assert.equal(run.id, number);
      assert.deepEqual(resultsOf(run), ['leg success', 'leg success', 'leg success', 'plan success', 'report success']);
      assert.deepEqual(
        legsOf(run, 'leg')
          .map(({ matrix }) => matrix['month'])
          .sort(),
        ['2021-01', '2021-02', '2021-03'],
      );
      for (const leg of legsOf(run, 'leg')) assert.equal(stepOf(leg, 'leg').outputs['cache-hit'], String(hit));

      const report = jobOf(run, 'report');
      const results = JSON.parse(stepOf(report, 'report').outputs['results'] ?? '') as LegResult[];
      assert.deepEqual(
        results.map(({ month, raw }) => [month, raw]),
        ['2021-01', '2021-02', '2021-03'].map((month) => [month, `rows of ${month}`]),
      );
      for (const { node } of results) assert.match(node, /^v24\./, 'the Node.js of Actions, whatever the machine has');
      assert.deepEqual(summariesOf(report), ['merged 2021-01 2021-02 2021-03']);
      assert.deepEqual(annotationsOf(report), [
        { level: 'notice', message: 'three legs', properties: { title: 'merged', file: 'pipeline.yml', line: '3' } },
      ]);
      assert.equal(run.requests.filter(({ route }) => route === 'CreateArtifact').length, 3);
      assert.deepEqual(new Set(run.requests.flatMap((request) => request.run ?? [])), new Set([String(number)]));
    }
  });

  test('a leg that fails is told apart from its siblings, and the report still runs', async () => {
    const run = await runWorkflow(options({ inputs: { months: '["2021-01","1999-01"]' } }));
    assert.equal(run.exitCode, 1);
    const byMonth = legsOf(run, 'leg').map(({ matrix, result }) => `${matrix['month']} ${result}`);
    assert.deepEqual(byMonth.sort(), ['1999-01 failure', '2021-01 success']);
    assert.deepEqual(summariesOf(jobOf(run, 'report')), ['merged 1999-01 2021-01']);
  });

  test('a job whose condition is false is skipped, by name', async () => {
    const run = await runWorkflow(options({ inputs: { months: '[]' } }));
    assert.equal(jobOf(run, 'leg').result, 'skipped');
    assert.equal(jobOf(run, 'report').result, 'success');
  });

  test('a broken results server costs the cache, and fails the artifact', async () => {
    const run = await runWorkflow(
      options({
        inputs: { months: '["2021-01"]' },
        faults: [
          { route: 'GetCacheEntryDownloadURL', answer: 'reset' },
          { route: 'CreateArtifact', answer: 403 },
        ],
      }),
    );
    const [leg] = legsOf(run, 'leg');
    assert.ok(leg !== undefined);
    assert.equal(leg.result, 'failure');
    assert.ok(annotationsOf(leg).some(({ message }) => message.startsWith('Failed to restore')));
    assert.match(linesOf(leg).join('\n'), /Failed to CreateArtifact/);
    assert.ok(run.requests.some(({ route, status }) => route === 'CreateArtifact' && status === 403));
  });

  test('a token that only reads does not save', async () => {
    const run = await runWorkflow(options({ inputs: { months: '["2022-01"]' }, cache: 'read' }));
    assert.match(
      annotationsOf(jobOf(run, 'leg'))
        .map(({ message }) => message)
        .join(),
      /cache write denied/,
    );
    const again = await runWorkflow(options({ inputs: { months: '["2022-01"]' } }));
    assert.equal(stepOf(jobOf(again, 'leg'), 'leg').outputs['cache-hit'], 'false');
  });
});

describe('what act would hide', () => {
  test('a job that no runner is mapped to is an error, although act ends with 0', async () => {
    const workflow = '.github/workflows/unmapped.yml';
    await assert.rejects(runWorkflow(options({ workflow })), {
      code: 'ACT_UNMAPPED',
      message:
        'job elsewhere never ran: nothing is mapped to runs-on "windows-2025"; map it: --platform windows-2025=-self-hosted',
    });
    const platforms = { 'ubuntu-latest': '-self-hosted', 'windows-2025': '-self-hosted' };
    const run = await runWorkflow(options({ workflow, platforms }));
    assert.deepEqual(resultsOf(run), ['elsewhere success', 'here success']);
  });

  test('nothing of the host gets into a step: no variable, no file of settings', async () => {
    process.env['LAKEFERRY_HOST_SECRET'] = 'host-value';
    process.env['GITHUB_TOKEN'] = 'host-value';
    try {
      const run = await runWorkflow(options({ inputs: { months: '[]' } }));
      const lines = linesOf(jobOf(run, 'plan'));
      assert.ok(lines.length > 20);
      assert.deepEqual(
        lines.filter((line) => /host-value|LAKEFERRY_HOST|FROM_/.test(line)),
        [],
      );
      for (const expected of [
        'NO_COLOR=1',
        'TZ=UTC',
        `GITHUB_RUN_ID=${run.id}`,
        'GITHUB_REPOSITORY=example/pipeline',
      ]) {
        assert.ok(lines.includes(expected), expected);
      }
    } finally {
      delete process.env['LAKEFERRY_HOST_SECRET'];
      delete process.env['GITHUB_TOKEN'];
    }
  });

  test('no job leaves its workspace behind', async () => {
    const left = (await readdir(join(root, 'state/actions'))).filter((name) => /^[0-9a-f]{16}$/.test(name));
    assert.deepEqual(left, []);
  });
});
