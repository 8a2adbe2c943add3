import { FileQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

/** The same notice for pages that do not exist and for pages that this user may not see. */
export function NotFoundNotice() {
  const t = useTranslations("notFound");
  return (
    <EmptyState
      isWholePage
      icon={<FileQuestion />}
      title={t("title")}
      action={
        <Button asChild variant="primary">
          <Link href="/meetings">{t("home")}</Link>
        </Button>
      }
    >
      {t("text")}
    </EmptyState>
  );
}
