"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { FilesInput } from "@/components/fields/files-input";
import { ConsentFields, consentOf } from "@/features/voices/consent-fields";
import { ReadAloud } from "@/features/voices/reading/read-aloud";
import { MIN_SPEECH_SECONDS, VoiceReader } from "@/features/voices/reading/voice-reader";
import { useEnrolVoice } from "@/features/voices/voices";
import { MAX_NAME_LENGTH } from "@/lib/limits";
import { useStore } from "@/lib/store/use-store";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

export function EnrolDialog({
  open,
  onOpenChange,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("voices");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("enrolTitle")} description={t("enrolText")}>
      <EnrolForm onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function EnrolForm({ onDone }: { onDone: () => void }) {
  const t = useTranslations("voices");
  const problemText = useProblemText();
  const enrol = useEnrolVoice();
  const [reader] = useState(() => new VoiceReader());
  const { phase, file: read, seconds } = useStore(reader);
  const isUnfinished = phase === "opening" || phase === "reading";
  // What is too short is not sent: recordings may be chosen in its place.
  const spoken = seconds < MIN_SPEECH_SECONDS ? null : read;
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        const chosen = form.getAll("sample").filter((entry) => entry instanceof File && entry.size > 0);
        const samples = [...(spoken ? [spoken] : []), ...(chosen as File[])];
        const name = String(form.get("name")).trim();
        enrol.mutate(
          { name, samples, consent: consentOf(form) },
          {
            onSuccess: (voice) => {
              toast.success(t("enrolled", { name: voice.name }));
              onDone();
            },
          },
        );
      }}
    >
      <Field label={t("name")}>
        {(control) => (
          <Input {...control} name="name" maxLength={MAX_NAME_LENGTH} required pattern=".*\S.*" autoFocus />
        )}
      </Field>
      <ReadAloud reader={reader} />
      <Field
        label={t("samples")}
        hint={t("samplesHint")}
        error={enrol.isError ? problemText(enrol.error) : undefined}
      >
        {(control) => (
          <FilesInput
            {...control}
            name="sample"
            accept="audio/*,video/*"
            multiple
            required={spoken === null}
          />
        )}
      </Field>
      <ConsentFields />
      <DialogFooter>
        <Button variant="ghost" onClick={onDone}>
          {t("dismiss")}
        </Button>
        <Button type="submit" variant="primary" disabled={enrol.isPending || isUnfinished}>
          {enrol.isPending ? <LoaderCircle className="animate-spin" /> : null}
          {t("submit")}
        </Button>
      </DialogFooter>
    </form>
  );
}
