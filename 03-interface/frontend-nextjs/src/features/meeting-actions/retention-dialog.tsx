"use client";

import { useTranslations } from "next-intl";
import { ErrorText } from "@/components/error-text";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { RetentionLine } from "@/features/meeting-actions/retention-line";
import {
  useChangeRetention,
  useRetention,
  type MeetingRetention,
} from "@/features/meeting-actions/retention";
import type { Meeting } from "@/lib/api/client";
import { MAX_DAYS_KEPT } from "@/lib/limits";
import { toast } from "@/lib/toast";

type RetentionDialogProps = { meeting: Meeting; open: boolean; onOpenChange: (open: boolean) => void };

/** For how many days the owner of a meeting keeps it. */
export function RetentionDialog({ meeting, open, onOpenChange }: RetentionDialogProps) {
  const t = useTranslations("retention");
  return (
    <Dialog
      closesOnBack
      open={open}
      onOpenChange={onOpenChange}
      title={t("titleOf", { title: meeting.title })}
      description={t("text")}
      className="max-w-md"
    >
      <RetentionOf meetingId={meeting.id} onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

function RetentionOf({ meetingId, onDone }: { meetingId: string; onDone: () => void }) {
  const { data: kept, error, refetch } = useRetention(meetingId);
  if (error && !kept) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return kept ? (
    <RetentionForm meetingId={meetingId} kept={kept} onDone={onDone} />
  ) : (
    <Skeleton className="h-40 w-full rounded-lg" />
  );
}

type RetentionFormProps = { meetingId: string; kept: MeetingRetention; onDone: () => void };

function RetentionForm({ meetingId, kept, onDone }: RetentionFormProps) {
  const t = useTranslations("retention");
  const common = useTranslations("common");
  const change = useChangeRetention(meetingId);
  const daysOf = (form: FormData, name: string) => {
    const text = form.get(name);
    return typeof text === "string" && text !== "" ? Number(text) : null;
  };
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        change.mutate(
          { recording_days: daysOf(form, "recording"), transcript_days: daysOf(form, "transcript") },
          {
            onSuccess: () => {
              toast.success(t("saved"));
              onDone();
            },
          },
        );
      }}
    >
      <RetentionLine meetingId={meetingId} />
      <DaysField
        name="recording"
        label={t("recordingDays")}
        days={kept.recording_days}
        usual={kept.usual_recording_days}
        most={kept.max_recording_days}
      />
      <DaysField
        name="transcript"
        label={t("transcriptDays")}
        days={kept.transcript_days}
        usual={kept.usual_transcript_days}
        most={kept.max_transcript_days}
      />
      <ErrorText error={change.error} />
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onDone}>
          {common("dismiss")}
        </Button>
        <Button type="submit" variant="primary" disabled={change.isPending || kept.hold !== null}>
          {t("save")}
        </Button>
      </div>
    </form>
  );
}

type DaysFieldProps = { name: string; label: string; days: number | null; usual: number; most: number };

function DaysField({ name, label, days, usual, most }: DaysFieldProps) {
  const t = useTranslations("retention");
  const hints = [t("usual", { days: usual }), ...(most ? [t("most", { days: most })] : [t("zero")])];
  return (
    <Field label={label} hint={hints.join(" ")}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="number"
          min={most ? 1 : 0}
          max={most || MAX_DAYS_KEPT}
          step={1}
          defaultValue={days ?? ""}
        />
      )}
    </Field>
  );
}
