import { expect, it } from "vitest";
import { filenameOf } from "@/lib/api/download";

it.each([
  [
    "attachment; filename=\"Reunion.pdf\"; filename*=UTF-8''R%C3%A9union%20%28bis%29.pdf",
    "Réunion (bis).pdf",
  ],
  ['attachment; filename="Meeting 2.docx"', "Meeting 2.docx"],
  ["attachment; filename=plain.txt", "plain.txt"],
  ["", "export"],
])("is read from %s", (disposition, name) => {
  expect(filenameOf(disposition)).toBe(name);
});
