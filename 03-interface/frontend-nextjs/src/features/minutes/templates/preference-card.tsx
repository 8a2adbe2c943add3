"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { SectionCard } from "@/components/section-card";
import { Field, Select } from "@/components/ui/field";
import { LanguageField, TemplateField } from "@/features/minutes/choice-fields";
import { usePreference, useSavePreference } from "@/features/minutes/templates/templates";
import type { MinutesPreference } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** What one wants of the minutes of one's new meetings. A choice is saved at once. */
export function PreferenceCard() {
  const t = useTranslations("minutesPreference");
  const problemText = useProblemText();
  const preference = usePreference().data;
  const save = useSavePreference();
  if (!preference) return null;
  const { instance, ...kept } = preference;
  const change = (wanted: Partial<MinutesPreference>) =>
    save.mutate(
      { ...kept, ...wanted },
      {
        onSuccess: () => void toast.success(t("saved")),
        onError: (error) => void toast.error(problemText(error)),
      },
    );
  return (
    <SectionCard title={t("title")} text={t("text")}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("each")}>
          {(control) => (
            <Select
              {...control}
              value={String(kept.each_meeting ?? "")}
              onChange={({ target }) =>
                change({ each_meeting: target.value === "" ? null : target.value === "true" })
              }
            >
              <option value="">{t(instance ? "asInstanceOn" : "asInstanceOff")}</option>
              <option value="true">{t("always")}</option>
              <option value="false">{t("never")}</option>
            </Select>
          )}
        </Field>
        <LanguageField
          value={kept.language ?? ""}
          onChange={(value) => change({ language: (value || null) as MinutesPreference["language"] })}
        />
        <TemplateField value={kept.template} onChange={(template) => change({ template })} />
      </div>
      <Link href="/templates" className="w-fit rounded-md py-0.5 text-sm underline underline-offset-4">
        {t("templates")}
      </Link>
    </SectionCard>
  );
}
