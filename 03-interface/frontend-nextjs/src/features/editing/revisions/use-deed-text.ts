"use client";

import { useLocale, useTranslations } from "next-intl";
import { useCallback } from "react";
import { displayNumber } from "@/entities/transcript/speakers/speaker-id";
import type { Deed } from "@/lib/api/client";
import { isolate } from "@/lib/format/isolate";
import { formatClock } from "@/lib/format/time";

/** Return a function that describes what a revision did, in one sentence. */
export function useDeedText(): (deed: Deed, redone?: number | null) => string {
  const t = useTranslations("editing.deeds");
  const speaker = useTranslations("transcript");
  const locale = useLocale();
  return useCallback(
    ({ kind, ...deed }, redone = null) => {
      const nameOf = (name: string | null | undefined, id: string | null | undefined) =>
        name ? isolate(name) : speaker("speaker", { number: displayNumber(id ?? "") ?? 0 });
      const languages = new Intl.DisplayNames(locale, { type: "language" });
      const time = formatClock(deed.start ?? 0);
      const number = deed.revision ?? 0;
      switch (kind) {
        case "rename":
          return t("rename", {
            before: nameOf(deed.before, deed.speaker),
            after: nameOf(deed.after, deed.speaker),
          });
        case "merge":
          return t("merge", {
            before: nameOf(deed.before, deed.speaker),
            after: nameOf(deed.after, deed.into),
          });
        case "reassign":
          if (deed.words)
            return t("reassignWords", { name: nameOf(deed.after, deed.into), count: deed.words, time });
          return t("reassign", { name: nameOf(deed.after, deed.into), count: deed.count ?? 1, time });
        case "edit":
          return deed.after ? t("edit", { time }) : t("remove", { time });
        case "split":
          return t("split", { time });
        case "join":
          return t("join", { time });
        case "revert":
          return redone === null ? t("revert", { number }) : t("redo", { number: redone });
        case "restore":
          return number === 0 ? t("restoreMachine") : t("restore", { number });
        case "adopt":
          return t("adopt");
        case "transcribe":
          return t("transcribe", { time, language: languages.of(deed.language ?? "und") ?? "" });
        case "process":
          return t("process");
        case "machine":
          return t("machine");
      }
    },
    [t, speaker, locale],
  );
}
