import { expect, it } from "vitest";
import { forEach } from "@/lib/many/for-each";

it("does all, a few at a time, and returns those that failed in order", async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  const failures = await forEach([1, 2, 3, 4, 5, 6, 7, 8], async (item) => {
    most = Math.max(most, ++running);
    // The first fails last.
    for (let turn = 0; turn < 10 - item; turn++) await Promise.resolve();
    running -= 1;
    if (item === 1 || item === 7) throw new Error(`no ${item}`);
    done.push(item);
  });
  expect(most).toBe(4);
  expect(done.toSorted()).toEqual([2, 3, 4, 5, 6, 8]);
  expect(failures.map(({ item, error }) => [item, (error as Error).message])).toEqual([
    [1, "no 1"],
    [7, "no 7"],
  ]);
});

it("does nothing for nothing", async () => {
  expect(await forEach([], () => Promise.reject(new Error("never")))).toEqual([]);
});
