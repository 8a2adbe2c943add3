"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useRef, useState, type SubmitEventHandler } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { FilesInput } from "@/components/fields/files-input";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { readFault } from "@/features/importing/fault";
import { useFaultText } from "@/features/importing/use-fault-text";
import { sendImport } from "@/features/importing/send-import";
import { LanguageField } from "@/features/upload/options/language-field";
import { ProblemError } from "@/lib/api/problem";
import { MAX_TITLE_LENGTH } from "@/lib/limits";
import { useProblemText } from "@/lib/use-problem-text";
import { lengthOf, TitleNote } from "@/components/title-note";

const TRANSCRIPTS = ".srt,.vtt,.json,.txt,.md,.docx";
const RECORDINGS = "audio/*,video/*";
const MALFORMED = "transcript_malformed";

/** Return whether the gateway refused the transcript, not the rest of the form. */
function isAboutTranscript(error: unknown): error is ProblemError {
  return error instanceof ProblemError && error.code.startsWith("transcript_");
}

/** The page that makes a meeting of a transcript from elsewhere. */
export function ImportScreen() {
  const t = useTranslations("importing");
  const upload = useTranslations("upload");
  const meetings = useTranslations("meetings");
  const router = useRouter();
  const queryClient = useQueryClient();
  const problemText = useProblemText();
  const faultText = useFaultText();
  const transcriptInput = useRef<HTMLInputElement>(null);
  const [transcript, setTranscript] = useState<File | null>(null);
  const [recording, setRecording] = useState<File | null>(null);
  const [title, setTitle] = useState("");
  const [language, setLanguage] = useState("");
  const [heldAt, setHeldAt] = useState("");
  const sending = useMutation({
    mutationFn: sendImport,
    onSuccess: async (meeting) => {
      await queryClient.invalidateQueries({ queryKey: MEETINGS_KEY });
      router.push(`/meetings/${meeting.id}`);
    },
    onError: (error) => {
      if (isAboutTranscript(error)) transcriptInput.current?.focus();
    },
  });
  const isTooLong = lengthOf(title) > MAX_TITLE_LENGTH;
  const handleSubmit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    if (transcript && !isTooLong) sending.mutate({ transcript, recording, title, language, heldAt });
  };
  const refusal = isAboutTranscript(sending.error) ? sending.error : null;
  return (
    <div className="mx-auto max-w-2xl px-4 py-8 sm:px-6 sm:py-10">
      <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
      <p className="mt-2 mb-6 text-muted-foreground">{t("lead")}</p>
      <form onSubmit={handleSubmit} className="grid grid-cols-[minmax(0,1fr)] gap-5">
        <Field
          label={t("transcript")}
          hint={t("formats")}
          error={
            refusal
              ? refusal.code === MALFORMED
                ? faultText(readFault(refusal.message))
                : problemText(refusal)
              : undefined
          }
        >
          {(control) => (
            <FilesInput
              {...control}
              ref={transcriptInput}
              required
              accept={TRANSCRIPTS}
              onChange={(event) => {
                setTranscript(event.target.files?.[0] ?? null);
                sending.reset();
              }}
            />
          )}
        </Field>
        <Field label={t("recording")} hint={t("recordingHint")}>
          {(control) => (
            <FilesInput
              {...control}
              accept={RECORDINGS}
              onChange={(event) => setRecording(event.target.files?.[0] ?? null)}
            />
          )}
        </Field>
        <Field
          label={upload("meetingTitle")}
          hint={<TitleNote title={title} usual={t("titleHint")} />}
          error={
            isTooLong
              ? meetings("titleTooLong", { max: MAX_TITLE_LENGTH, count: lengthOf(title) })
              : undefined
          }
        >
          {(control) => (
            <Input {...control} value={title} onChange={(event) => setTitle(event.target.value)} />
          )}
        </Field>
        <div className="grid gap-5 sm:grid-cols-2">
          <LanguageField value={language} onChange={setLanguage} />
          <Field label={t("heldAt")} hint={t("heldAtHint")}>
            {(control) => (
              <Input
                {...control}
                type="datetime-local"
                value={heldAt}
                onChange={(event) => setHeldAt(event.target.value)}
              />
            )}
          </Field>
        </div>
        {sending.isError && !refusal ? (
          <p role="alert" className="rounded-lg bg-danger-soft px-4 py-3 text-sm text-danger">
            {problemText(sending.error)}
          </p>
        ) : null}
        <Button type="submit" variant="primary" className="justify-self-end" disabled={sending.isPending}>
          {sending.isPending ? <LoaderCircle className="animate-spin" /> : null}
          {t("submit")}
        </Button>
      </form>
    </div>
  );
}
