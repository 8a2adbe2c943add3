"use client";

import { useTranslations } from "next-intl";
import { useState, type SubmitEventHandler } from "react";
import { ErrorText } from "@/components/error-text";
import { CodeField } from "@/components/ui/code-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { challengeOf, useGiveCodeAgain, useSignInAgain } from "@/entities/session/session";
import { signOnAddress, useSignedOnElsewhere, useSignOn } from "@/entities/session/sign-on";
import type { User } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { hasUnsavedWork } from "@/lib/unsaved";

/** Says that the session has ended, and goes on with it on the spot: nothing of the page is lost meanwhile. */
export function SessionEnded({ user, otherAccount }: { user: User; otherAccount: string }) {
  const t = useTranslations("account.ended");
  const account = useTranslations("account");
  const factor = useTranslations("secondFactor");
  const [isOpen, setOpen] = useState(true);
  const signIn = useSignInAgain(user);
  const giveCode = useGiveCodeAgain(user);
  const challenge = challengeOf(signIn.error);
  const problem = challenge === null ? (signIn.error ?? giveCode.error) : giveCode.error;
  const signOn = useSignOn();
  useSignedOnElsewhere(user);
  // Whoever comes by after it must not read on: the page stays only where something would be lost with it.
  const dismiss = () => {
    if (hasUnsavedWork()) setOpen(false);
    else window.location.replace(new URL(otherAccount, window.location.origin));
  };
  const handleSubmit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    if (challenge === null) signIn.mutate(String(form.get("password")));
    else
      giveCode.mutate(
        { challenge, code: String(form.get("code")) },
        {
          onError: (error) => {
            if (error instanceof ProblemError && error.code === "challenge_expired") signIn.reset();
          },
        },
      );
  };
  if (!isOpen)
    return (
      <div
        role="alert"
        className="fixed inset-x-3 top-16 z-50 mx-auto flex max-w-md items-center justify-between gap-3 rounded-xl border border-border bg-surface-raised px-4 py-2.5 text-sm shadow-float"
      >
        {t("title")}
        <Button size="sm" variant="primary" onClick={() => setOpen(true)}>
          {account("login")}
        </Button>
      </div>
    );
  return (
    <Dialog open onOpenChange={dismiss} title={t("title")} description={t("text")} className="max-w-sm">
      <form onSubmit={handleSubmit} className="grid gap-4">
        <Field label={account("email")}>
          {(control) => (
            <Input {...control} type="email" autoComplete="username" value={user.email} readOnly />
          )}
        </Field>
        {user.has_sign_on ? (
          <Button asChild>
            <a href={signOnAddress("/account")} target="_blank" rel="noreferrer">
              {account("signOn", { name: signOn || account("provider") })}
            </a>
          </Button>
        ) : null}
        {challenge !== null ? <CodeField label={factor("code")} hint={factor("codeHint")} autoFocus /> : null}
        {user.has_password && challenge === null ? (
          <Field label={account("password")}>
            {(control) => (
              <Input
                {...control}
                name="password"
                type="password"
                autoComplete="current-password"
                required
                autoFocus
              />
            )}
          </Field>
        ) : null}
        <ErrorText error={problem} />
        <div className="flex items-center justify-between gap-3">
          <a
            href={otherAccount}
            className="py-0.5 text-sm text-muted-foreground underline underline-offset-4"
          >
            {t("other")}
          </a>
          {user.has_password ? (
            <Button type="submit" variant="primary" disabled={signIn.isPending || giveCode.isPending}>
              {account("login")}
            </Button>
          ) : null}
        </div>
      </form>
    </Dialog>
  );
}
