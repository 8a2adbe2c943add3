import { expect, it } from "vitest";
import { latest, NOTHING, toggle, toggleAll } from "@/features/library/selection/selection";

const ORDER = ["a", "b", "c", "d", "e"];

it("chooses one and leaves it out again", () => {
  const one = toggle(NOTHING, ORDER, "b");
  expect([...one.ids]).toEqual(["b"]);
  expect([...toggle(one, ORDER, "b").ids]).toEqual([]);
});

it("chooses a range from the last one, in both directions", () => {
  const from = toggle(NOTHING, ORDER, "c");
  expect([...toggle(from, ORDER, "e", true).ids].toSorted()).toEqual(["c", "d", "e"]);
  expect([...toggle(from, ORDER, "a", true).ids].toSorted()).toEqual(["a", "b", "c"]);
});

it("leaves a range out", () => {
  const all = toggleAll(NOTHING, ORDER);
  const without = toggle(all, ORDER, "b");
  expect([...toggle(without, ORDER, "d", true).ids]).toEqual(["a", "e"]);
});

it("takes a range whose beginning is on another page as one", () => {
  const from = toggle(NOTHING, ["x"], "x");
  expect([...toggle(from, ORDER, "c", true).ids].toSorted()).toEqual(["c", "x"]);
});

it("chooses all, then nothing", () => {
  const some = toggle(NOTHING, ORDER, "b");
  const all = toggleAll(some, ORDER);
  expect([...all.ids]).toEqual(ORDER);
  expect(toggleAll(all, ORDER)).toBe(NOTHING);
});

it("keeps what is no longer listed, and shows the rest as it is now", () => {
  const [gone, kept] = [
    { id: "a", title: "Before" },
    { id: "b", title: "Before" },
  ];
  expect(
    latest(
      [gone, kept],
      [
        { id: "c", title: "New" },
        { id: "b", title: "Now" },
      ],
    ),
  ).toEqual([gone, { id: "b", title: "Now" }]);
});
