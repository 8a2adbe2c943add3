"use client";

import { useTranslations } from "next-intl";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useWithdrawConsent } from "@/features/voices/voices";
import type { Voice } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Ends a person's consent, and says what goes with it and what stays. */
export function WithdrawDialog({ voice, onClose }: { voice: Voice | null; onClose: () => void }) {
  const t = useTranslations("identification");
  const problemText = useProblemText();
  const withdraw = useWithdrawConsent();
  if (!voice) return null;
  const handleWithdraw = () =>
    withdraw.mutate(voice.id, {
      onSuccess: () => {
        toast.success(t("withdrawn", { name: voice.name }));
        onClose();
      },
      onError: (error) => void toast.error(problemText(error)),
    });
  return (
    <ConfirmDialog
      title={t("withdrawTitle", { name: voice.name })}
      text={t("withdrawText")}
      submit={t("withdrawSubmit")}
      isPending={withdraw.isPending}
      onConfirm={handleWithdraw}
      onClose={onClose}
    />
  );
}
