import type { ResultTable } from './result.ts';

/** One part of the page that can be measured alone: `npm run bench -- --only <name>`. */
export interface Section {
  name: string;
  title: string;
  /** What the page says about it. */
  text: string;
  /** Rounds where `--rounds` says nothing. */
  rounds: number;
  measure(options: SectionOptions): Promise<SectionTables>;
}

export interface SectionOptions {
  rounds: number;
  /** Rows of the reference month. */
  rows: number;
  /** Make an environment of Python with the pinned peers, unless it is there. */
  python: boolean;
  /** An empty folder for whatever is made; removed afterwards. */
  folder: string;
  /** Tells what is going on, one line at a time. */
  say(line: string): void;
}

export interface SectionTables {
  /** Of what took part besides this project. */
  versions: Readonly<Record<string, string>>;
  tables: readonly ResultTable[];
}
