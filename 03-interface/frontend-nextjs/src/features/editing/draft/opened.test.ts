import { expect, it } from "vitest";
import { segment } from "@/entities/transcript/fixtures";
import { findOpened, isAsOpened, noteOpened } from "@/features/editing/draft/opened";

const ALL = [
  { ...segment("A", 0, "Oui."), id: 3 },
  { ...segment("B", 2, "On commence par le budget."), id: 4 },
  { ...segment("B", 5, "Puis les dates."), id: 7 },
  { ...segment("A", 9, "Oui."), id: 8 },
];
const opened = noteOpened([4, 7], ALL);
const change = (id: number, made: Partial<(typeof ALL)[number]>) =>
  ALL.map((each) => (each.id === id ? { ...each, ...made } : each));

it("finds what nobody has touched", () => {
  expect(findOpened(opened, change(3, { text: "Non." }))).toEqual({ segments: [4, 7], isSame: true });
});

it("tells what somebody has rewritten or given to another", () => {
  expect(findOpened(opened, change(7, { text: "Puis la date." }))).toEqual({
    segments: [4, 7],
    isSame: false,
  });
  expect(findOpened(opened, change(4, { speaker: "A" })).isSame).toBe(false);
  expect(findOpened(opened, change(4, { text: "" })).isSame).toBe(false);
});

it("follows what the gateway numbers or cuts otherwise, never to the same words elsewhere", () => {
  const cut = [
    { ...segment("B", 2.2, "On commence par"), id: 11 },
    { ...segment("B", 4, "le budget. Puis les dates."), id: 12 },
  ];
  const taken = { ...segment("A", 30, "Un autre."), id: 7 };
  const now = [ALL[0], ...cut, ALL[3], taken].filter((each) => each !== undefined);
  expect(findOpened(opened, now)).toEqual({ segments: [11, 12], isSame: true });
  const gone = ALL.filter(({ id }) => id !== 3);
  expect(findOpened(noteOpened([3], ALL), gone)).toEqual({ segments: [], isSame: false });
});

it("does not take a passage that got an old number for the one that had it", () => {
  const now = change(7, { start: 40, end: 42, text: "Un autre." });
  expect(findOpened(noteOpened([7], ALL), now)).toEqual({ segments: [], isSame: false });
});

it("knows when numbers of words do not count any more", () => {
  expect(isAsOpened(opened, ALL)).toBe(true);
  expect(isAsOpened(opened, change(7, { text: "Puis." }))).toBe(false);
  expect(isAsOpened(opened, ALL.slice(0, 2))).toBe(false);
});
