/**
 * `node test/servers/results/main.ts --folder DIR [--port N] [--run ID] [--cache write|read|none] [--faults FILE]`
 * serves until it is told to stop, and prints the lines NAME=value that actions need in their environment.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { Fault } from './faults.ts';
import type { TokenOptions } from './runtime-token.ts';
import { startResultsServer } from './server.ts';

const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    port: { type: 'string', default: '0' },
    run: { type: 'string', default: '1' },
    cache: { type: 'string', default: 'write' },
    faults: { type: 'string' },
  },
});
if (values.folder === undefined) {
  process.stderr.write('error: --folder is missing: name the folder that keeps caches and artifacts\n');
  process.exit(2);
}
if (!/^(?:write|read|none)$/.test(values.cache)) {
  process.stderr.write('error: --cache is what the token may do: write, read or none\n');
  process.exit(2);
}
const server = await startResultsServer({
  folder: values.folder,
  port: Number(values.port),
  faults: values.faults === undefined ? [] : (JSON.parse(await readFile(values.faults, 'utf8')) as Fault[]),
});
const token = { run: values.run, cache: values.cache } as TokenOptions;
for (const [name, value] of Object.entries(server.environment(token))) process.stdout.write(`${name}=${value}\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}
