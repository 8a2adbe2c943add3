"use client";

import { useTranslations } from "next-intl";
import { CodeField } from "@/components/ui/code-field";
import { useGiveCode } from "@/entities/session/session";
import { AccountForm } from "@/features/session/account-form";
import { ProblemError } from "@/lib/api/problem";
import { useProblemText } from "@/lib/use-problem-text";

type CodeStepProps = {
  challenge: string;
  onDone: () => void;
  onBack: () => void;
  /** The password is wanted again: no code is good for this challenge any more. */
  onExpired: (problem: ProblemError) => void;
};

/** The second step of logging in, after the password. */
export function CodeStep({ challenge, onDone, onBack, onExpired }: CodeStepProps) {
  const t = useTranslations("secondFactor");
  const problemText = useProblemText();
  const giveCode = useGiveCode();
  const isWrong = giveCode.error instanceof ProblemError && giveCode.error.code === "wrong_code";
  return (
    <AccountForm
      title={t("loginTitle")}
      lead={t("loginLead")}
      problem={giveCode.isError && !isWrong ? problemText(giveCode.error) : null}
      submit={t("login")}
      isPending={giveCode.isPending || giveCode.isSuccess}
      onSubmit={(form) =>
        giveCode.mutate(
          { challenge, code: String(form.get("code")) },
          {
            onSuccess: onDone,
            onError: (error) => {
              if (error instanceof ProblemError && error.code === "challenge_expired") onExpired(error);
            },
          },
        )
      }
      footer={
        <button type="button" onClick={onBack} className="min-h-6 underline underline-offset-4">
          {t("back")}
        </button>
      }
    >
      <CodeField
        label={t("code")}
        hint={t("codeHint")}
        error={isWrong ? problemText(giveCode.error) : undefined}
        autoFocus
      />
    </AccountForm>
  );
}
