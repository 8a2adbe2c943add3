"use client";

import { GitCompareArrows } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { EditingSession, EditingState } from "@/features/editing/session/editing-session";

/** Asks which edit to keep when somebody else changed the same segments; neither is lost until then. */
export function ConflictBar({ session, state }: { session: EditingSession; state: EditingState }) {
  const t = useTranslations("editing.conflict");
  const { conflict } = state;
  if (!conflict) return null;
  const { operation, isPossible } = conflict;
  return (
    <div
      role="alert"
      className="mt-4 grid gap-3 rounded-xl border border-warning/40 bg-surface p-4 text-sm sm:grid-cols-[auto_1fr]"
    >
      <GitCompareArrows aria-hidden className="mt-0.5 size-5 text-warning max-sm:hidden" />
      <div className="grid gap-3">
        <p className="font-medium">{t("title")}</p>
        <p className="text-muted-foreground">{isPossible ? t("text") : t("gone")}</p>
        {operation.kind === "edit" ? (
          <blockquote className="max-h-40 overflow-y-auto border-l-2 border-border-strong pl-3 text-[15px]">
            {operation.text}
          </blockquote>
        ) : null}
        <div className="flex flex-wrap gap-2">
          {isPossible ? (
            <Button variant="primary" size="sm" onClick={() => session.keepOurs()}>
              {t("mine")}
            </Button>
          ) : null}
          <Button size="sm" onClick={() => session.keepTheirs()}>
            {t("theirs")}
          </Button>
        </div>
      </div>
    </div>
  );
}
