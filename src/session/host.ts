/** What a command may touch of the process it runs in; tests pass their own. */
export interface Host {
  env: Readonly<Record<string, string | undefined>>;
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  cwd: string;
  signal: AbortSignal;
}
