"use client";

import { Copy, Mail } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { ErrorText } from "@/components/error-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useNotices } from "@/entities/session/notices";
import { useMailLink, type MadeLink } from "@/features/administration/accounts";
import { toast } from "@/lib/toast";
import { copyText } from "@/lib/browser/clipboard";

type LinkDialogProps = { made: { link: MadeLink; name: string } | null; onClose: () => void };

/** Shows a link to choose a password, this once. */
export function LinkDialog({ made, onClose }: LinkDialogProps) {
  const t = useTranslations("accounts");
  const format = useFormatter();
  const hasMail = useNotices().data?.available ?? false;
  const mail = useMailLink();
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
      onOpenChange={(isOpen) => {
        if (isOpen) return;
        mail.reset();
        onClose();
      }}
      title={t("linkTitle", { name })}
      description={t("linkText", { date })}
    >
      <Field label={t("link")}>
        {(control) => (
          <Input {...control} readOnly value={link.url} onFocus={(event) => event.currentTarget.select()} />
        )}
      </Field>
      <ErrorText error={mail.error} />
      {mail.isSuccess ? (
        <p role="status" className="text-sm">
          {t("linkMailed", { name })}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        {hasMail ? (
          <Button disabled={mail.isPending || mail.isSuccess} onClick={() => mail.mutate(link)}>
            <Mail />
            {t("mailLink")}
          </Button>
        ) : null}
        <Button variant="primary" onClick={() => void copy()}>
          <Copy />
          {t("copy")}
        </Button>
      </div>
    </Dialog>
  );
}
