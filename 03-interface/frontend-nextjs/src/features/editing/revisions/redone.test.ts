import { expect, it } from "vitest";
import { redoneBy } from "@/features/editing/revisions/redone";

const revert = (number: number, revision: number) => ({
  number,
  deed: { kind: "revert" as const, revision },
});
const edit = { number: 1, deed: { kind: "edit" as const } };

it("tells redoing from undoing, however often somebody goes back and forth", () => {
  const known = [edit, revert(2, 1), revert(3, 2), revert(4, 3), revert(5, 4)];
  expect(known.map((each) => redoneBy(each, known))).toEqual([null, null, 1, null, 1]);
});

it("says nothing of what is not known any more", () => {
  expect(redoneBy(revert(300, 200), [])).toBeNull();
  expect(redoneBy(revert(300, 200), [revert(200, 100)])).toBeNull();
});
