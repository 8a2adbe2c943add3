const PREFIX = "scribe.busy.";

/** Pages that come by plain HTTP have no locks; there a second tab cannot know what the first is doing. */
function manager(): LockManager | undefined {
  return navigator.locks as LockManager | undefined;
}

/** Say to the other tabs that this one is at work on it, until the returned function is called or the tab is gone. */
export function holdBusy(id: string): () => void {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  void manager()?.request(PREFIX + id, () => released);
  return release;
}

/** What any tab of this browser is at work on. */
export async function busyIds(): Promise<ReadonlySet<string>> {
  const held = (await manager()?.query())?.held ?? [];
  return new Set(held.map(({ name }) => name?.slice(PREFIX.length) ?? ""));
}
