import { describe, expect, it, vi } from "vitest";
import { Store } from "@/lib/store/store";

class Counter extends Store<{ count: number }> {
  increment(): void {
    this.setState({ count: this.state.count + 1 });
  }
}

describe("Store", () => {
  it("gives the latest state, and the same object until it changes", () => {
    const counter = new Counter({ count: 0 });
    counter.increment();
    expect(counter.snapshot()).toEqual({ count: 1 });
    expect(counter.snapshot()).toBe(counter.snapshot());
  });

  it("keeps the initial state for pages that come from the server", () => {
    const counter = new Counter({ count: 0 });
    counter.increment();
    expect(counter.initialSnapshot()).toEqual({ count: 0 });
  });

  it("notifies each listener of each change until it unsubscribes", () => {
    const counter = new Counter({ count: 0 });
    const [first, second] = [vi.fn(), vi.fn()];
    const unsubscribe = counter.subscribe(first);
    counter.subscribe(second);
    counter.increment();
    unsubscribe();
    counter.increment();
    expect(first).toHaveBeenCalledTimes(1);
    expect(second).toHaveBeenCalledTimes(2);
  });
});
