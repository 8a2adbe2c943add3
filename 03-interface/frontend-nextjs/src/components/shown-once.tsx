"use client";

import { Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { copyText } from "@/lib/browser/clipboard";
import { toast } from "@/lib/toast";

/** A secret that is shown this once, with a button that copies it. One of several parts is broken between them. */
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
    <div
      role="status"
      className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-xl border border-border bg-muted p-4 text-sm"
    >
      <p>{text}</p>
      <code className="font-mono text-[13px] wrap-anywhere select-all">
        {secret.split(" ").map((part, at) => (
          <Fragment key={part}>
            {at > 0 ? " " : null}
            <span className="inline-block max-w-full">{part}</span>
          </Fragment>
        ))}
      </code>
      <Button size="sm" className="w-fit" onClick={() => void copy()}>
        <Copy />
        {t("copy")}
      </Button>
      {children}
    </div>
  );
}
