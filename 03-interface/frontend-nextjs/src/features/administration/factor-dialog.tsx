"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type FactorDialogProps = { name: string; isPending: boolean; onClose: () => void; onConfirm: () => void };

/** Asks before somebody's second factor is removed. */
export function FactorDialog({ name, isPending, onClose, onConfirm }: FactorDialogProps) {
  const t = useTranslations("accounts");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("removeFactorTitle", { name })}
      description={t("removeFactorText")}
      className="max-w-md"
    >
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {t("dismiss")}
        </Button>
        <Button variant="danger" disabled={isPending} onClick={onConfirm}>
          {t("removeFactor")}
        </Button>
      </div>
    </Dialog>
  );
}
