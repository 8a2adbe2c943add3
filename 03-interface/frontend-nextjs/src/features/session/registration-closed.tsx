import { useTranslations } from "next-intl";
import Link from "next/link";
import { Button } from "@/components/ui/button";

export function RegistrationClosed({ loginPath }: { loginPath: string }) {
  const t = useTranslations("account");
  return (
    <div className="grid justify-items-start gap-5">
      <div className="grid gap-2">
        <h1 className="font-serif text-[2rem] leading-tight font-medium tracking-tight text-balance">
          {t("closedTitle")}
        </h1>
        <p className="text-[15px] text-muted-foreground">{t("closedLead")}</p>
      </div>
      <Button asChild variant="primary" size="lg">
        <Link href={loginPath}>{t("login")}</Link>
      </Button>
    </div>
  );
}
