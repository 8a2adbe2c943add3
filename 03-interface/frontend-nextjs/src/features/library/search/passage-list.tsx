"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { placeLink } from "@/entities/meeting/place-link";
import type { ListQuery } from "@/entities/meeting/list-query";
import { usePassages } from "@/features/library/search/passages";
import type { FoundPassage } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { formatClock } from "@/lib/format/time";

/** What search by meaning finds, each sentence a link to its second; or why there is none. */
export function PassageList({ query }: { query: ListQuery }) {
  const t = useTranslations("library");
  const passages = usePassages(query);
  const found = passages.data?.items ?? [];
  if (passages.isError && !passages.data) {
    return <p className="mt-8 text-[13px] text-muted-foreground">{t(reason(passages.error))}</p>;
  }
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="passages" className="mt-8">
      <h2 id="passages" className="mb-2 font-serif text-xl font-medium">
        {t("passages")}
      </h2>
      {passages.data?.waiting ? (
        <p className="mb-2 text-[13px] text-muted-foreground">
          {t("waiting", { count: passages.data.waiting })}
        </p>
      ) : null}
      <ul className="grid gap-1">
        {found.map((passage) => (
          <li key={`${passage.meeting_id}-${passage.best.number}`}>
            <Passage passage={passage} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function reason(error: Error) {
  const code = error instanceof ProblemError ? error.code : null;
  if (code === "meaning_off") return "meaningOff";
  return code === "rate_limited" ? "meaningLimited" : "meaningUnavailable";
}

function Passage({ passage: { meeting_id, title, kind, best } }: { passage: FoundPassage }) {
  const t = useTranslations("library");
  const transcript = useTranslations("transcript");
  return (
    <Link
      href={placeLink(meeting_id, best.start)}
      data-list-stop
      className="-mx-2 grid grid-cols-[3rem_minmax(0,1fr)] gap-x-2 rounded-lg px-2 py-1.5 text-sm hover:bg-muted focus-visible:bg-muted"
    >
      <span className="pt-px font-mono text-xs leading-5 text-accent tabular-nums">
        {formatClock(best.start)}
      </span>
      <span className="leading-5">
        <span className="line-clamp-3">
          <span className="font-medium text-muted-foreground">
            <bdi>{best.speaker ?? transcript("speaker", { number: best.speaker_number })}</bdi>
          </span>{" "}
          <bdi>{best.text}</bdi>
        </span>
        <span className="text-[13px] text-muted-foreground">
          <bdi>{title}</bdi> · {t(`kinds.${kind}`)}
        </span>
      </span>
    </Link>
  );
}
