"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import type { ListedMeeting } from "@/lib/api/client";

const MOST_NAMES = 3;

/** Who spoke and the first words, in one line. */
export function Opening({ opening }: { opening: NonNullable<ListedMeeting["opening"]> }) {
  const t = useTranslations("transcript");
  const names = opening.people
    .slice(0, MOST_NAMES)
    .map(({ name, number }) => name ?? t("speaker", { number }));
  const more = opening.people.length - names.length;
  return (
    <p className="flex gap-1 text-[13px] leading-5 text-muted-foreground">
      {names.length > 0 ? (
        <span className="flex min-w-0 gap-1 font-medium text-foreground/85">
          <span className="truncate">
            {names.map((name, at) => (
              <Fragment key={at}>
                {at > 0 ? ", " : ""}
                <bdi>{name}</bdi>
              </Fragment>
            ))}
          </span>
          {more > 0 ? <span>{`+${more}`}</span> : null}
        </span>
      ) : null}
      <span className="min-w-0 flex-1 truncate">
        {names.length > 0 && opening.words ? "– " : ""}
        <bdi>{opening.words}</bdi>
      </span>
    </p>
  );
}
