/** A mistake in a real file, and what the rule says of it. Each rule has at least one, or it could be saying nothing at all. */
export interface Seed {
  rule: string;
  path: string;
  /** Commits and versions change with every release: those are patterns. */
  from: string | RegExp;
  to: string;
  says: RegExp;
}

const ETL = '.github/workflows/etl.yml';
const STEPS = '.github/workflows/etl-steps.yml';
const CI = '.github/workflows/ci.yml';
const DIST = '.github/workflows/check-dist.yml';
const RELEASE = '.github/workflows/release.yml';
const SCHEDULE = 'examples/callers/schedule.yml';
const ATTEST = 'examples/callers/attest.yml';
const PREVIEW = 'examples/pull-request/preview.yml';
const BACKFILL = 'examples/callers/backfill.yml';

function seeds(
  rule: string,
  ...mistakes: readonly (readonly [path: string, from: string | RegExp, to: string, says: RegExp])[]
) {
  return mistakes.map(([path, from, to, says]): Seed => ({ rule, path, from, to, says }));
}

const CHECKOUT = /actions\/checkout@.*/;
const [ONE, TWO] = ['1', '2'].map((digit) => digit.repeat(40));

export const SEEDS: readonly Seed[] = [
  ...seeds(
    'a third-party action is named by its full commit, with the version beside it',
    [CI, CHECKOUT, 'actions/checkout@v5', /^\.github\/workflows\/ci\.yml:18: uses actions\/checkout@v5; expected/],
    [CI, CHECKOUT, 'actions/checkout@08c6903 # v5.0.0', /expected owner\/name@<40 hex digits>/],
    [CI, CHECKOUT, `actions/checkout@${ONE}`, /expected/],
    ['README.md', CHECKOUT, 'actions/checkout@main', /^README\.md:\d+: uses actions\/checkout@main/],
  ),
  ...seeds('a third-party action is at one commit everywhere', [
    RELEASE,
    CHECKOUT,
    `actions/checkout@${ONE} # v1.0.0`,
    /is at 1{40} # v1\.0\.0, and at .* elsewhere/,
  ]),
  ...seeds(
    'no third-party action is used but those that are listed, each in its files',
    [CI, 'actions/checkout@', 'actions/cache@', /actions\/cache is not listed/],
    [ETL, 'actions/checkout@', 'actions/setup-node@', /actions\/setup-node is not listed/],
    [CI, 'actions/checkout@', 'actions/attest@', /actions\/attest is not listed/],
  ),
  ...seeds(
    'what is taken from this repository is there, and named by a commit with its version',
    [ETL, 'lakeferry/lakeferry/actions/plan@', 'lakeferry/lakeferry/actions/plans@', /there is no actions\/plans$/],
    [ETL, /lakeferry\/lakeferry@.*/, './', /expected lakeferry\/lakeferry@<commit>/],
    [SCHEDULE, /etl\.yml@.*/, 'etl.yml@v1', /expected a commit and # v1\.2\.3/],
    [SCHEDULE, /etl\.yml@.*/, `etl.yml@${ONE}`, /expected a commit and # v1\.2\.3/],
  ),
  ...seeds(
    'all of a folder takes this repository from one commit',
    [ETL, /lakeferry@.*/, `lakeferry@${TWO} # v2.0.0`, /not at the commit of/],
    [SCHEDULE, /etl\.yml@.*/, `etl.yml@${TWO} # v2.0.0`, /not at the commit of/],
  ),
  ...seeds('a script holds no expression: its text would become part of the program', [
    CI,
    'run: .ci/run',
    'run: .ci/run ${{ github.head_ref }}',
    /ci\.yml:\d+: \$\{\{ \}\} in run/,
  ]),
  ...seeds(
    'every script says shell: bash, which fails at the first failed command of a pipe',
    [CI, '        shell: bash\n', '', /run without shell: bash/],
    [BACKFILL, 'shell: bash', 'shell: sh', /run without shell: bash/],
  ),
  ...seeds(
    'a checkout leaves no token behind, and takes the commit of the run',
    [ETL, '        with: { persist-credentials: false }\n', '', /expected with: \{ persist-credentials: false \}/],
    [CI, 'persist-credentials: false', 'persist-credentials: true', /expected with: \{ persist-credentials: false \}/],
    [ETL, 'persist-credentials: false', 'persist-credentials: false, ref: main', /ref makes act clone/],
    [
      STEPS,
      'persist-credentials: false',
      "persist-credentials: false, repository: 'a/b'",
      /repository makes act clone/,
    ],
  ),
  ...seeds(
    'a secret goes only where one step or one called workflow gets it',
    [
      SCHEDULE,
      "secrets: { environment: 'SOURCE_TOKEN=${{ secrets.SOURCE_TOKEN }}' }",
      'secrets: inherit',
      /all of them/,
    ],
    [
      SCHEDULE,
      "force: '${{ inputs.force }}'",
      "set: '${{ secrets.SOURCE_TOKEN }}'",
      /a secret at jobs\/etl\/with\/set/,
    ],
    [ETL, '${{ secrets.environment }}', '${{ toJSON(secrets) }}', /more than one secret/],
    [ETL, 'name: ${{ matrix.name }}', 'name: ${{ secrets.environment }}', /a secret at jobs\/run\/name/],
    [
      RELEASE,
      '    outputs:\n',
      '    outputs:\n      token: ${{ github.token }}\n',
      /a secret at jobs\/verify\/outputs\/token/,
    ],
  ),
  ...seeds(
    'no script prints a secret',
    [RELEASE, 'run: gh release create', 'run: echo "$GH_TOKEN" && gh release create', /spells out \$GH_TOKEN/],
    [RELEASE, 'run: gh release create', 'run: echo "${#GH_TOKEN}" && gh release create', /spells out \$GH_TOKEN/],
    [RELEASE, 'run: gh release create', 'run: set -x; gh release create', /prints the environment or every command/],
    [CI, 'run: .ci/run', 'run: printenv', /prints the environment/],
    [DIST, '          rm -rf dist\n', '          rm -rf dist\n          env | sort\n', /prints the environment/],
  ),
  ...seeds(
    'a workflow keeps to the words that GitHub and act read alike',
    [
      ETL,
      "runs-on: ${{ inputs.runner || 'ubuntu-latest' }}",
      'runs-on: ubuntu-24.04',
      /runs-on: ubuntu-24\.04; expected/,
    ],
    [ETL, '    needs: plan\n', '    needs: plan\n    continue-on-error: true\n', /continue-on-error of a job/],
    [ETL, '    needs: plan\n', '    needs: plan\n    container: node:24\n', /container of a job/],
    [ETL, '    needs: plan\n', '    needs: plan\n    services: { db: { image: postgres } }\n', /services of a job/],
    [ETL, 'fail-fast: false', 'fail-fast: ${{ false }}', /expected fail-fast: false/],
    [ETL, 'fail-fast: false', "fail-fast: false\n      max-parallel: '${{ inputs.max-jobs }}'", /max-parallel must be/],
    [ETL, 'cancel-in-progress: false', 'cancel-in-progress: false\n      queue: max', /queue of a concurrency/],
    [STEPS, '      - id: clean\n', '      - id: clean\n        background: true\n', /background of a step/],
    [STEPS, '      - id: clean\n', '      - id: clean\n        timeout-minutes: 0.5\n', /no whole number of minutes/],
    [
      STEPS,
      '      - id: clean\n',
      '      - id: clean\n        timeout-minutes: ${{ inputs.limit }}\n',
      /no whole number/,
    ],
    [SCHEDULE, "cron: '17 5 * * *'", "cron: '17 5 * * *', timezone: Europe/Berlin", /timezone of a schedule/],
    [SCHEDULE, '  workflow_dispatch:', '  workflow_run: {}\n  workflow_dispatch:', /the event workflow_run; expected/],
    [
      BACKFILL,
      'environment: backfill',
      'environment: { name: backfill, deployment: false }',
      /environment's name alone/,
    ],
    [CI, 'permissions:\n', 'cache-mode: read\npermissions:\n', /cache-mode of a workflow/],
  ),
  ...seeds(
    'an expression keeps to what GitHub and act evaluate alike',
    [ETL, '${{ inputs.limit }}', "${{ case(true, inputs.limit, '') }}", /act has no case\(\)/],
    [SCHEDULE, '${{ inputs.months }}', '${{ github.event.inputs.months }}', /github\.event\.inputs has no defaults/],
  ),
  ...seeds(
    'no merge key, no ./ of another repository, no container',
    [CI, '    timeout-minutes: 45\n', '    timeout-minutes: 45\n    <<: { name: ci }\n', /merge key/],
    [ETL, /lakeferry\/lakeferry@.*/, '$/', /refuse \$\//],
    [CI, CHECKOUT, 'docker://alpine:3', /docker:\/\/ needs a daemon/],
  ),
  ...seeds(
    'a workflow that others call declares no permissions: it inherits them',
    [ETL, '\njobs:\n', '\npermissions: { contents: read }\njobs:\n', /permissions in what others call/],
    [
      STEPS,
      '    needs: plan\n',
      '    needs: plan\n    permissions: { id-token: write }\n',
      /permissions in what others call/,
    ],
  ),
  ...seeds(
    'every other workflow says what it may do, and no more than reading for all of its jobs',
    [SCHEDULE, 'permissions: { contents: read }\n', '', /expected permissions/],
    ['README.md', 'permissions: { contents: read }\n', '', /^README\.md: expected permissions/],
    [RELEASE, 'permissions: {}', 'permissions: { contents: write }', /contents: write for every job/],
  ),
  ...seeds(
    'a job has the rights that its steps need, and those that the workflow needs which it calls',
    [
      SCHEDULE,
      'permissions: { contents: read }',
      'permissions: {}',
      /etl has no contents: read, for actions\/checkout/,
    ],
    [
      ETL,
      '    needs: plan\n',
      '    needs: plan\n    permissions: { id-token: write }\n',
      /etl has no id-token: write, for .*\(run\)/,
    ],
    [ETL, '\njobs:\n', '\npermissions: { contents: write }\njobs:\n', /etl has no contents: write, for .*\(plan\)/],
    [RELEASE, /.*id-token: write.*\n/, '', /attest has no id-token: write, for actions\/attest/],
    [ATTEST, /.*attestations: write.*\n/, '', /etl has no attestations: write, for actions\/attest/],
    [SCHEDULE, 'pipeline: pipeline.yml,', "pipeline: pipeline.yml, attest: 'true',", /etl has no id-token: write/],
    [CI, 'contents: read', 'contents: none', /ci has no contents: read/],
    ['README.md', 'permissions: { contents: read }', 'permissions: {}', /ferry has no contents: read/],
  ),
  ...seeds(
    'permissions are named one by one',
    [CI, 'permissions:\n  contents: read\n', 'permissions: read-all\n', /permissions: read-all/],
    [RELEASE, 'attestations: write', 'artifact-metadata: write', /artifact-metadata is not among/],
  ),
  ...seeds('whoever may write says why, beside it', [
    RELEASE,
    'id-token: write # the attestation is signed as this workflow',
    'id-token: write',
    /id-token: write without a reason/,
  ]),
  ...seeds('nothing runs with rights on what a stranger sent', [
    CI,
    'permissions:\n  contents: read\n',
    'permissions:\n  contents: write # to push\n',
    /a right to write in a workflow that runs on pull requests/,
  ]),
  ...seeds(
    'nothing runs with rights on what a stranger sent',
    [PREVIEW, 'read # for the checkout', 'write # to push', /a right to write in a workflow/],
    [PREVIEW, 'steps:\n', 'steps:\n      - { run: npm test, shell: bash }\n', /a right to write in a workflow/],
  ),
  ...seeds(
    'what is given to our own actions and workflows are inputs that they have',
    [ETL, '          limit: ', '          limits: ', /there is no input limits/],
    [SCHEDULE, "force: '${{", "forced: '${{", /there is no input forced/],
    ['README.md', 'with: { pipeline: pipeline.yml, ', 'with: { file: pipeline.yml, ', /there is no input file/],
  ),
  ...seeds(
    'every input, output and leg that an expression names is there',
    [
      ETL,
      '${{ steps.plan.outputs.count }}',
      '${{ steps.plan.outputs.counts }}',
      /there is no steps\.plan\.outputs\.counts/,
    ],
    [ETL, 'needs.plan.outputs.count ', 'needs.plan.outputs.total ', /there is no needs\.plan\.outputs\.total/],
    [ETL, 'needs: [plan, run]', 'needs: [run]', /there is no needs\.plan\.outputs\.matrix here/],
    [ETL, '${{ matrix.partitions }}', '${{ matrix.partition }}', /there is no matrix\.partition$/],
    [ETL, '${{ inputs.time-budget }}', '${{ inputs.budget }}', /there is no inputs\.budget/],
    [
      ETL,
      '${{ jobs.report.outputs.done }}',
      '${{ jobs.report.outputs.ready }}',
      /there is no jobs\.report\.outputs\.ready/,
    ],
    [
      STEPS,
      '${{ steps.fetch.outputs.results }}',
      '${{ steps.upload.outputs.results }}',
      /steps\.upload\.outputs\.results here/,
    ],
    [SCHEDULE, '${{ inputs.months }}', '${{ inputs.month }}', /there is no inputs\.month$/],
    [
      RELEASE,
      '${{ steps.read.outputs.notes }}',
      '${{ steps.read.outputs.text }}',
      /there is no steps\.read\.outputs\.text/,
    ],
  ),
  ...seeds('all actions run on one version of Node', [
    'actions/plan/action.yml',
    'using: node24',
    'using: node20',
    /using: node20; expected node24/,
  ]),
  ...seeds('what an action starts is there', [
    'action.yml',
    'dist/run.mjs',
    'dist/runs.mjs',
    /there is no dist\/runs\.mjs/,
  ]),
  ...seeds(
    'inputs and outputs are the words of the code, none required: a word may come from the environment',
    ['actions/load/action.yml', '  warehouse:\n', '  table:\n', /table.*expected .*warehouse/],
    ['actions/load/action.yml', '  receipt:\n', '  receipts:\n', /receipts.*expected .*receipt/],
    ['actions/load/action.yml', 'required: false', 'required: true', /pipeline must be optional/],
    ['actions/load/action.yml', 'required: false', "required: false\n    default: 'x'", /pipeline must be optional/],
  ),
  ...seeds(
    'the inputs are the words of the code, all strings without a default: an event may pass an empty one',
    [ETL, '      fail-on:\n', '      red-on:\n', /the inputs are .*red-on.*; expected .*fail-on/],
    [ETL, 'type: string', 'type: boolean', /expected pipeline to be type: string alone/],
    [STEPS, 'type: string', "type: string\n        default: 'x'", /expected pipeline to be type: string alone/],
    [STEPS, 'type: string', 'type: string\n        required: true', /expected pipeline to be type: string alone/],
  ),
  ...seeds('every input is passed on', [
    ETL,
    '          time-budget: ${{ inputs.time-budget }}\n',
    '',
    /nothing reads the input time-budget/,
  ]),
  ...seeds(
    'every action gets each word that it knows',
    [ETL, '          dry-run: ${{ inputs.dry-run }}\n', '', /gets dry-run: undefined/],
    [ETL, '          warehouse: ${{ inputs.warehouse }}\n', '', /actions\/plan@\w+ gets warehouse: undefined/],
    [ETL, '${{ matrix.partitions }}', 'due', /gets partitions: due/],
    [
      STEPS,
      '          results: ${{ steps.fetch.outputs.results }}\n',
      '',
      /actions\/clean@\w+ gets results: undefined/,
    ],
    [ETL, 'LAKEFERRY_ENVIRONMENT: ', 'ENVIRONMENT: ', /does not get the secret/],
  ),
  ...seeds(
    'the matrix is guarded by its count, its legs do not stop one another, one run at a time works on a leg',
    [ETL, "needs.plan.outputs.count != '0' && ", '', /expected if: needs\.plan\.outputs\.count != '0'/],
    [STEPS, "    if: needs.plan.outputs.count != '0'\n", '', /expected if: needs\.plan\.outputs\.count != '0'/],
    [ETL, 'fail-fast: false', 'fail-fast: true', /strategy\.fail-fast is true; expected false/],
    [ETL, 'fromJSON(needs.plan.outputs.matrix)', "fromJSON('[]')", /strategy\.matrix\.include is .*; expected/],
    [ETL, 'cancel-in-progress: false', 'cancel-in-progress: true', /cancel-in-progress is true; expected false/],
    [STEPS, '-${{ matrix.name }}', '', /concurrency\.group is .*; expected lakeferry-/],
    [ETL, 'name: ${{ matrix.name }}', 'name: leg', /name is leg; expected/],
  ),
  ...seeds(
    'the report comes after all that went before, also after a failed one',
    [ETL, '${{ !cancelled() }}', '${{ always() }}', /if is .*always.*; expected \$\{\{ !cancelled\(\) \}\}/],
    [STEPS, 'needs: [plan, tasks]', 'needs: [plan]', /needs is plan,report; expected plan,tasks,report/],
    [ETL, '${{ jobs.report.outputs.cached }}', '${{ jobs.report.outputs.done }}', /cached is not the report's/],
  ),
  ...seeds(
    'what is signed is a job of its own behind an input, after the report',
    [ETL, '    needs: report\n', '    needs: run\n', /needs is run; expected report/],
    [STEPS, " && inputs.attest == 'true'", '', /if is .*; expected .*inputs\.attest == 'true'/],
  ),
  ...seeds(
    "notifications go out last, also after a red report, and write issues with the job's own token",
    [
      ETL,
      "${{ !cancelled() && inputs.dry-run != 'true' }}",
      "${{ inputs.dry-run != 'true' }}",
      /expected if: \$\{\{ !cancelled/,
    ],
    [STEPS, 'actions/notify@', 'actions/plan@', /expected actions\/notify as the last step/],
    [STEPS, '          GITHUB_TOKEN: ${{ github.token }}\n', '', /it does not get GITHUB_TOKEN/],
  ),
  ...seeds('a caller is 12 lines at most', [
    SCHEDULE,
    'permissions: { contents: read }',
    'permissions:\n  contents: read\nconcurrency: taxi',
    /14 lines; expected 12 at most/,
  ]),
  ...seeds(
    'a caller passes texts, and takes texts: nothing is lost where an event has no inputs',
    ['examples/callers/pull-request.yml', "dry-run: 'true'", 'dry-run: true', /dry-run: true; expected 'true'/],
    [SCHEDULE, "is done', type: string", "is done', type: boolean", /expected force to be type: string/],
  ),
  ...seeds('an example calls one of our workflows', [
    BACKFILL,
    / {4}uses: lakeferry.*\n/,
    '',
    /expected exactly one job with uses/,
  ]),
];
