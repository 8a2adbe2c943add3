"use client";

import { useTranslations } from "next-intl";
import { NewPasswordField } from "@/components/fields/new-password-field";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { useChangePassword } from "@/features/account/account";
import { ProblemError } from "@/lib/api/problem";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

export function PasswordForm({ email }: { email: string }) {
  const t = useTranslations("profile");
  const account = useTranslations("account");
  const problemText = useProblemText();
  const change = useChangePassword();
  const wrong = change.error instanceof ProblemError ? change.error.fields.map(({ field }) => field) : [];
  const isWeak = change.error instanceof ProblemError && change.error.code === "weak_password";
  const newPasswordError = isWeak ? problemText(change.error) : account("passwordWrong");
  const isOther = change.isError && wrong.length === 0;
  return (
    <SectionCard title={t("password")} text={t("passwordText")}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          const element = event.currentTarget;
          const form = new FormData(element);
          change.mutate(
            { current: String(form.get("current")), next: String(form.get("next")) },
            {
              onSuccess: () => {
                element.reset();
                toast.success(t("passwordChanged"));
              },
            },
          );
        }}
      >
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field
          label={t("current")}
          error={wrong.includes("current_password") || isOther ? problemText(change.error) : undefined}
        >
          {(control) => (
            <Input {...control} name="current" type="password" autoComplete="current-password" required />
          )}
        </Field>
        <NewPasswordField
          name="next"
          label={t("new")}
          error={wrong.includes("new_password") ? newPasswordError : undefined}
        />
        <div>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            {t("changePassword")}
          </Button>
        </div>
      </form>
    </SectionCard>
  );
}
