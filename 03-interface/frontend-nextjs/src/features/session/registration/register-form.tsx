"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { NewPasswordField } from "@/components/fields/new-password-field";
import { Field, Input } from "@/components/ui/field";
import { useRegister, useRegistration } from "@/entities/session/session";
import { AccountForm } from "@/features/session/account-form";
import { safeNextPath } from "@/features/session/next-path";
import { useLeadOn } from "@/features/session/use-lead-on";
import { RegistrationClosed } from "@/features/session/registration/registration-closed";
import { ProblemError } from "@/lib/api/problem";
import { MAX_NAME_LENGTH } from "@/lib/limits";
import { useProblemText } from "@/lib/use-problem-text";

export function RegisterForm({ next }: { next: string | undefined }) {
  const t = useTranslations("account");
  const problemText = useProblemText();
  const router = useRouter();
  const register = useRegister();
  const loginPath = next ? `/login?next=${encodeURIComponent(next)}` : "/login";
  const wrong = register.error instanceof ProblemError ? register.error.fields.map(({ field }) => field) : [];
  const isWeak = register.error instanceof ProblemError && register.error.code === "weak_password";
  const errorOf = (field: "email" | "password" | "name") => {
    if (!wrong.includes(field)) return undefined;
    return isWeak ? problemText(register.error) : t(`${field}Wrong`);
  };
  const registration = useRegistration().data;
  const isLedOn = useLeadOn(next);
  if (isLedOn && register.isIdle) return null;
  const isClosed = registration?.open === false;
  if (isClosed && !registration.needs_administrator)
    return <RegistrationClosed registration={registration} loginPath={loginPath} />;
  return (
    <AccountForm
      title={t("registerTitle")}
      lead={t("registerLead")}
      problem={register.isError && wrong.length === 0 ? problemText(register.error) : null}
      submit={t("register")}
      isPending={register.isPending || register.isSuccess}
      onSubmit={(form) =>
        register.mutate(
          {
            name: String(form.get("name")),
            email: String(form.get("email")),
            password: String(form.get("password")),
            setup_code: String(form.get("setup-code") ?? "") || null,
          },
          { onSuccess: () => router.replace(safeNextPath(next)) },
        )
      }
      footer={t.rich("toLogin", {
        link: (text) => (
          <Link href={loginPath} className="font-medium text-foreground underline underline-offset-4">
            {text}
          </Link>
        ),
      })}
    >
      <Field label={t("name")} error={errorOf("name")}>
        {(control) => (
          <Input
            {...control}
            name="name"
            autoComplete="name"
            maxLength={MAX_NAME_LENGTH}
            required
            autoFocus
          />
        )}
      </Field>
      <Field label={t("email")} error={errorOf("email")}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="email" required />}
      </Field>
      <NewPasswordField label={t("password")} error={errorOf("password")} />
      {registration?.needs_administrator ? (
        <Field
          label={t("setupCode")}
          hint={t(isClosed ? "setupCodeNeeded" : "setupCodeHint")}
          error={wrong.includes("setup_code") ? problemText(register.error) : undefined}
        >
          {(control) => (
            <Input {...control} name="setup-code" autoComplete="off" spellCheck={false} required={isClosed} />
          )}
        </Field>
      ) : null}
    </AccountForm>
  );
}
