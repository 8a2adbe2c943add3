"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import type { NewGuestLink } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { MAX_NAME_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/limits";
import { useProblemText } from "@/lib/use-problem-text";

const DAYS = [1, 7, 30, 90] as const;
const USUAL_DAYS = 7;

type LinkFormProps = {
  isPending: boolean;
  error: Error | null;
  onMake: (wanted: NewGuestLink) => void;
  onDismiss: () => void;
};

/** Asks for whom a link is, for how long, and what it takes and gives. */
export function LinkForm({ isPending, error, onMake, onDismiss }: LinkFormProps) {
  const t = useTranslations("guestLinks");
  const problemText = useProblemText();
  const isWeak =
    error instanceof ProblemError && (error.code === "weak_password" || error.code === "invalid");
  return (
    <form
      className="grid gap-3 sm:grid-cols-2"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const name = String(form.get("for")).trim();
        const password = String(form.get("link-password"));
        onMake({
          days: Number(form.get("days")),
          exports: form.get("exports") !== null,
          ...(name ? { name } : {}),
          ...(password ? { password } : {}),
        });
      }}
    >
      <Field label={t("for")}>
        {(control) => (
          <Input
            {...control}
            name="for"
            autoComplete="off"
            placeholder={t("forExample")}
            maxLength={MAX_NAME_LENGTH}
            autoFocus
          />
        )}
      </Field>
      <Field label={t("lifetime")}>
        {(control) => (
          <Select {...control} name="days" defaultValue={USUAL_DAYS}>
            {DAYS.map((days) => (
              <option key={days} value={days}>
                {t("days", { days })}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="sm:col-span-2">
        <Field label={t("password")} hint={t("passwordHint")} error={isWeak ? problemText(error) : undefined}>
          {(control) => (
            <Input
              {...control}
              name="link-password"
              type="password"
              autoComplete="new-password"
              minLength={MIN_PASSWORD_LENGTH}
            />
          )}
        </Field>
      </div>
      <label className="flex items-center gap-2 text-sm sm:col-span-2">
        <input type="checkbox" name="exports" className="size-4 accent-primary" />
        {t("exports")}
      </label>
      {error && !isWeak ? (
        <p role="alert" className="text-sm text-danger sm:col-span-2">
          {problemText(error)}
        </p>
      ) : null}
      <div className="flex justify-end gap-2 sm:col-span-2">
        <Button variant="ghost" onClick={onDismiss}>
          {t("dismiss")}
        </Button>
        <Button type="submit" variant="primary" disabled={isPending}>
          {t("make")}
        </Button>
      </div>
    </form>
  );
}
