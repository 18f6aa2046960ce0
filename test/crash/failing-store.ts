import { OutageError } from '../../src/base/errors.ts';
import type { Store } from '../../src/base/ports/store.ts';
import type { PortCalls } from './port-calls.ts';

/** A lake whose mutating calls are counted in `ports`, which lets one of them fail, die or wait. */
export function createFailingStore(store: Store, ports: PortCalls): Store {
  const turn = async <T>(call: 'create' | 'replace' | 'delete', name: string, work: () => Promise<T>): Promise<T> => {
    const after = await ports.begin({ port: 'lake', call, subject: name }).catch((error: NodeJS.ErrnoException) => {
      // What a driver makes of it: src/lake/failure.ts.
      throw new OutageError(`LAKE_${error.code}`, `cannot ${call} ${name} in the lake: ${error.message}`, {
        cause: error,
      });
    });
    try {
      return await work();
    } finally {
      await after();
    }
  };
  return {
    ...store,
    create: (name, body, facts) => turn('create', name, () => store.create(name, body, facts)),
    replace: (name, body, seen, facts) => turn('replace', name, () => store.replace(name, body, seen, facts)),
    delete: (name) => turn('delete', name, () => store.delete(name)),
  };
}
