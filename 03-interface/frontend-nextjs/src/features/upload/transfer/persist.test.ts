import { describe, expect, it, vi } from "vitest";
import { isPassing, persist } from "@/features/upload/transfer/persist";
import { ProblemError } from "@/lib/api/problem";

vi.stubGlobal("addEventListener", () => undefined);
vi.stubGlobal("removeEventListener", () => undefined);

const OFFLINE = ProblemError.offline();

describe("persist", () => {
  it("goes on until it succeeds, and tells of trouble and of its end", async () => {
    vi.useFakeTimers();
    const troubles: (string | null)[] = [];
    let left = 6;
    const outcome = persist(
      () => {
        left -= 1;
        return left > 0 ? Promise.reject(OFFLINE) : Promise.resolve("there");
      },
      { signal: new AbortController().signal, onTrouble: (fault) => troubles.push(fault?.code ?? null) },
    );
    await vi.runAllTimersAsync();
    expect(await outcome).toBe("there");
    expect(troubles).toEqual([...Array<string>(5).fill("offline"), null]);
    vi.useRealTimers();
  });

  it("gives up at once where waiting does not help", async () => {
    const task = vi.fn(() => Promise.reject(new ProblemError("not_media", 415, "")));
    const watch = { signal: new AbortController().signal, onTrouble: () => undefined };
    await expect(persist(task, watch)).rejects.toMatchObject({ code: "not_media" });
    expect(task).toHaveBeenCalledOnce();
  });

  it("stops when it is told to, also while it waits", async () => {
    const controller = new AbortController();
    const outcome = persist(() => Promise.reject(OFFLINE), {
      signal: controller.signal,
      onTrouble: () => queueMicrotask(() => controller.abort()),
    });
    await expect(outcome).rejects.toMatchObject({ name: "AbortError" });
  });

  it("knows what passes", () => {
    expect(isPassing(new ProblemError("unavailable", 503, ""))).toBe(true);
    expect(isPassing(new ProblemError("digest_mismatch", 422, ""))).toBe(true);
    expect(isPassing(new ProblemError("part_mismatch", 422, ""))).toBe(false);
    expect(isPassing(new Error("other"))).toBe(false);
  });
});
