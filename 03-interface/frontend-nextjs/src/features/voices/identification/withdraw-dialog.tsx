"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useWithdrawConsent } from "@/features/voices/voices";
import type { Voice } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Ends a person's consent, and says what goes with it and what stays. */
export function WithdrawDialog({ voice, onClose }: { voice: Voice | null; onClose: () => void }) {
  const t = useTranslations("identification");
  const voices = useTranslations("voices");
  const problemText = useProblemText();
  const withdraw = useWithdrawConsent();
  return (
    <Dialog
      open={voice !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("withdrawTitle", { name: voice?.name ?? "" })}
      description={t("withdrawText")}
      className="max-w-md"
    >
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {voices("dismiss")}
        </Button>
        <Button
          variant="danger"
          disabled={withdraw.isPending}
          onClick={() => {
            if (!voice) return;
            withdraw.mutate(voice.id, {
              onSuccess: () => {
                toast.success(t("withdrawn", { name: voice.name }));
                onClose();
              },
              onError: (error) => void toast.error(problemText(error)),
            });
          }}
        >
          {t("withdrawSubmit")}
        </Button>
      </div>
    </Dialog>
  );
}
