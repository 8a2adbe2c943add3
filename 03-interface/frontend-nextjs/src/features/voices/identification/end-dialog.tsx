"use client";

import { useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useChangeVoice } from "@/features/voices/voices";
import type { Voice } from "@/lib/api/client";
import { toLocalField } from "@/lib/format/local-time";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

const FIELD = "day";
const DAY_MS = 86_400_000;

const dayOf = (moment: Date): string => toLocalField(moment).slice(0, 10);

/** The day on which a voice is deleted by itself, if any. */
export function EndDialog({ voice, onClose }: { voice: Voice | null; onClose: () => void }) {
  const t = useTranslations("identification");
  return (
    <Dialog
      open={voice !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("endTitle", { name: voice?.name ?? "" })}
      description={t("endText")}
      className="max-w-md"
    >
      {voice ? <EndForm voice={voice} onClose={onClose} /> : null}
    </Dialog>
  );
}

function EndForm({ voice, onClose }: { voice: Voice; onClose: () => void }) {
  const t = useTranslations("identification");
  const voices = useTranslations("voices");
  const zone = useTimeZone();
  const problemText = useProblemText();
  const change = useChangeVoice();
  const [tomorrow] = useState(() => dayOf(new Date(Date.now() + DAY_MS)));
  const save = (end: string | null) =>
    change.mutate(
      { id: voice.id, destroy_at: end },
      {
        onSuccess: () => {
          toast.success(t(end ? "endSaved" : "endCleared", { name: voice.name }));
          onClose();
        },
      },
    );
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        const day = new FormData(event.currentTarget).get(FIELD);
        if (typeof day === "string") save(new Date(`${day}T00:00`).toISOString());
      }}
    >
      <Field
        label={t("endDay")}
        hint={zone ? t("endZone", { zone }) : undefined}
        error={change.isError ? problemText(change.error) : undefined}
      >
        {(control) => (
          <Input
            {...control}
            name={FIELD}
            type="date"
            required
            min={tomorrow}
            max="9998-12-31"
            defaultValue={voice.destroy_at ? dayOf(new Date(voice.destroy_at)) : undefined}
          />
        )}
      </Field>
      <div className="flex flex-wrap justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {voices("dismiss")}
        </Button>
        {voice.destroy_at ? (
          <Button disabled={change.isPending} onClick={() => save(null)}>
            {t("endClear")}
          </Button>
        ) : null}
        <Button type="submit" variant="primary" disabled={change.isPending}>
          {t("endSave")}
        </Button>
      </div>
    </form>
  );
}
