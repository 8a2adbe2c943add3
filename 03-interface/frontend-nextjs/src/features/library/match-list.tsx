"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ListedMeeting } from "@/lib/api/client";
import { formatClock } from "@/lib/time";

const DECISECONDS = 10;

/** The sentences that were searched for, each a link to its second. */
export function MatchList({ meeting }: { meeting: ListedMeeting }) {
  const t = useTranslations("library");
  const transcript = useTranslations("transcript");
  const { matches, match_count: count } = meeting;
  if (matches.length === 0) return null;
  return (
    <div className="relative z-10 mt-2 grid gap-0.5 max-sm:-ml-[3.375rem]">
      <ul aria-label={t("matchesOf", { title: meeting.title })} className="grid gap-0.5">
        {matches.map((match) => (
          <li key={`${match.start}-${match.fragments.length}`}>
            <Link
              href={`/meetings/${meeting.id}?t=${Math.floor(match.start * DECISECONDS) / DECISECONDS}`}
              data-list-stop
              className="-mx-2 grid grid-cols-[3rem_minmax(0,1fr)] gap-x-2 rounded-lg px-2 py-1.5 text-sm hover:bg-muted focus-visible:bg-muted"
            >
              <span className="pt-px font-mono text-xs leading-5 text-accent tabular-nums">
                {formatClock(match.start)}
              </span>
              <span className="line-clamp-3 leading-5">
                <span className="font-medium text-muted-foreground">
                  {match.speaker ?? transcript("speaker", { number: match.speaker_number })}
                </span>{" "}
                {match.fragments.map(({ text, found }, at) =>
                  found ? (
                    <mark key={at} className="rounded-[3px] bg-highlight text-foreground">
                      {text}
                    </mark>
                  ) : (
                    <span key={at}>{text}</span>
                  ),
                )}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {count > matches.length ? (
        <p className="pl-14 text-xs text-muted-foreground">
          {t("moreMatches", { count: count - matches.length })}
        </p>
      ) : null}
    </div>
  );
}
