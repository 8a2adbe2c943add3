"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMe } from "@/entities/session/session";
import { DeleteAccountCard } from "@/features/account/delete-account-card";
import { NoticesCard } from "@/features/account/notices-card";
import { DeletionsCard } from "@/features/account/own-data/deletions-card";
import { OwnDataCard } from "@/features/account/own-data/own-data-card";
import { PasswordForm } from "@/features/account/password/password-form";
import { ProfileForm } from "@/features/account/profile-form";
import { SecondFactorCard } from "@/features/account/second-factor/second-factor-card";
import { SessionsCard } from "@/features/account/sessions-card";
import { SignOnCard } from "@/features/account/password/sign-on-card";
import { TokensCard } from "@/features/account/tokens-card";
import { UsageCard } from "@/features/account/usage-card";
import { WebhooksCard } from "@/features/account/webhooks/webhooks-card";

/** The account's settings; `children` are those of other parts of the product. */
export function AccountScreen({ children }: { children: ReactNode }) {
  const t = useTranslations("profile");
  const format = useFormatter();
  const me = useMe().data;
  if (!me) return null;
  const since = format.dateTime(new Date(me.created_at), { dateStyle: "long" });
  return (
    <div className="mx-auto max-w-2xl px-4 py-8 sm:px-6 sm:py-10">
      <div className="mb-6 grid gap-1.5">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        <p className="text-[15px] break-words text-muted-foreground">
          {me.email} · {t("since", { date: since })}
        </p>
      </div>
      <div className="grid gap-5">
        <ProfileForm key={me.name} me={me} />
        {me.has_password ? <PasswordForm email={me.email} /> : <SignOnCard />}
        <NoticesCard />
        {me.has_password ? <SecondFactorCard /> : null}
        <SessionsCard />
        {children}
        <TokensCard />
        <WebhooksCard />
        <UsageCard />
        <OwnDataCard hasPassword={me.has_password} />
        <DeletionsCard />
        <DeleteAccountCard me={me} />
      </div>
    </div>
  );
}
