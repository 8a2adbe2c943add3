"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/lib/browser/clipboard";
import { toast } from "@/lib/toast";

/** A secret that is shown this once, with a button that copies it. */
export function ShownOnce({
  text,
  secret,
  children,
}: {
  text: string;
  secret: string;
  children?: ReactNode;
}) {
  const t = useTranslations("common");
  const copy = () =>
    copyText(secret).then(
      () => toast.success(t("copied")),
      () => toast.error(t("notCopied")),
    );
  return (
    <div role="status" className="grid gap-2 rounded-xl border border-border bg-muted p-4 text-sm">
      <p>{text}</p>
      <code className="font-mono text-[13px] break-all select-all">{secret}</code>
      <Button size="sm" className="w-fit" onClick={() => void copy()}>
        <Copy />
        {t("copy")}
      </Button>
      {children}
    </div>
  );
}
