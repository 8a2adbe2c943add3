import { expect, it } from "vitest";
import { finished, moved, newSection, type SectionDraft } from "@/features/minutes/templates/section-draft";

const section = (key: string, title = key): SectionDraft => ({ key, kind: "list", title, instructions: "" });

it("gives each new section a key of its own, also after one was removed", () => {
  expect(newSection([section("section_1"), section("section_3")]).key).toBe("section_4");
  expect(newSection([section("section_2")]).key).toBe("section_3");
});

it("sends no template without a name, a section, or a title", () => {
  expect(finished(" ", [section("a")], false)).toBeNull();
  expect(finished("Mine", [], false)).toBeNull();
  expect(finished("Mine", [section("a", " ")], false)).toBeNull();
});

it("trims what is sent", () => {
  const sent = finished(" Mine ", [section("a", " Risks ")], true);
  expect([sent?.template.name, sent?.template.sections[0]?.title, sent?.shared]).toEqual([
    "Mine",
    "Risks",
    true,
  ]);
});

it("moves a section", () => {
  expect(moved([section("a"), section("b")], 1, -1).map(({ key }) => key)).toEqual(["b", "a"]);
});
