"use client";

import { Ban, CircleAlert, CircleCheck, Clock3, LoaderCircle } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Progress } from "@/components/ui/progress";
import type { Meeting, MeetingStatus } from "@/lib/api/client";
import { formatLength } from "@/lib/format/time";
import { useProgressNow } from "@/lib/progress/use-progress-now";

/** A meeting that was sent or processed again from here: its latest attempt waits, is in work, ready, failed or cancelled. */
export function FollowedRow({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("upload.following");
  const { id, title, attempt_status: status } = meeting;
  const now = useProgressNow(meeting);
  return (
    <li className="grid grid-cols-[minmax(0,1fr)] gap-1.5 px-4 py-3" data-status={status}>
      <div className="flex items-center gap-2">
        <StatusIcon status={status} />
        <Link
          href={`/meetings/${id}`}
          className="min-w-0 truncate text-sm font-medium underline-offset-4 hover:underline"
        >
          <bdi>{title}</bdi>
        </Link>
      </div>
      {status === "processing" ? <Progress fraction={now.fraction} label={t("progress", { title })} /> : null}
      <Note meeting={meeting} left={now.secondsLeft} />
    </li>
  );
}

function StatusIcon({ status }: { status: MeetingStatus }) {
  switch (status) {
    case "completed":
      return <CircleCheck className="size-4 shrink-0 text-success" />;
    case "failed":
      return <CircleAlert className="size-4 shrink-0 text-danger" />;
    case "cancelled":
      return <Ban className="size-4 shrink-0 text-muted-foreground" />;
    case "queued":
      return <Clock3 className="size-4 shrink-0 text-muted-foreground" />;
    case "processing":
      return <LoaderCircle className="size-4 shrink-0 animate-spin text-muted-foreground" />;
  }
}

function Note({ meeting, left }: { meeting: Meeting; left: number | null }) {
  const t = useTranslations("upload.following");
  const failures = useTranslations("failures");
  const meetings = useTranslations("meetings");
  const locale = useLocale();
  const { attempt_status: status } = meeting;
  if (status === "failed")
    return <p className="text-[13px] text-danger">{failures(meeting.failure?.code ?? "internal")}</p>;
  const isAgain = meeting.attempt > 1 && (status === "queued" || status === "processing");
  const parts = [
    t(isAgain ? `again.${status}` : status),
    ...(left === null ? [] : [meetings("timeLeft", { time: formatLength(left, locale) })]),
  ];
  return <p className="text-[13px] text-muted-foreground tabular-nums">{parts.join(" · ")}</p>;
}
