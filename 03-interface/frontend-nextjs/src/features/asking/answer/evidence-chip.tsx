"use client";

import { Play } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { toast } from "@/lib/toast";
import type { ClaimEvidence } from "@/lib/api/client";
import { renewSessionInTime } from "@/lib/api/session";
import { formatClock } from "@/lib/format/time";

export type Playing = (seconds: number) => void;

type EvidenceChipProps = {
  evidence: ClaimEvidence;
  /** Plays the meeting of the page; null where the answer is about several. */
  onPlay: Playing | null;
};

const DECISECONDS = 10;
const chip =
  "inline-flex h-6 max-w-full min-w-0 items-center gap-1 rounded-full border border-border bg-surface px-2 text-xs tabular-nums text-muted-foreground hover:bg-muted hover:text-foreground";

let heard: HTMLAudioElement | null = null;

/** Play a stretch of a recording, one at a time. */
async function playStretch({ meeting_id, start, end }: ClaimEvidence): Promise<void> {
  heard?.pause();
  await renewSessionInTime();
  heard = new Audio(`/api/v1/meetings/${meeting_id}/audio#t=${start.toFixed(2)},${end.toFixed(2)}`);
  await heard.play();
}

/** Speaker and time of what a sentence rests on. It plays there; among several meetings it also leads to its own. */
export function EvidenceChip({ evidence, onPlay }: EvidenceChipProps) {
  const t = useTranslations("asking");
  const time = formatClock(evidence.start);
  const { speaker, meeting_title: title } = evidence;
  if (onPlay) {
    return (
      <button
        type="button"
        aria-label={t("play", { speaker, time })}
        title={evidence.quote}
        onClick={() => onPlay(evidence.start)}
        className={chip}
      >
        {time} <bdi className="truncate">{speaker}</bdi>
      </button>
    );
  }
  const handlePlay = () =>
    playStretch(evidence).catch((error: unknown) => {
      if (!(error instanceof DOMException && error.name === "AbortError")) toast.error(t("unplayable"));
    });
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-0.5">
      <button
        type="button"
        aria-label={t("playIn", { speaker, time, title })}
        onClick={() => void handlePlay()}
        className={`${chip} shrink-0 px-1.5 [&_svg]:size-3`}
      >
        <Play aria-hidden />
      </button>
      <Link
        href={`/meetings/${evidence.meeting_id}?t=${Math.floor(evidence.start * DECISECONDS) / DECISECONDS}`}
        title={evidence.quote}
        className={chip}
      >
        {time}
        <span className="truncate">
          <bdi>{speaker}</bdi> · <bdi>{title}</bdi>
        </span>
      </Link>
    </span>
  );
}
