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
    <p className="truncate text-[13px] leading-5 text-muted-foreground">
      {names.length > 0 ? (
        <span className="font-medium text-foreground/85">
          {names.map((name, at) => (
            <Fragment key={at}>
              {at > 0 ? ", " : ""}
              <bdi>{name}</bdi>
            </Fragment>
          ))}
          {more > 0 ? ` +${more}` : ""}
        </span>
      ) : null}
      {names.length > 0 && opening.words ? " – " : ""}
      <bdi>{opening.words}</bdi>
    </p>
  );
}
