"use client";

import { useLocale, useTranslations } from "next-intl";
import { Field, Select } from "@/components/ui/field";
import { LANGUAGES, useTemplates } from "@/features/minutes/minutes";

type ChoiceProps = { value: string; onChange: (value: string) => void };

/** The template by which minutes are written, as its id. */
export function TemplateField({ value, onChange }: ChoiceProps) {
  const t = useTranslations("minutes");
  const templates = useTemplates(useLocale()).data ?? [];
  return (
    <Field label={t("template")}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          {templates.map((one) => (
            <option key={one.id} value={one.id}>
              {one.template.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

/** The language in which minutes are written; empty for that of the meeting. */
export function LanguageField({ value, onChange }: ChoiceProps) {
  const t = useTranslations("minutes");
  const names = new Intl.DisplayNames(useLocale(), { type: "language" });
  return (
    <Field label={t("language")}>
      {(control) => (
        <Select {...control} value={value} onChange={({ target }) => onChange(target.value)}>
          <option value="">{t("ofMeeting")}</option>
          {LANGUAGES.map((code) => (
            <option key={code} value={code}>
              {names.of(code)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
