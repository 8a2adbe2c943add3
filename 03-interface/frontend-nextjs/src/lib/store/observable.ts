/** Something that tells its listeners when it has changed; `subscribe` fits React's `useSyncExternalStore`. */
export class Observable {
  private readonly listeners = new Set<() => void>();

  /** Call `listener` on each change, until the returned function is called. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  protected notify(): void {
    for (const listener of this.listeners) listener();
  }
}
