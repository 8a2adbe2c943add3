import { expect, it, vi } from "vitest";
import { once } from "@/lib/api/pending";

it("ignores a repeat while the first runs, and only that", async () => {
  let end: () => void = () => undefined;
  const first = vi.fn(() => new Promise<void>((resolve) => (end = resolve)));
  const repeat = vi.fn(() => Promise.resolve());
  const other = vi.fn(() => Promise.resolve());
  const running = once("/export/pdf", first);
  await once("/export/pdf", repeat);
  await once("/export/docx", other);
  expect([first, repeat, other].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 1]);
  end();
  await running;
  await once("/export/pdf", repeat);
  expect(repeat).toHaveBeenCalledTimes(1);
});

it("runs again after a failure", async () => {
  await expect(once("/export/pdf", () => Promise.reject(new Error("down")))).rejects.toThrow("down");
  const run = vi.fn(() => Promise.resolve());
  await once("/export/pdf", run);
  expect(run).toHaveBeenCalledTimes(1);
});
