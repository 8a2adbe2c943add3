"use client";

import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { SectionCard } from "@/components/section-card";
import { Field, Select } from "@/components/ui/field";
import { LANGUAGES, useTemplates } from "@/features/minutes/minutes";
import { usePreference, useSavePreference } from "@/features/minutes/templates/templates";
import type { MinutesPreference } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** What one wants of the minutes of one's new meetings. A choice is saved at once. */
export function PreferenceCard() {
  const t = useTranslations("minutesPreference");
  const minutes = useTranslations("minutes");
  const locale = useLocale();
  const problemText = useProblemText();
  const preference = usePreference().data;
  const templates = useTemplates(locale).data ?? [];
  const save = useSavePreference();
  const names = new Intl.DisplayNames(locale, { type: "language" });
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
        <Field label={minutes("language")}>
          {(control) => (
            <Select
              {...control}
              value={kept.language ?? ""}
              onChange={({ target }) =>
                change({ language: (target.value || null) as MinutesPreference["language"] })
              }
            >
              <option value="">{minutes("ofMeeting")}</option>
              {LANGUAGES.map((code) => (
                <option key={code} value={code}>
                  {names.of(code)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={minutes("template")}>
          {(control) => (
            <Select
              {...control}
              value={kept.template}
              onChange={({ target }) => change({ template: target.value })}
            >
              {templates.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.template.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Link href="/templates" className="w-fit rounded-md text-sm underline underline-offset-4">
        {t("templates")}
      </Link>
    </SectionCard>
  );
}
