const PREFIX = "scribe.busy.";

/** Return the lock manager; undefined over plain HTTP, where tabs cannot see each other's work. */
function manager(): LockManager | undefined {
  return navigator.locks as LockManager | undefined;
}

/** Mark an id as busy for other tabs, until the returned function is called or the tab is closed. */
export function holdBusy(id: string): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  void manager()?.request(PREFIX + id, () => released);
  return release;
}

/** Return the ids that any tab of this browser is working on. */
export async function busyIds(): Promise<ReadonlySet<string>> {
  const held = (await manager()?.query())?.held ?? [];
  return new Set(held.map(({ name }) => name?.slice(PREFIX.length) ?? ""));
}
