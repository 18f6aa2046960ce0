/** `node telling-process.ts`: `lakeferry notify` in the folder it is started in, for a test that kills it. */
import { main } from '../../src/cli/main.ts';

const { stdout, stderr, env } = process;
process.exitCode = await main(['notify'], {
  env,
  stdout,
  stderr,
  cwd: process.cwd(),
  signal: new AbortController().signal,
});
process.exit();
