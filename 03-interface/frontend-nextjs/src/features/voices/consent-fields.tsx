"use client";

import { useTranslations } from "next-intl";
import { Field, Input } from "@/components/ui/field";
import { MAX_CONSENT_LENGTH } from "@/lib/limits";

const NAME = "consent";

/** Return the consent that was entered in a form with `ConsentFields`. */
export function consentOf(form: FormData): string {
  return String(form.get(NAME)).trim();
}

/** The fields for consent, without which no voice is enrolled. */
export function ConsentFields() {
  const t = useTranslations("consent");
  return (
    <fieldset className="grid gap-4 rounded-xl bg-muted/70 p-4">
      <label className="flex cursor-pointer items-start gap-3 text-sm font-medium">
        <input type="checkbox" required className="mt-0.5 size-4 shrink-0 accent-primary" />
        {t("agreed")}
      </label>
      <Field label={t("how")} hint={t("hint")}>
        {(control) => (
          <Input
            {...control}
            name={NAME}
            maxLength={MAX_CONSENT_LENGTH}
            required
            pattern=".*\S.*"
            placeholder={t("example")}
            autoComplete="off"
          />
        )}
      </Field>
    </fieldset>
  );
}
