import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DelayedDeletions } from "@/lib/deletion/delayed-deletions";

describe("DelayedDeletions", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("hides at once and deletes when the time to undo is over", async () => {
    const deletions = new DelayedDeletions(1_000);
    const remove = vi.fn(() => Promise.resolve());
    deletions.schedule("a", remove);
    expect(deletions.snapshot()).toEqual(new Set(["a"]));
    expect(remove).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(remove).toHaveBeenCalledOnce();
    expect(deletions.snapshot()).toEqual(new Set());
  });

  it("does not delete after undo", async () => {
    const deletions = new DelayedDeletions(1_000);
    const remove = vi.fn(() => Promise.resolve());
    deletions.schedule("a", remove);
    deletions.undo("a");
    await vi.advanceTimersByTimeAsync(5_000);
    expect(remove).not.toHaveBeenCalled();
    expect(deletions.snapshot()).toEqual(new Set());
  });

  it("deletes all that is pending when the page is left, once", async () => {
    const deletions = new DelayedDeletions(1_000);
    const remove = vi.fn(() => Promise.resolve());
    deletions.schedule("a", remove);
    deletions.flush();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(remove).toHaveBeenCalledOnce();
  });
});
