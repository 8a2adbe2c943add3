import { useTranslations } from "next-intl";
import { AccountNotice } from "@/features/session/account-notice";
import type { components } from "@/lib/api/schema";

type RegistrationClosedProps = { registration: components["schemas"]["Registration"]; loginPath: string };

export function RegistrationClosed({ registration, loginPath }: RegistrationClosedProps) {
  const t = useTranslations("account");
  const { contact } = registration;
  return (
    <AccountNotice
      title={t("closedTitle")}
      lead={t("closedLead")}
      {...(contact ? { note: t("closedContact", { contact }) } : {})}
      action={t("login")}
      to={loginPath}
    />
  );
}
