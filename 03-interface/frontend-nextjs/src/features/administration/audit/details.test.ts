import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { detailsOf } from "@/features/administration/audit/details";
import en from "@messages/en.json";
import fr from "@messages/fr.json";

const inFrench = createTranslator({ locale: "fr", messages: fr, namespace: "audit" });
const inEnglish = createTranslator({ locale: "en", messages: en, namespace: "audit" });

it("are said in the reader's language", () => {
  const details = { permission: "edit", imported: true, bytes: 38_000_000, heir_id: null };
  expect(detailsOf({ details }, inFrench, "fr").map((text) => text.replaceAll(/\s/g, " "))).toEqual([
    "droit : modifier",
    "importé : oui",
    "taille : 38 Mo",
  ]);
  expect(detailsOf({ details }, inEnglish, "en")).toEqual([
    "permission: edit",
    "imported: yes",
    "size: 38 MB",
  ]);
});

it("are told as they are where no words are known", () => {
  const details = { export_format: "docx", through: 12, some_day: "a.b" };
  expect(detailsOf({ details }, inEnglish, "en")).toEqual([
    "format: docx",
    "up to entry: 12",
    "some_day: a.b",
  ]);
});
