import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRegistration } from "@/entities/session/session";

/** Says how to get an account: by registration, by invitation, at the company’s provider, or with the set-up code while there is nobody. */
export function HowToJoin({ registerPath }: { registerPath: string }) {
  const t = useTranslations("account");
  const registration = useRegistration().data;
  // Nothing until it is known: a link that leads nowhere would flash by.
  if (registration === undefined) return null;
  const { open, needs_administrator, contact, sign_on: signOn } = registration;
  const isByOthers = !open && !needs_administrator;
  if (isByOthers && signOn !== null) return t("toSignOn", { name: signOn || t("provider") });
  if (isByOthers) return contact ? t("toAskContact", { contact }) : t("toAsk");
  return t.rich(open ? "toRegister" : "toSetUp", {
    link: (text) => (
      <Link href={registerPath} className="font-medium text-foreground underline underline-offset-4">
        {text}
      </Link>
    ),
  });
}
