"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Field, Input } from "@/components/ui/field";
import { useSignIn } from "@/entities/session/session";
import { AccountForm } from "@/features/session/account-form";
import { safeNextPath } from "@/features/session/next-path";
import { useProblemText } from "@/lib/use-problem-text";

type LoginFormProps = {
  next: string | undefined;
  /** A password was chosen by a link just now. */
  hasChosen: boolean;
};

export function LoginForm({ next, hasChosen }: LoginFormProps) {
  const t = useTranslations("account");
  const problemText = useProblemText();
  const router = useRouter();
  const signIn = useSignIn();
  const registerPath = next ? `/register?next=${encodeURIComponent(next)}` : "/register";
  return (
    <AccountForm
      title={t("loginTitle")}
      lead={t(hasChosen ? "loginChosen" : "loginLead")}
      problem={signIn.isError ? problemText(signIn.error) : null}
      submit={t("login")}
      isPending={signIn.isPending || signIn.isSuccess}
      onSubmit={(form) =>
        signIn.mutate(
          { email: String(form.get("email")), password: String(form.get("password")) },
          { onSuccess: () => router.replace(safeNextPath(next)) },
        )
      }
      footer={t.rich("toRegister", {
        link: (text) => (
          <Link href={registerPath} className="font-medium text-foreground underline underline-offset-4">
            {text}
          </Link>
        ),
      })}
    >
      <Field label={t("email")}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="email" required autoFocus />
        )}
      </Field>
      <Field label={t("password")}>
        {(control) => (
          <Input {...control} name="password" type="password" autoComplete="current-password" required />
        )}
      </Field>
    </AccountForm>
  );
}
