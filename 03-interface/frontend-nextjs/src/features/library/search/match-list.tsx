"use client";

import { ChevronDown, LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useAllMatches, type Searched } from "@/features/library/search/searched-matches";
import { placeLink } from "@/entities/meeting/place-link";
import type { ListedMeeting } from "@/lib/api/client";
import { formatClock } from "@/lib/format/time";
import { ProblemNotice } from "@/components/problem-notice";

/** The matching sentences of a meeting, each a link to its time. */
export function MatchList({ meeting, searched }: { meeting: ListedMeeting; searched: Searched }) {
  const t = useTranslations("library");
  const transcript = useTranslations("transcript");
  const [wantsAll, setWantsAll] = useState(false);
  const all = useAllMatches(meeting.id, searched, wantsAll);
  const list = useRef<HTMLUListElement>(null);
  const best = meeting.matches.length;
  const matches = (wantsAll && all.data) || meeting.matches;
  const isWhole = matches.length > best;
  useEffect(() => {
    // The button that had the focus is gone: move it to the first sentence that was added.
    if (isWhole) list.current?.querySelectorAll("a")[best]?.focus();
  }, [isWhole, best]);
  return (
    <div className="relative z-10 grid w-full gap-0.5 max-sm:-ml-8 max-sm:w-[calc(100%+2rem)]">
      <ul ref={list} aria-label={t("matchesOf", { title: meeting.title })} className="grid gap-0.5">
        {matches.map((match) => (
          <li key={`${match.start}-${match.fragments.length}`}>
            <Link
              href={placeLink(
                meeting.id,
                match.start,
                match.fragments.filter(({ found }) => found).map(({ text }) => text),
              )}
              data-list-stop
              className="-mx-2 grid grid-cols-[3rem_minmax(0,1fr)] gap-x-2 rounded-lg px-2 py-1.5 text-sm hover:bg-muted focus-visible:bg-muted"
            >
              <span className="pt-px font-mono text-xs leading-5 text-accent tabular-nums">
                {formatClock(match.start)}
              </span>
              <span className="line-clamp-3 leading-5">
                <span className="font-medium text-muted-foreground">
                  <bdi>{match.speaker ?? transcript("speaker", { number: match.speaker_number })}</bdi>
                </span>{" "}
                <bdi>
                  {match.fragments.map(({ text, found }, at) =>
                    found ? (
                      <mark key={at} className="rounded-[3px] bg-highlight text-foreground">
                        {text}
                      </mark>
                    ) : (
                      <span key={at}>{text}</span>
                    ),
                  )}
                </bdi>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {meeting.match_count > matches.length && !isWhole ? (
        <Button
          variant="ghost"
          size="sm"
          data-list-stop
          className="ml-10 w-fit text-muted-foreground"
          disabled={all.isFetching}
          onClick={() => setWantsAll(true)}
        >
          {all.isFetching ? <LoaderCircle className="animate-spin" /> : <ChevronDown />}
          {t("moreMatches", { count: meeting.match_count - matches.length })}
        </Button>
      ) : null}
      {all.isError ? <ProblemNotice error={all.error} onRetry={() => void all.refetch()} /> : null}
    </div>
  );
}
