"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { copyText } from "@/lib/browser/clipboard";
import { toast } from "@/lib/toast";

/** Copies a text, and says whether the browser did. */
export function CopyButton({ text, className }: { text: string; className?: string }) {
  const t = useTranslations("common");
  const copy = () =>
    copyText(text).then(
      () => toast.success(t("copied")),
      () => toast.error(t("notCopied")),
    );
  return (
    <Button size="sm" className={className} onClick={() => void copy()}>
      <Copy />
      {t("copy")}
    </Button>
  );
}
