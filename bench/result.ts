/** What a section measured, as plain data: `bench/results/<section>.json`. The page is made from these files alone. */
export interface SectionResult {
  section: string;
  /** The day of the run, `2026-01-31`. */
  date: string;
  machine: Machine;
  /** Name of a program or library → its version. */
  versions: Readonly<Record<string, string>>;
  tables: readonly ResultTable[];
}

export interface Machine {
  cores: number;
  cpu: string;
  memoryGib: number;
  kernel: string;
  node: string;
  /** Where the files lay that were read and written. */
  files: 'memory' | 'disk';
  /** Processes that ran or waited for a core over the minute before: above 0.5 the figures are disturbed. */
  load?: number;
}

export interface ResultTable {
  /** Names the table for targets and page: `zstd`, `duckdb-1`. */
  key: string;
  title: string;
  rows: readonly ResultRow[];
}

/** One contestant. Its samples stand in the order of the rounds. */
export interface ResultRow {
  key: string;
  name: string;
  samples: readonly Sample[];
  /** Size of what was written. */
  bytes?: number;
  /** Why this row is no figure: its output differs, it failed, or it is not here. Then there are no samples. */
  refused?: string;
}

export interface Sample {
  /** Seconds from start to exit. */
  wall: number;
  /** Seconds of processor time, user and system, all threads. */
  cpu?: number;
  /** The most MiB that were resident. */
  peak?: number;
}
