import { expect, it } from "vitest";
import { nextColor, shownState, tagState } from "@/entities/meeting/tags";
import type { MeetingTag } from "@/lib/api/client";

const CLIENTS: MeetingTag = { id: "1", name: "Clients", color: "teal", own: true };

it("tells how many of several meetings bear a tag", () => {
  const tagged = { tags: [CLIENTS] };
  const untagged = { tags: [{ ...CLIENTS, id: "2" }] };
  expect(tagState([tagged, tagged], CLIENTS)).toBe("all");
  expect(tagState([tagged, untagged], CLIENTS)).toBe("some");
  expect(tagState([untagged], CLIENTS)).toBe("none");
});

it("shows a tag as it was ticked, whatever the others are", () => {
  const untagged = [{ tags: [] }];
  const other = { ...CLIENTS, id: "2" };
  const ticked = new Map([
    ["1", true],
    ["2", false],
  ]);
  expect(shownState(untagged, CLIENTS, ticked)).toBe("all");
  expect(shownState([{ tags: [other] }], other, ticked)).toBe("none");
  expect(shownState([{ tags: [CLIENTS] }], CLIENTS, new Map())).toBe("all");
});

it("gives a new tag the color that the fewest have", () => {
  expect(nextColor([])).toBe("red");
  expect(nextColor([{ color: "red" }, { color: "orange" }, { color: "yellow" }])).toBe("green");
  const bright = ["red", "orange", "yellow", "green", "teal", "blue", "purple"] as const;
  expect(nextColor(bright.map((color) => ({ color })))).toBe("gray");
});
