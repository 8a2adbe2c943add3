"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "@/components/ui/dialog";
import { useBegin } from "@/features/account/second-factor/second-factor";
import { ConfirmForm, PasswordStep } from "@/features/account/second-factor/steps";

type BeginDialogProps = { onClose: () => void; onDone: (codes: readonly string[]) => void };

/** Asks for the password, then shows the secret and asks for a code of it. */
export function BeginDialog({ onClose, onDone }: BeginDialogProps) {
  const t = useTranslations("secondFactor");
  const begin = useBegin();
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("beginTitle")}
      description={t(begin.data ? "scanText" : "beginText")}
      className="max-w-md"
    >
      {begin.data ? (
        <ConfirmForm begun={begin.data} onDone={onDone} />
      ) : (
        <PasswordStep
          error={begin.error}
          isPending={begin.isPending}
          onGiven={(given) => begin.mutate(given)}
        />
      )}
    </Dialog>
  );
}
