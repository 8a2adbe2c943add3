import { Store } from "@/lib/store/store";

type Deletion = { timer: ReturnType<typeof setTimeout>; run: () => void };

/**
 * The ids of items whose deletion can still be undone. An item is hidden at once; it is deleted when the time to undo is
 * over, or when the page is left.
 */
export class DelayedDeletions extends Store<ReadonlySet<string>> {
  private readonly pending = new Map<string, Deletion>();

  constructor(private readonly delayMs: number) {
    super(new Set());
  }

  /** Hide an item and call `remove` later. When `remove` settles, the item is no longer hidden. */
  schedule(id: string, remove: () => Promise<void>): void {
    const run = () => {
      clearTimeout(this.pending.get(id)?.timer);
      this.pending.delete(id);
      void remove().finally(() => this.show(id));
    };
    this.pending.set(id, { timer: setTimeout(run, this.delayMs), run });
    this.setState(new Set([...this.state, id]));
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
    this.setState(new Set([...this.state].filter((other) => other !== id)));
  }
}
