import { Store } from "@/lib/store/store";

type Deletion = { timer: ReturnType<typeof setTimeout>; run: () => void };

/**
 * What was deleted but can still be brought back. It is hidden at once; the deletion itself happens when the time to
 * undo it is over, or when the page is left.
 */
export class DelayedDeletions extends Store<ReadonlySet<string>> {
  private readonly pending = new Map<string, Deletion>();

  constructor(private readonly delayMs: number) {
    super(new Set());
  }

  /** `remove` settles once the list no longer holds the item; a failure shows it again. */
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
