import { parse, TYPE, type MessageFormatElement } from "@formatjs/icu-messageformat-parser";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import explanations from "@/i18n/settings.fr.json";
import { negotiateLocale } from "@/i18n/locale";
import en from "@messages/en.json";
import fr from "@messages/fr.json";

type Tree = { [key: string]: string | Tree };

function texts(tree: Tree, prefix = ""): [path: string, text: string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${prefix}${key}`, value]] : texts(value, `${prefix}${key}.`),
  );
}

/** Return the names of the values that a message is written for. */
function valuesIn(parts: MessageFormatElement[]): string[] {
  return parts.flatMap((part) => {
    switch (part.type) {
      case TYPE.plural:
      case TYPE.select:
        return [part.value, ...Object.values(part.options).flatMap(({ value }) => valuesIn(value))];
      case TYPE.tag:
        return valuesIn(part.children);
      case TYPE.literal:
      case TYPE.pound:
        return [];
      default:
        return [part.value];
    }
  });
}

const paths = (tree: Tree) => texts(tree).map(([path]) => path);

/** What is not of the page is without code, addresses and variables: their punctuation is not French. */
const withoutCode = (text: string) => text.replace(/`[^`]*`|\S*:\/\/\S*|\[".*"\]/g, "");
const explained = Object.entries(explanations).map(([path, text]): [string, string] => [
  path,
  withoutCode(text),
]);
const frenchTexts = [...texts(fr), ...explained];

describe("messages", () => {
  it("are the same in both languages", () => {
    expect(paths(fr)).toEqual(paths(en));
  });

  it("are written for the same values in both languages", () => {
    const valuesOf = (tree: Tree) =>
      texts(tree).map(([path, text]) => [path, [...new Set(valuesIn(parse(text)))].sort()]);
    expect(valuesOf(fr)).toEqual(valuesOf(en));
  });

  it("have no-break spaces around French punctuation", () => {
    const wrong =
      /[^\S\u00a0][:»%]|«[^\S\u00a0]|[^\S\u202f][;?!]|[\p{L}}][;?!»]|«[\p{L}{]|\p{L}:\s(?!Bearer)/u;
    expect(frenchTexts.filter(([, text]) => wrong.test(text))).toEqual([]);
  });

  it("have one kind of apostrophe in French", () => {
    expect(frenchTexts.filter(([, text]) => /\p{L}'[\p{L}{]/u.test(text))).toEqual([]);
  });

  it.each([
    [0, "envoi en cours", "0 prêt"],
    [1, "1 prêt", "1 prêt"],
    [2, "2 prêts", "2 prêts"],
  ])("count %i recordings that are ready in French", (done, sending, sent) => {
    const t = createTranslator({ locale: "fr", messages: fr });
    expect(t("upload.trayTitle", { count: 3, done })).toBe(`3 enregistrements, ${sending}`);
    expect(t("upload.trayFollowing", { count: 3, done, failed: 0 })).toBe(`3 enregistrements, ${sent}`);
  });

  it.each([
    [0, "personne n’y parle", "nobody speaks in it"],
    [1, "1 personne", "1 person"],
    [2, "2 personnes", "2 people"],
  ])("say of a meeting that %i people speak in it", (count, french, english) => {
    expect(createTranslator({ locale: "fr", messages: fr })("meetings.people", { count })).toBe(french);
    expect(createTranslator({ locale: "en", messages: en })("meetings.people", { count })).toBe(english);
  });

  it.each([
    [1, 0, 1, "Transcription impossible", "Transcription failed"],
    [2, 0, 2, "2 enregistrements, 2 en échec", "2 recordings, 2 failed"],
    [4, 1, 2, "4 enregistrements, 1 prêt, 2 en échec", "4 recordings, 1 ready, 2 failed"],
  ])("of %i recordings, %i ready, name %i failures", (count, done, failed, french, english) => {
    const counts = { count, done, failed };
    expect(createTranslator({ locale: "fr", messages: fr })("upload.trayFollowing", counts)).toBe(french);
    expect(createTranslator({ locale: "en", messages: en })("upload.trayFollowing", counts)).toBe(english);
  });
});

describe("negotiateLocale", () => {
  it.each([
    ["en-GB,en;q=0.9,fr;q=0.8", "en"],
    ["de-DE,fr;q=0.5,en;q=0.4", "fr"],
    ["fr;q=0.1,en;q=0.2", "en"],
    ["de", "fr"],
    ["", "fr"],
    [null, "fr"],
  ])("understands %j as %s", (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale);
  });
});
