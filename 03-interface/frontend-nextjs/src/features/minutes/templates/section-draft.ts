import type { Template } from "@/lib/api/client";
import type { NewTemplate } from "@/features/minutes/templates/templates";

export type SectionDraft = Template["template"]["sections"][number];
export const KINDS = ["list", "summary", "chapters", "actions"] as const;
export const MAX_SECTIONS = 8;

const MAX_KEY_LENGTH = 31;

/** Return a section without words, whose key no other has. */
export function newSection(sections: readonly SectionDraft[]): SectionDraft {
  const keys = new Set(sections.map(({ key }) => key));
  let number = sections.length + 1;
  while (keys.has(`section_${number}`.slice(0, MAX_KEY_LENGTH))) number += 1;
  return { key: `section_${number}`, kind: "list", title: "", instructions: "" };
}

/** Return the template to be sent; null while a name or a title is missing. */
export function finished(
  name: string,
  sections: readonly SectionDraft[],
  shared: boolean,
): NewTemplate | null {
  const trimmed = sections.map((section) => ({
    ...section,
    title: section.title.trim(),
    instructions: section.instructions.trim(),
  }));
  if (!name.trim() || trimmed.length === 0 || trimmed.some(({ title }) => !title)) return null;
  return { template: { name: name.trim(), sections: trimmed }, shared };
}

/** Return the sections with one of them a place up or down. */
export function moved(sections: readonly SectionDraft[], from: number, by: -1 | 1): SectionDraft[] {
  const result = [...sections];
  const [section] = result.splice(from, 1);
  if (section) result.splice(from + by, 0, section);
  return result;
}
