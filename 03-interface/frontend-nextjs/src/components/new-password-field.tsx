"use client";

import { useTranslations } from "next-intl";
import { Field, Input } from "@/components/ui/field";
import { MIN_PASSWORD_LENGTH } from "@/lib/limits";

type NewPasswordFieldProps = {
  name?: string;
  label: string;
  error: string | undefined;
  autoFocus?: boolean;
};

/** Asks for a password that is chosen now. */
export function NewPasswordField({
  name = "password",
  label,
  error,
  autoFocus = false,
}: NewPasswordFieldProps) {
  const t = useTranslations("account");
  return (
    <Field label={label} hint={t("passwordHint")} error={error}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="password"
          autoComplete="new-password"
          minLength={MIN_PASSWORD_LENGTH}
          required
          autoFocus={autoFocus}
        />
      )}
    </Field>
  );
}
