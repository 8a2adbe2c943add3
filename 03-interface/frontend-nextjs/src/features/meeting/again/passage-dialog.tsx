"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { ErrorText } from "@/components/error-text";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useTranscribePassage } from "@/entities/meeting/meetings";
import { LanguageField } from "@/features/upload/options/language-field";
import type { Meeting } from "@/lib/api/client";

type PassageDialogProps = {
  meeting: Meeting;
  /** Number of the revision that is shown. */
  revision: number;
  /** Segments of the passage; null closes the dialog. */
  segments: readonly number[] | null;
  onClose: () => void;
};

/** Asks in which language a passage is, and has it transcribed again. */
export function PassageDialog({ meeting, revision, segments, onClose }: PassageDialogProps) {
  const t = useTranslations("again");
  return (
    <Dialog
      closesOnBack
      open={segments !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      title={t("passage")}
      description={t("passageText")}
    >
      {segments ? (
        <PassageForm meeting={meeting} revision={revision} segments={segments} onClose={onClose} />
      ) : null}
    </Dialog>
  );
}

type PassageFormProps = PassageDialogProps & { segments: readonly number[] };

function PassageForm({ meeting, revision, segments, onClose }: PassageFormProps) {
  const t = useTranslations("again");
  const upload = useTranslations("upload");
  const transcribe = useTranscribePassage();
  const [language, setLanguage] = useState("");
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = { base: revision, segments: [...segments], language };
    transcribe.mutate({ id: meeting.id, wanted }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={handleSubmit} className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <LanguageField
        value={language}
        onChange={setLanguage}
        isOptional={false}
        hint={t("passageLanguageHint")}
      />
      <ErrorText error={transcribe.error} />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onClose}>
          {upload("dismiss")}
        </Button>
        <Button type="submit" variant="primary" disabled={!language || transcribe.isPending}>
          {t("passageSubmit")}
        </Button>
      </div>
    </form>
  );
}
