"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { cn } from "@/components/cn";
import { ErrorText } from "@/components/error-text";
import { Button } from "@/components/ui/button";
import { LanguageField, TemplateField } from "@/features/minutes/choice-fields";
import { useCreateMinutes } from "@/features/minutes/minutes";
import { usePreference } from "@/features/minutes/templates/templates";
import type { Meeting } from "@/lib/api/client";

type NewMinutesProps = { meeting: Meeting; isFirst: boolean; onDone: (id: string | null) => void };

/** A form that asks for minutes by a template, in the meeting's language or another. */
export function NewMinutes({ meeting, isFirst, onDone }: NewMinutesProps) {
  const t = useTranslations("minutes");
  const create = useCreateMinutes(meeting.id);
  const preferred = usePreference().data;
  const [chosenTemplate, setTemplate] = useState<string | null>(null);
  const [chosenLanguage, setLanguage] = useState<string | null>(null);
  const template = chosenTemplate ?? preferred?.template ?? "compte_rendu";
  const language = chosenLanguage ?? preferred?.language ?? "";
  return (
    <form
      className={cn("mb-4 grid gap-3", !isFirst && "rounded-xl border border-border p-3")}
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate(
          { template, language: language || null },
          { onSuccess: (made) => onDone((made as { id: string }).id) },
        );
      }}
    >
      {isFirst ? (
        <p className="text-sm text-muted-foreground">{t("lead")}</p>
      ) : (
        <h3 className="text-sm font-semibold">{t("another")}</h3>
      )}
      <TemplateField value={template} onChange={setTemplate} />
      <Link
        href="/templates"
        className="-mt-2 w-fit rounded-md py-0.5 text-[13px] text-muted-foreground underline underline-offset-4"
      >
        {t("templates")}
      </Link>
      <LanguageField value={language} onChange={setLanguage} />
      <ErrorText error={create.error} />
      <div className="sticky bottom-0 flex gap-2 bg-background py-2 max-sm:bottom-(--player,0px) sm:max-lg:static">
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
