"use client";

import { Copy } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import type { MadeLink } from "@/features/administration/accounts";
import { toast } from "@/lib/toast";
import { copyText } from "@/lib/browser/clipboard";

type LinkDialogProps = { made: { link: MadeLink; name: string } | null; onClose: () => void };

/** Shows a link to choose a password, this once. */
export function LinkDialog({ made, onClose }: LinkDialogProps) {
  const t = useTranslations("accounts");
  const format = useFormatter();
  if (made === null) return null;
  const { link, name } = made;
  const date = format.dateTime(new Date(link.expires_at), { dateStyle: "long", timeStyle: "short" });
  const copy = () =>
    copyText(link.url).then(
      () => void toast.success(t("copied")),
      () => void toast.error(t("notCopied")),
    );
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("linkTitle", { name })}
      description={t("linkText", { date })}
    >
      <Field label={t("link")}>
        {(control) => (
          <Input {...control} readOnly value={link.url} onFocus={(event) => event.currentTarget.select()} />
        )}
      </Field>
      <div className="flex justify-end">
        <Button variant="primary" onClick={() => void copy()}>
          <Copy />
          {t("copy")}
        </Button>
      </div>
    </Dialog>
  );
}
