/** Something that is tried at most once, however many ask, and what became of it. */
export type Attempt<T> = () => Promise<{ value: T; error?: never } | { error: Error; value?: never }>;

export function attempt<T>(work: () => Promise<T>): Attempt<T> {
  let tried: ReturnType<Attempt<T>> | undefined;
  return () => {
    tried ??= work().then(
      (value) => ({ value }),
      (error: unknown) => ({ error: error instanceof Error ? error : new Error(String(error)) }),
    );
    return tried;
  };
}
