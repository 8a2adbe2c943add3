"use client";

import { useTranslations } from "next-intl";
import { useCallback, useMemo } from "react";
import { peopleOf } from "@/entities/transcript/speakers/speakers";
import type { Speaker } from "@/lib/api/client";

/** Return the people who speak, and functions that return the name and the colour of a speaker id. */
export function usePeople(speakers: readonly Speaker[]) {
  const t = useTranslations("transcript");
  const people = useMemo(() => peopleOf(speakers), [speakers]);
  const nameOf = useCallback(
    (speaker: string) => {
      const person = people.find(({ id }) => id === speaker);
      return person?.name ?? t("speaker", { number: person?.number ?? 0 });
    },
    [people, t],
  );
  const colorOf = useCallback(
    (speaker: string) => people.find(({ id }) => id === speaker)?.color ?? "var(--muted-foreground)",
    [people],
  );
  return { people, nameOf, colorOf };
}

export type People = ReturnType<typeof usePeople>;
