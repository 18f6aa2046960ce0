/** What a command may touch of the process it runs in; tests pass their own. */
export interface Host {
  env: Readonly<Record<string, string | undefined>>;
  /** Where somebody may answer; absent: nobody is asked. */
  stdin?: NodeJS.ReadStream;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  cwd: string;
  signal: AbortSignal;
}
