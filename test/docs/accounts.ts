/** A line that no test types, and why. */
export interface NotTyped {
  /** Below the root. */
  page: string;
  /** How the line begins. */
  begins: string;
  why: string;
}

export const NOT_TYPED: readonly NotTyped[] = [
  { page: 'docs/google-cloud.md', begins: 'gcloud ', why: "needs a project of Google's; as the page itself says" },
  { page: 'docs/bigquery.md', begins: 'gcloud ', why: "needs an account of Google's" },
  { page: 'docs/google-cloud.md', begins: 'bq ', why: "needs a project of Google's; as the page itself says" },
  { page: 'docs/google-cloud.md', begins: 'NUMBER=$(gcloud ', why: "needs a project of Google's" },
  {
    page: 'docs/google-cloud.md',
    begins: 'LAKEFERRY_SMOKE_LAKE=',
    why: "needs a project of Google's; test/google/smoke.test.ts runs the same against local servers",
  },
  { page: 'docs/benchmarks.md', begins: 'npm run bench', why: 'minutes on a quiet machine; test/bench holds the page' },
  { page: 'README.md', begins: 'npm ci', why: 'is what these very tests run on; .ci/run begins with it' },
  { page: 'README.md', begins: 'npm run act', why: 'needs act: typed by test/act/pages.e2e.ts' },
  { page: 'docs/act.md', begins: 'npm ci', why: 'is what these very tests run on; .ci/run begins with it' },
  { page: 'docs/act.md', begins: 'npm run act', why: 'needs act: typed by test/act/pages.e2e.ts' },
  {
    page: 'examples/foreign-tool/README.md',
    begins: 'python3 ',
    why: 'needs Python: the step "arrow" of .ci/run does it',
  },
  {
    page: 'examples/foreign-tool/README.md',
    begins: 'mv ',
    why: 'needs Python: the step "arrow" of .ci/run does it',
  },
];

/** Fences that no scene looks at, by page and language, and what holds them: a file below the root. */
export const HELD_ELSEWHERE: Readonly<Record<string, string>> = {
  'README.md mermaid': 'test/docs/prose.test.ts',
  'docs/architecture.md text': 'test/house/imports.test.ts',
  'docs/reference.md text': 'scripts/reference.ts',
  'docs/act.md text': 'test/act/command.e2e.ts',
  'docs/notifications.md json': 'test/pipeline/examples.test.ts',
};
