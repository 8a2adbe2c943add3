type Deletion = { timer: ReturnType<typeof setTimeout>; run: () => void };

/**
 * What was deleted but can still be brought back. It is hidden at once; the deletion itself happens when the time to
 * undo it is over, or when the page is left.
 */
export class DelayedDeletions {
  private hidden: ReadonlySet<string> = new Set();
  private readonly pending = new Map<string, Deletion>();
  private readonly listeners = new Set<() => void>();

  constructor(private readonly delayMs: number) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): ReadonlySet<string> => this.hidden;

  /** `remove` settles once the list no longer holds the item; a failure shows it again. */
  schedule(id: string, remove: () => Promise<void>): void {
    const run = () => {
      clearTimeout(this.pending.get(id)?.timer);
      this.pending.delete(id);
      void remove().finally(() => this.show(id));
    };
    this.pending.set(id, { timer: setTimeout(run, this.delayMs), run });
    this.set(new Set([...this.hidden, id]));
  }

  undo(id: string): void {
    const deletion = this.pending.get(id);
    if (!deletion) return;
    clearTimeout(deletion.timer);
    this.pending.delete(id);
    this.show(id);
  }

  flush(): void {
    for (const { run } of [...this.pending.values()]) run();
  }

  private show(id: string): void {
    this.set(new Set([...this.hidden].filter((other) => other !== id)));
  }

  private set(hidden: ReadonlySet<string>): void {
    this.hidden = hidden;
    for (const listener of this.listeners) listener();
  }
}
