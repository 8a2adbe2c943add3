"use client";

import { useTranslations } from "next-intl";
import { toast } from "@/lib/toast";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { ConsentFields, consentOf } from "@/features/voices/consent-fields";
import { useChangeVoice } from "@/features/voices/voices";
import type { Voice } from "@/lib/api/client";
import { useProblemText } from "@/lib/use-problem-text";

/** Records consent, for voices enrolled without it and for renewed consent. */
export function ConsentDialog({ voice, onClose }: { voice: Voice | null; onClose: () => void }) {
  const t = useTranslations("consent");
  const voices = useTranslations("voices");
  const problemText = useProblemText();
  const change = useChangeVoice();
  return (
    <Dialog
      open={voice !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("noteTitle", { name: voice?.name ?? "" })}
      className="max-w-md"
    >
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (!voice) return;
          change.mutate(
            { id: voice.id, consent: consentOf(new FormData(event.currentTarget)) },
            {
              onSuccess: ({ name }) => {
                toast.success(t("saved", { name }));
                onClose();
              },
              onError: (error) => void toast.error(problemText(error)),
            },
          );
        }}
      >
        <ConsentFields />
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {voices("dismiss")}
          </Button>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
