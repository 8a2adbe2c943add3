"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { NewPasswordField } from "@/components/fields/new-password-field";
import { useRegistration } from "@/entities/session/session";
import { useAccountLink, useChoosePassword } from "@/entities/session/account-link";
import { AccountForm } from "@/features/session/account-form";
import { AccountNotice } from "@/features/session/account-notice";
import { LinkToken } from "@/features/session/link-token";
import { ProblemError } from "@/lib/api/problem";
import { useStore } from "@/lib/store/use-store";
import { useProblemText } from "@/lib/use-problem-text";

/** Chooses a password by a link, whose token stands behind the `#` of the address: no server gets that. */
export function LinkForm() {
  const t = useTranslations("account");
  const problemText = useProblemText();
  const router = useRouter();
  const [taken] = useState(() => new LinkToken());
  const token = useStore(taken);
  useEffect(() => {
    const take = () => taken.take();
    // The router learns of the new address only once its own effects have run.
    queueMicrotask(take);
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, [taken]);
  const link = useAccountLink(token);
  const choose = useChoosePassword();
  const contact = useRegistration().data?.contact;
  const isMissing = token === "";
  const isInvalid = isMissing || (link.error instanceof ProblemError && link.error.code === "link_invalid");
  if (isInvalid) {
    return (
      <AccountNotice
        title={t(isMissing ? "linkMissingTitle" : "linkInvalidTitle")}
        lead={t(isMissing ? "linkMissingLead" : "linkInvalidLead")}
        {...(contact ? { note: t("linkContact", { contact }) } : {})}
        action={t("login")}
        to="/login"
      />
    );
  }
  if (!link.data || !token) {
    return (
      <p role={link.isError ? "alert" : "status"} className="text-muted-foreground">
        {link.isError ? problemText(link.error) : t("linkChecked")}
      </p>
    );
  }
  const toLogin = (text: ReactNode) => (
    <Link href="/login" className="font-medium text-foreground underline underline-offset-4">
      {text}
    </Link>
  );
  const { email, name, kind } = link.data;
  const isInvitation = kind === "invitation";
  const isWeak = choose.error instanceof ProblemError && choose.error.status === 422;
  const weakText =
    choose.error instanceof ProblemError && choose.error.code === "weak_password"
      ? problemText(choose.error)
      : t("passwordWrong");
  return (
    <AccountForm
      title={isInvitation ? t("invitationTitle", { name }) : t("resetTitle")}
      lead={t(isInvitation ? "invitationLead" : "resetLead", { email })}
      problem={choose.isError && !isWeak ? problemText(choose.error) : null}
      submit={t(isInvitation ? "join" : "setPassword")}
      isPending={choose.isPending || choose.isSuccess}
      onSubmit={(form) =>
        choose.mutate(
          { token, email, password: String(form.get("password")) },
          { onSuccess: (isSignedIn) => router.replace(isSignedIn ? "/meetings" : "/login?chosen") },
        )
      }
      footer={
        isInvitation
          ? t.rich("toLogin", { link: toLogin })
          : // The password that they had is no longer valid.
            toLogin(t("backToLogin"))
      }
    >
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <NewPasswordField label={t("password")} error={isWeak ? weakText : undefined} autoFocus />
    </AccountForm>
  );
}
