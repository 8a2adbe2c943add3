import { expect, it } from "vitest";
import { segment } from "@/entities/transcript/fixtures";
import { buildModel, wordAt } from "@/entities/transcript/model";
import { placeBefore } from "@/features/editing/draft/use-draft";

const model = buildModel([
  { ...segment("A", 0, "un deux"), id: 0 },
  { ...segment("B", 5, "trois quatre cinq"), id: 1 },
]);
const passage = model.blocks[1];
const offered = (place: number) => {
  const { segment, start } = wordAt(model.words, place);
  return { segment, start };
};

it("goes on after the uncertain word that was offered in the passage, else from its beginning", () => {
  if (!passage) throw new RangeError("there is no second passage");
  expect(placeBefore(model, passage, null)).toBe(1);
  expect(placeBefore(model, passage, offered(0))).toBe(1);
  expect(placeBefore(model, passage, offered(2))).toBe(2);
  expect(placeBefore(model, passage, offered(3))).toBe(3);
});
