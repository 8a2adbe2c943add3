"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

export function Pager({
  page,
  pages,
  onChange,
}: {
  page: number;
  pages: number;
  onChange: (page: number) => void;
}) {
  const t = useTranslations("meetings");
  if (pages <= 1) return null;
  return (
    <nav aria-label={t("pages")} className="mt-6 flex items-center justify-center gap-3 text-sm">
      <Button
        size="icon"
        aria-label={t("previousPage")}
        disabled={page <= 1}
        onClick={() => onChange(page - 1)}
      >
        <ChevronLeft />
      </Button>
      <span className="text-muted-foreground tabular-nums">{t("pageOf", { page, pages })}</span>
      <Button
        size="icon"
        aria-label={t("nextPage")}
        disabled={page >= pages}
        onClick={() => onChange(page + 1)}
      >
        <ChevronRight />
      </Button>
    </nav>
  );
}
