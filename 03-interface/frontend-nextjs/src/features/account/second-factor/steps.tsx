"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/copying/copy-button";
import { CodeField } from "@/components/ui/code-field";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { QrCode } from "@/features/account/second-factor/qr-code";
import { useConfirm, type BegunSecondFactor } from "@/features/account/second-factor/second-factor";
import { useProblemText } from "@/lib/use-problem-text";

type PasswordStepProps = { error: Error | null; isPending: boolean; onGiven: (password: string) => void };

/** Asks for the password, so that nobody turns the second factor on in somebody’s place. */
export function PasswordStep({ error, isPending, onGiven }: PasswordStepProps) {
  const t = useTranslations("secondFactor");
  const profile = useTranslations("profile");
  const problemText = useProblemText();
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onGiven(String(new FormData(event.currentTarget).get("current")));
      }}
    >
      <Field label={profile("current")} error={error ? problemText(error) : undefined}>
        {(control) => (
          <Input
            {...control}
            name="current"
            type="password"
            autoComplete="current-password"
            required
            autoFocus
          />
        )}
      </Field>
      <Button type="submit" variant="primary" className="justify-self-end" disabled={isPending}>
        {t("next")}
      </Button>
    </form>
  );
}

type ConfirmFormProps = { begun: BegunSecondFactor; onDone: (codes: readonly string[]) => void };

/** Shows the secret, and asks for a code of it. */
export function ConfirmForm({ begun, onDone }: ConfirmFormProps) {
  const t = useTranslations("secondFactor");
  const problemText = useProblemText();
  const confirm = useConfirm();
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const code = String(new FormData(event.currentTarget).get("code"));
        confirm.mutate(code, { onSuccess: ({ codes }) => onDone(codes) });
      }}
    >
      <div className="grid justify-items-center gap-3">
        <QrCode code={begun.qr} label={t("qr")} />
        <p className="text-center text-sm text-muted-foreground">
          {t("typed")}{" "}
          <code className="block font-mono text-xs break-all select-all sm:text-[13px]">{begun.secret}</code>
        </p>
        {/* A phone cannot scan what it shows itself. */}
        <div className="flex flex-wrap justify-center gap-2">
          <CopyButton text={begun.secret} />
          <Button asChild size="sm" className="pointer-fine:hidden">
            <a href={begun.address}>{t("openApp")}</a>
          </Button>
        </div>
      </div>
      <CodeField
        label={t("code")}
        hint={t("confirmHint")}
        error={confirm.isError ? problemText(confirm.error) : undefined}
        autoFocus
      />
      <Button type="submit" variant="primary" className="justify-self-end" disabled={confirm.isPending}>
        {t("turnOn")}
      </Button>
    </form>
  );
}
