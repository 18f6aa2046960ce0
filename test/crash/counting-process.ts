/** Counts the object `count` of a lake up, `steps` times, by compare and replace. Argument: JSON {lake, steps}. */
import { ConflictError } from '../../src/base/errors.ts';
import { createFolderStore } from '../../src/lake/folder.ts';
import { nodeClock } from '../../src/runtime/node-clock.ts';
import { nodeFiles } from '../../src/runtime/node-files.ts';
import { contentOf } from '../suites/store.ts';

const { lake, steps } = JSON.parse(process.argv[2] ?? '') as { lake: string; steps: number };
const store = createFolderStore({ folder: lake, files: nodeFiles, clock: nodeClock });
for (let done = 0; done < steps; ) {
  try {
    const found = await store.get('count');
    const count = found === undefined ? 0 : Number(await contentOf(store, 'count'));
    await store.replace('count', Buffer.from(String(count + 1)), found?.generation ?? 'absent');
    done += 1;
  } catch (error) {
    if (!(error instanceof ConflictError) || error.code !== 'STORE_CHANGED') throw error;
  }
}
