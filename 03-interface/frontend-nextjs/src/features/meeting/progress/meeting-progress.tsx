"use client";

import { Check, CircleAlert, CloudOff, LoaderCircle, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { Progress } from "@/components/ui/progress";
import { isActive } from "@/entities/meeting/meetings";
import { rightsOf } from "@/entities/meeting/rights";
import { useMeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import { CancelButton } from "@/features/meeting/progress/cancel-button";
import { stepStates, type StepState } from "@/features/meeting/progress/stages";
import { useUploadDialog } from "@/features/upload/upload-provider";
import type { Meeting } from "@/lib/api/client";
import { formatLength } from "@/lib/format/time";
import { useProgressNow } from "@/lib/progress/use-progress-now";

/** Error codes for which another attempt is pointless. */
const HOPELESS: readonly string[] = [
  "unreadable_media",
  "no_audio",
  "too_long",
  "too_many_channels",
  "source_missing",
];

type MeetingProgressProps = {
  meeting: Meeting;
  /** The connection to the server is lost: the state shown may be outdated. */
  isCut: boolean;
};

export function MeetingProgress({ meeting, isCut }: MeetingProgressProps) {
  const t = useTranslations("progress");
  return (
    <section aria-label={t("label")} className="mt-8 rounded-2xl border border-border bg-surface p-6 sm:p-8">
      {isActive(meeting) ? <Running meeting={meeting} /> : <Ended meeting={meeting} />}
      <ol className="mt-8 grid gap-4">
        {stepStates(meeting.status, meeting.stage).map(({ step, state }) => (
          <li
            key={step}
            className="flex items-start gap-3.5"
            aria-current={state === "current" ? "step" : undefined}
          >
            <StepMark state={state} />
            <div className={cn("grid", state === "ahead" && "text-muted-foreground")}>
              <span className="text-[15px] font-medium">{t(`steps.${step}.name`)}</span>
              {state === "current" ? (
                <span className="text-sm text-muted-foreground">{t(`steps.${step}.text`)}</span>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
      <div className="mt-8 flex flex-wrap items-center gap-x-4 gap-y-2">
        {rightsOf(meeting).isOwner ? <Action meeting={meeting} /> : null}
        {isCut ? (
          <p role="status" className="flex items-center gap-2 text-sm text-warning">
            <CloudOff className="size-4 shrink-0" />
            {t("cut")}
          </p>
        ) : null}
      </div>
    </section>
  );
}

function Action({ meeting }: { meeting: Meeting }) {
  return isActive(meeting) ? (
    <CancelButton key={meeting.attempt} meeting={meeting} />
  ) : (
    <NextStep meeting={meeting} />
  );
}

function NextStep({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("progress");
  const { retry } = useMeetingActions();
  const { chooseFiles } = useUploadDialog();
  if (meeting.status === "failed" && HOPELESS.includes(meeting.failure?.code ?? "")) {
    return (
      <Button variant="primary" onClick={chooseFiles}>
        {t("sendAnother")}
      </Button>
    );
  }
  return (
    <Button variant="primary" onClick={() => retry(meeting)}>
      {t("retry")}
    </Button>
  );
}

function Running({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("progress");
  const locale = useLocale();
  const { fraction, secondsLeft } = useProgressNow(meeting);
  const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(fraction);
  const left =
    secondsLeft === null ? t("estimating") : t("left", { time: formatLength(secondsLeft, locale) });
  return (
    <div className="grid gap-3">
      <div className="flex items-baseline justify-between gap-4">
        <h2 className="font-serif text-xl font-medium">
          {meeting.status === "queued" ? t("queued") : t("processing")}
        </h2>
        {meeting.status === "processing" ? (
          <span className="font-mono text-sm tabular-nums" data-testid="percent">
            {percent}
          </span>
        ) : null}
      </div>
      <Progress fraction={fraction} label={t("label")} className="h-2" />
      <p className="text-sm text-muted-foreground">{meeting.status === "queued" ? t("queuedText") : left}</p>
    </div>
  );
}

function Ended({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("progress");
  const failures = useTranslations("failures");
  if (meeting.status === "cancelled") {
    return (
      <div className="grid gap-1">
        <h2 className="font-serif text-xl font-medium">{t("cancelled")}</h2>
        <p className="text-sm text-muted-foreground">{t("cancelledText")}</p>
      </div>
    );
  }
  return (
    <div role="alert" className="flex gap-3 rounded-xl bg-danger-soft p-4">
      <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" />
      <div className="grid gap-1">
        <h2 className="font-medium">{t("failed")}</h2>
        <p className="text-sm">{failures(meeting.failure?.code ?? "internal")}</p>
      </div>
    </div>
  );
}

function StepMark({ state }: { state: StepState }) {
  const t = useTranslations("progress.states");
  const mark = "flex size-6 shrink-0 items-center justify-center rounded-full";
  return (
    <span
      className={cn(
        mark,
        state === "done" && "bg-primary text-primary-foreground",
        state === "current" && "bg-accent-soft text-accent",
        state === "stopped" && "bg-danger-soft text-danger",
        state === "ahead" && "border border-border-strong/50",
      )}
    >
      {state === "done" ? <Check className="size-3.5" /> : null}
      {state === "stopped" ? <X className="size-3.5" /> : null}
      {state === "current" ? <LoaderCircle className="size-4 animate-spin" /> : null}
      <span className="sr-only">{t(state)}</span>
    </span>
  );
}
