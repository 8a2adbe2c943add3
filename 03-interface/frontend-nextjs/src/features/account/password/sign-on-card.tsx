"use client";

import { useTranslations } from "next-intl";
import { SectionCard } from "@/components/section-card";
import { useSignOn } from "@/entities/session/sign-on";

/** Says, in the place of the form for the password, why an account has none. */
export function SignOnCard() {
  const t = useTranslations("profile");
  const account = useTranslations("account");
  const name = useSignOn() || account("provider");
  return <SectionCard title={t("password")} text={t("noPassword", { name })} />;
}
