/** Asks for each item while the one before it is worked on: a file is read and decoded while the server is busy. */
export async function* readAhead<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = items[Symbol.asyncIterator]();
  try {
    for (let next = ask(iterator); ; ) {
      const item = await next;
      if (item.done === true) return;
      next = ask(iterator);
      yield item.value;
    }
  } finally {
    await iterator.return?.();
  }
}

/** Items of which the first is being made already; every other one is made when it is asked for. */
export interface Begun<T> {
  items: AsyncIterable<T>;
  /** Ends it, whether anything was taken or not. */
  close(): Promise<void>;
}

export function begin<T>(source: AsyncGenerator<T>): Begun<T> {
  const first = ask(source);
  async function* taken(): AsyncGenerator<T> {
    for (let next = first; ; next = source.next()) {
      const item = await next;
      if (item.done === true) return;
      yield item.value;
    }
  }
  return {
    items: taken(),
    async close() {
      await source.return(undefined);
    },
  };
}

/** An error is told when the item's turn comes; where nobody comes back for it, it is told to nobody. */
function ask<T>(iterator: AsyncIterator<T>): Promise<IteratorResult<T>> {
  const next = iterator.next();
  next.catch(() => {});
  return next;
}
