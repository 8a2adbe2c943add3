"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type ConfirmDialogProps = {
  title: string;
  text: string;
  /** What the button does. */
  submit: string;
  isPending?: boolean;
  onConfirm: () => void;
  onClose: () => void;
};

/** Ask before something that others will notice. */
export function ConfirmDialog({
  title,
  text,
  submit,
  isPending = false,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const t = useTranslations("common");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={text}
      className="max-w-md"
    >
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t("dismiss")}
        </Button>
        <Button variant="danger" isOnce disabled={isPending} onClick={onConfirm}>
          {submit}
        </Button>
      </div>
    </Dialog>
  );
}
