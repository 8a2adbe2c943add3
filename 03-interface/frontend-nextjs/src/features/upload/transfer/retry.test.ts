import { describe, expect, it, vi } from "vitest";
import { isTransient, retry } from "@/features/upload/transfer/retry";
import { ProblemError } from "@/lib/api/problem";

vi.stubGlobal("addEventListener", () => undefined);
vi.stubGlobal("removeEventListener", () => undefined);

const OFFLINE = ProblemError.offline();

describe("retry", () => {
  it("retries until it succeeds, and reports trouble and its end", async () => {
    vi.useFakeTimers();
    const troubles: (string | null)[] = [];
    let left = 6;
    const outcome = retry(
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

  it("fails at once on a permanent error", async () => {
    const task = vi.fn(() => Promise.reject(new ProblemError("not_media", 415, "")));
    const watch = { signal: new AbortController().signal, onTrouble: () => undefined };
    await expect(retry(task, watch)).rejects.toMatchObject({ code: "not_media" });
    expect(task).toHaveBeenCalledOnce();
  });

  it("stops when aborted, also during a pause", async () => {
    const controller = new AbortController();
    const outcome = retry(() => Promise.reject(OFFLINE), {
      signal: controller.signal,
      onTrouble: () => queueMicrotask(() => controller.abort()),
    });
    await expect(outcome).rejects.toMatchObject({ name: "AbortError" });
  });

  it("tells transient errors from permanent ones", () => {
    expect(isTransient(new ProblemError("unavailable", 503, ""))).toBe(true);
    expect(isTransient(new ProblemError("digest_mismatch", 422, ""))).toBe(true);
    expect(isTransient(new ProblemError("part_mismatch", 422, ""))).toBe(false);
    expect(isTransient(new Error("other"))).toBe(false);
  });
});
