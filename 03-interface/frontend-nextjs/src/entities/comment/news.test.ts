import { expect, it } from "vitest";
import { isNews } from "@/entities/comment/news";
import type { Comment } from "@/lib/api/client";

const comment = (created_at: string, edited_at: string | null = null): Comment => ({
  id: "1",
  author_name: "Ada",
  own: true,
  start: 0,
  end: 1,
  segments: [0],
  text: "",
  created_at,
  edited_at,
});
const KNOWN = [
  comment("2026-11-27T21:00:00.123456Z"),
  comment("2026-11-27T20:00:00Z", "2026-11-27T20:30:00Z"),
];
const seconds = Date.parse("2026-11-27T21:00:00Z") / 1000;

it("tells comments that were written or changed after the page had fetched them", () => {
  expect(isNews(`2-${seconds}.123456`, KNOWN)).toBe(false);
  expect(isNews(`3-${seconds}.123456`, KNOWN)).toBe(true);
  expect(isNews(`2-${seconds}.124456`, KNOWN)).toBe(true);
  expect(isNews(`2-${seconds + 1}.123456`, KNOWN)).toBe(true);
});

it("tells the first and the end of the last", () => {
  expect(isNews("", [])).toBe(false);
  expect(isNews(`1-${seconds}.123456`, [])).toBe(true);
  expect(isNews("", KNOWN)).toBe(true);
});
