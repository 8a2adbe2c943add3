const MOST_AT_ONCE = 4;

export type Failure<T> = { item: T; error: unknown };

/** Do the same to all items, a few at a time, whatever becomes of the others; return those that failed, in order. */
export async function forEach<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
): Promise<readonly Failure<T>[]> {
  const failures = new Map<number, Failure<T>>();
  let next = 0;
  const work = async () => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at] as T;
      await act(item).catch((error: unknown) => failures.set(at, { item, error }));
    }
  };
  await Promise.all(Array.from({ length: MOST_AT_ONCE }, work));
  return [...failures].toSorted(([a], [b]) => a - b).map(([, failure]) => failure);
}
