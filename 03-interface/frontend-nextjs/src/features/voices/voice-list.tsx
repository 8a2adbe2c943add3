"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMe } from "@/entities/session/session";
import { ConsentDialog } from "@/features/voices/consent-dialog";
import { EndDialog } from "@/features/voices/identification/end-dialog";
import { VoiceRow } from "@/features/voices/voice-row";
import { deleteVoice, VOICES_KEY } from "@/features/voices/voices";
import { WithdrawDialog } from "@/features/voices/identification/withdraw-dialog";
import type { Voice } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";

export function VoiceList({ voices }: { voices: readonly Voice[] }) {
  const t = useTranslations("voices");
  const queryClient = useQueryClient();
  const isAdmin = useMe().data?.role === "admin";
  const { hidden, remove } = useDelayedDeletion();
  const [agreeing, setAgreeing] = useState<Voice | null>(null);
  const [withdrawing, setWithdrawing] = useState<Voice | null>(null);
  const [ending, setEnding] = useState<Voice | null>(null);
  const handleDelete = (voice: Voice) =>
    remove(voice.id, t("deleted", { name: voice.name }), async () => {
      await deleteVoice(voice.id);
      await queryClient.invalidateQueries({ queryKey: VOICES_KEY });
    });
  return (
    <>
      <ul className="divide-y divide-border rounded-2xl border border-border bg-surface">
        {voices
          .filter(({ id }) => !hidden.has(id))
          .map((voice) => (
            <VoiceRow
              key={voice.id}
              voice={voice}
              isAudible={voice.owned || isAdmin}
              canShare={isAdmin}
              onConsent={() => setAgreeing(voice)}
              onWithdraw={() => setWithdrawing(voice)}
              onEnd={() => setEnding(voice)}
              onDelete={() => handleDelete(voice)}
            />
          ))}
      </ul>
      <ConsentDialog voice={agreeing} onClose={() => setAgreeing(null)} />
      <WithdrawDialog voice={withdrawing} onClose={() => setWithdrawing(null)} />
      <EndDialog voice={ending} onClose={() => setEnding(null)} />
    </>
  );
}
