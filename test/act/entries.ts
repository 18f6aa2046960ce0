/** One line of act's log (`act --json --verbose`), as far as it is of use. */
export interface Entry {
  /** The job's title: workflow name, slash, job name, in a called workflow after the caller's name and a slash. */
  title: string;
  jobId: string;
  matrix: Readonly<Record<string, unknown>>;
  step?: { id: string; stage: string; name: string };
  level: string;
  message: string;
  /** Printed by the step itself. */
  isOutput: boolean;
  jobResult?: string;
  stepResult?: string;
  /** Seconds. */
  duration?: number;
  /** A workflow command, or what act found in one of the runner's files. */
  command?: {
    name: string;
    argument: string;
    properties: Readonly<Record<string, string>>;
    /** The name of an output. */
    output?: string;
  };
  /** The text of the step's summary. */
  summary?: string;
}

/** What act says outside any job: its own warnings and errors. */
export interface Remark {
  level: string;
  message: string;
}

interface Raw {
  job?: string;
  jobID?: string;
  matrix?: Record<string, unknown> | null;
  step?: string;
  stepID?: string[];
  /** `Set up job` and `Complete job` have their id under this name. */
  stepid?: string[];
  stage?: string;
  level?: string;
  msg?: string;
  raw_output?: boolean;
  jobResult?: string;
  stepResult?: string;
  executionTime?: number;
  command?: string;
  kvPairs?: Record<string, string>;
  arg?: string;
  name?: string;
  content?: string;
}

/** Reads one line of stdout or stderr; what is not JSON is a remark of its own (act ends with `Error: …` in plain text). */
export function readEntry(line: string): Entry | Remark | undefined {
  if (line.trim() === '') return undefined;
  let raw: Raw;
  try {
    raw = JSON.parse(line) as Raw;
  } catch {
    return { level: 'error', message: line };
  }
  const { level = 'info', msg = '' } = raw;
  if (raw.job === undefined || raw.jobID === undefined) return { level, message: msg };
  const stepId = raw.stepID ?? raw.stepid;
  return {
    // Padded to the length of the longest title.
    title: raw.job.trimEnd(),
    jobId: raw.jobID,
    matrix: raw.matrix ?? {},
    ...(stepId === undefined
      ? {}
      : { step: { id: stepId.join('/'), stage: raw.stage ?? 'Job', name: raw.step ?? '' } }),
    level,
    message: msg.replace(/\r?\n$/, ''),
    isOutput: raw.raw_output === true,
    ...(raw.jobResult === undefined ? {} : { jobResult: raw.jobResult }),
    ...(raw.stepResult === undefined ? {} : { stepResult: raw.stepResult }),
    ...(raw.executionTime === undefined ? {} : { duration: raw.executionTime / 1e9 }),
    ...(raw.command === undefined || raw.command === 'summary'
      ? {}
      : {
          command: {
            name: raw.command,
            argument: raw.arg ?? '',
            properties: raw.kvPairs ?? {},
            ...(raw.name === undefined ? {} : { output: raw.name }),
          },
        }),
    ...(raw.command === 'summary' ? { summary: raw.content ?? '' } : {}),
  };
}

export function isEntry(line: Entry | Remark): line is Entry {
  return 'jobId' in line;
}
