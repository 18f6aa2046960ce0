/** Where a message belongs in a file of the user's, for an editor or a GitHub annotation. */
export interface Place {
  file: string;
  line?: number;
  column?: number;
}

/** How far a long piece of work is. `total` is absent while nobody knows it. */
export interface Progress {
  /** What is being worked on, as the user knows it: a partition, or the dataset. */
  subject: string;
  /** One word: `fetch`, `clean`, `verify`, `upload`, `load`; `end`: nothing more comes of this subject. */
  phase: string;
  done: number;
  total?: number;
  unit: 'bytes' | 'rows';
}

/**
 * The only way to say something. Whatever implements it passes every character through `safeText`,
 * so callers may put data-borne text (names, URLs, cells) into a message as it is.
 */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string, place?: Place): void;
  error(message: string, place?: Place): void;
  /** A titled block: a group on GitHub, an indented paragraph on a terminal. */
  group(title: string, lines: readonly string[]): void;
  progress(progress: Progress): void;
}
