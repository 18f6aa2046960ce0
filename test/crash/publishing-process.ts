/**
 * A process that publishes, to be killed. Argument: JSON {scenario, at?}: it dies at its Nth mutating file call.
 * `race`: waits until the file `go` exists, publishes January as `file` says and prints what became of it.
 */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FinishedFile } from '../../src/publish/publish.ts';
import { openWriter } from '../publish/bench.ts';
import { createFailingFiles } from './failing-files.ts';
import { createPortCalls } from './port-calls.ts';
import { quickFiles } from './quick-files.ts';
import { publishBoth, type Scenario } from './scenario.ts';

type Order =
  | { kind: 'die'; scenario: Scenario; at: number }
  | { kind: 'race'; lake: string; file: FinishedFile; ready: string; go: string };

const order = JSON.parse(process.argv[2] ?? '') as Order;
if (order.kind === 'die') {
  const ports = createPortCalls({ at: order.at, kill: 'before' });
  await publishBoth(order.scenario, createFailingFiles(quickFiles, ports));
} else {
  const writer = await openWriter(order.lake);
  await writeFile(order.ready, '');
  while (!existsSync(order.go)) await sleep(1);
  try {
    await writer.publish('2021-01', order.file);
    process.stdout.write('published');
  } catch (error) {
    process.stdout.write(String((error as { code?: string }).code));
  }
}
