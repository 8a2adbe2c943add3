"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { MIN_PASSWORD_LENGTH } from "@/lib/limits";

type NewPasswordFieldProps = {
  name?: string;
  label: string;
  error: string | undefined;
  autoFocus?: boolean;
};

/** Asks for a password that is chosen now, and shows it on demand: it is typed once. */
export function NewPasswordField({
  name = "password",
  label,
  error,
  autoFocus = false,
}: NewPasswordFieldProps) {
  const t = useTranslations("account");
  const [isShown, setShown] = useState(false);
  return (
    <Field label={label} hint={t("passwordHint")} error={error}>
      {(control) => (
        <span className="relative grid">
          <Input
            {...control}
            name={name}
            type={isShown ? "text" : "password"}
            autoComplete="new-password"
            autoCapitalize="none"
            spellCheck={false}
            minLength={MIN_PASSWORD_LENGTH}
            required
            autoFocus={autoFocus}
            className="pr-11"
          />
          <Button
            variant="ghost"
            size="icon-sm"
            className="absolute top-1 right-1 text-muted-foreground"
            aria-label={t("showTyped")}
            aria-pressed={isShown}
            onClick={() => setShown(!isShown)}
          >
            {isShown ? <EyeOff /> : <Eye />}
          </Button>
        </span>
      )}
    </Field>
  );
}
