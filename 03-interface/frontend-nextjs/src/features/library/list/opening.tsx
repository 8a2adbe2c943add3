"use client";

import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { cn } from "@/components/cn";
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
    // Spaces between the parts are not drawn, the gaps are; whatever takes the text finds them.
    <p className="flex gap-1 text-[13px] leading-5 text-muted-foreground">
      {names.length > 0 ? (
        <span
          className={cn("flex min-w-0 gap-1 font-medium text-foreground/85", opening.words && "max-w-[70%]")}
        >
          <span className="truncate">
            {names.map((name, at) => (
              <Fragment key={at}>
                {at > 0 ? ", " : ""}
                <bdi>{name}</bdi>
              </Fragment>
            ))}
          </span>
          {more > 0 ? " " : null}
          {more > 0 ? <span>{`+${more}`}</span> : null}
        </span>
      ) : null}
      {names.length > 0 ? " " : null}
      <span className="min-w-0 flex-1 truncate">
        {names.length > 0 && opening.words ? "– " : ""}
        <bdi>{opening.words}</bdi>
      </span>
    </p>
  );
}
