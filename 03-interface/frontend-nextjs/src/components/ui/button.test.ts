import { expect, it } from "vitest";
import { Button, type ButtonProps } from "@/components/ui/button";

/** Click a button twice, as fast as a double click, and return what each click did. */
function doubleClick(props: ButtonProps): { acted: number; prevented: number } {
  const done = { acted: 0, prevented: 0 };
  const { onClick } = Button({ ...props, onClick: () => done.acted++ }).props as Required<ButtonProps>;
  for (const detail of [1, 2])
    onClick({ detail, preventDefault: () => done.prevented++ } as unknown as Parameters<typeof onClick>[0]);
  return done;
}

it("submits once for a double click", () => {
  expect(doubleClick({ type: "submit" })).toEqual({ acted: 1, prevented: 1 });
  expect(doubleClick({ isOnce: true })).toEqual({ acted: 1, prevented: 1 });
});

it("acts as often as it is clicked where it does not submit", () => {
  expect(doubleClick({})).toEqual({ acted: 2, prevented: 0 });
});
