"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { challengeOf, useRegistration, useSignIn } from "@/entities/session/session";
import { signOnAddress, useSignOn } from "@/entities/session/sign-on";
import { AccountForm } from "@/features/session/account-form";
import { CodeStep } from "@/features/session/code-step";
import { HowToJoin } from "@/features/session/registration/how-to-join";
import { safeNextPath } from "@/features/session/next-path";
import { useLeadOn } from "@/features/session/use-lead-on";
import { ProblemError } from "@/lib/api/problem";
import { useProblemText } from "@/lib/use-problem-text";

type LoginFormProps = {
  next: string | undefined;
  /** A password was chosen by a link just now. */
  hasChosen: boolean;
  /** Code of what went wrong on the way back from the company's provider. */
  problem: string | undefined;
};

export function LoginForm({ next, hasChosen, problem }: LoginFormProps) {
  const t = useTranslations("account");
  const problemText = useProblemText();
  const router = useRouter();
  const signIn = useSignIn();
  const signOn = useSignOn();
  const [expired, setExpired] = useState<ProblemError | null>(null);
  const before = expired ?? (problem ? new ProblemError(problem, 0, "") : null);
  const shown = signIn.error ?? (signIn.isIdle ? before : null);
  const hasAccounts = useRegistration().data?.needs_administrator === false;
  const challenge = challengeOf(signIn.error);
  const goOn = () => router.replace(safeNextPath(next));
  // What the address tells is about another session than this browser's.
  const isLedOn = useLeadOn(next, !hasChosen && problem === undefined);
  if (isLedOn && signIn.isIdle) return null;
  if (challenge !== null)
    return (
      <CodeStep
        challenge={challenge}
        onDone={goOn}
        onBack={signIn.reset}
        onExpired={(problem) => {
          setExpired(problem);
          signIn.reset();
        }}
      />
    );
  const registerPath = next ? `/register?next=${encodeURIComponent(next)}` : "/register";
  return (
    <AccountForm
      title={t("loginTitle")}
      lead={t(hasChosen ? "loginChosen" : "loginLead")}
      problem={shown ? problemText(shown) : null}
      submit={t("login")}
      isPending={signIn.isPending || signIn.isSuccess}
      onSubmit={(form) => {
        setExpired(null);
        signIn.mutate(
          { email: String(form.get("email")), password: String(form.get("password")) },
          { onSuccess: goOn },
        );
      }}
      footer={
        <>
          <HowToJoin registerPath={registerPath} />
          {hasAccounts ? <span className="mt-2 block">{t("forgotten")}</span> : null}
        </>
      }
    >
      {signOn !== null ? (
        <>
          <Button asChild size="lg">
            <a href={signOnAddress(safeNextPath(next))}>{t("signOn", { name: signOn || t("provider") })}</a>
          </Button>
          <p className="text-center text-sm text-muted-foreground">{t("orPassword")}</p>
        </>
      ) : null}
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
