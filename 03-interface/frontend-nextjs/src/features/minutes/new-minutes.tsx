"use client";

import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { LANGUAGES, useCreateMinutes, useTemplates } from "@/features/minutes/minutes";
import { usePreference } from "@/features/minutes/templates/templates";
import type { Meeting } from "@/lib/api/client";
import { useProblemText } from "@/lib/use-problem-text";

type NewMinutesProps = { meeting: Meeting; isFirst: boolean; onDone: (id: string | null) => void };

/** A form that asks for minutes by a template, in the meeting's language or another. */
export function NewMinutes({ meeting, isFirst, onDone }: NewMinutesProps) {
  const t = useTranslations("minutes");
  const locale = useLocale();
  const problemText = useProblemText();
  const templates = useTemplates(locale);
  const create = useCreateMinutes(meeting.id);
  const preferred = usePreference().data;
  const [chosenTemplate, setTemplate] = useState<string | null>(null);
  const [chosenLanguage, setLanguage] = useState<string | null>(null);
  const template = chosenTemplate ?? preferred?.template ?? "compte_rendu";
  const language = chosenLanguage ?? preferred?.language ?? "";
  const names = new Intl.DisplayNames(locale, { type: "language" });
  return (
    <form
      className="mb-4 grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(
          { template, language: language || null },
          { onSuccess: (made) => onDone((made as { id: string }).id) },
        );
      }}
    >
      {isFirst ? <p className="text-sm text-muted-foreground">{t("lead")}</p> : null}
      <Field label={t("template")}>
        {(control) => (
          <Select {...control} value={template} onChange={(event) => setTemplate(event.target.value)}>
            {templates.data?.map((one) => (
              <option key={one.id} value={one.id}>
                {one.template.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Link
        href="/templates"
        className="-mt-2 w-fit rounded-md text-[13px] text-muted-foreground underline underline-offset-4"
      >
        {t("templates")}
      </Link>
      <Field label={t("language")}>
        {(control) => (
          <Select {...control} value={language} onChange={(event) => setLanguage(event.target.value)}>
            <option value="">{t("ofMeeting")}</option>
            {LANGUAGES.map((code) => (
              <option key={code} value={code}>
                {names.of(code)}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {create.isError ? (
        <p role="alert" className="text-sm text-danger">
          {problemText(create.error)}
        </p>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" size="sm" disabled={create.isPending}>
          {t("write")}
        </Button>
        {isFirst ? null : (
          <Button size="sm" variant="ghost" onClick={() => onDone(null)}>
            {t("dismiss")}
          </Button>
        )}
      </div>
    </form>
  );
}
