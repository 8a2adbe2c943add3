import { FileQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";

/** For what does not exist, and for what exists but not for who asks. */
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
