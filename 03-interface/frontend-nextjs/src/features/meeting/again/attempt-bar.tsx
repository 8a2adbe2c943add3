"use client";

import { CircleAlert, CloudOff, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { isActive } from "@/entities/meeting/meetings";
import { rightsOf } from "@/entities/meeting/rights";
import { useMeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import { CancelButton } from "@/features/meeting/progress/cancel-button";
import type { Meeting } from "@/lib/api/client";
import { formatLength } from "@/lib/format/time";
import { usePreference } from "@/lib/use-preference";
import { useProgressNow } from "@/lib/progress/use-progress-now";

/** Says that the meeting is processed again, or that the last attempt did not succeed; below it the result that stands. */
export function AttemptBar({ meeting, isCut }: { meeting: Meeting; isCut: boolean }) {
  if (isActive(meeting)) return <RunningAttempt meeting={meeting} isCut={isCut} />;
  if (meeting.attempt_status === "completed") return null;
  return <EndedAttempt key={meeting.attempt} meeting={meeting} />;
}

function RunningAttempt({ meeting, isCut }: { meeting: Meeting; isCut: boolean }) {
  const t = useTranslations("again");
  const progress = useTranslations("progress");
  const locale = useLocale();
  const { isOwner, canEdit } = rightsOf(meeting);
  const mayCancel = meeting.passage ? canEdit : isOwner;
  const { fraction, secondsLeft } = useProgressNow(meeting);
  const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(fraction);
  const left =
    secondsLeft === null ? progress("estimating") : t("left", { time: formatLength(secondsLeft, locale) });
  return (
    <section
      aria-label={t("label")}
      className="mt-4 flex flex-wrap items-center gap-x-6 gap-y-3 rounded-xl border border-border bg-surface p-4 text-sm"
    >
      <div className="grid min-w-0 flex-1 basis-72 gap-2">
        <p className="font-medium">{t(meeting.passage ? "runningPassage" : "running")}</p>
        <Progress fraction={fraction} label={t("label")} className="h-1.5" />
        <p className="text-muted-foreground">
          {meeting.status === "queued" ? progress("queued") : `${percent} · ${left}`}
        </p>
        {isCut ? (
          <p role="status" className="flex items-center gap-2 text-warning">
            <CloudOff className="size-4 shrink-0" aria-hidden />
            {progress("cut")}
          </p>
        ) : null}
      </div>
      {mayCancel ? <CancelButton key={meeting.attempt} meeting={meeting} /> : null}
    </section>
  );
}

function EndedAttempt({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("again");
  const failures = useTranslations("failures");
  const { retry } = useMeetingActions();
  const [isDismissed, setDismissed] = usePreference(`attempt.${meeting.id}.${meeting.attempt}`, false);
  if (isDismissed) return null;
  const isFailed = meeting.attempt_status === "failed";
  const isPassage = meeting.passage !== null || meeting.failure?.code === "passage_edited";
  return (
    <section
      role={isFailed ? "alert" : "status"}
      aria-label={t("label")}
      className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl border border-border bg-surface p-4 text-sm"
    >
      {isFailed ? <CircleAlert className="size-5 shrink-0 text-danger" aria-hidden /> : null}
      <div className="grid min-w-0 flex-1 basis-72 gap-1">
        <p className="font-medium">{t(isFailed ? "failed" : "cancelled")}</p>
        {isFailed ? <p>{failures(meeting.failure?.code ?? "internal")}</p> : null}
        <p className="text-muted-foreground">{t(isPassage ? "passageStands" : "stands")}</p>
      </div>
      {rightsOf(meeting).isOwner && !isPassage ? (
        <Button size="sm" onClick={() => retry(meeting)}>
          {t("retry")}
        </Button>
      ) : null}
      <Button variant="ghost" size="icon-sm" aria-label={t("dismiss")} onClick={() => setDismissed(true)}>
        <X />
      </Button>
    </section>
  );
}
