"use client";

import { GitCompareArrows } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { AlertBar } from "@/features/editing/notices/alert-bar";
import type { EditingSession, EditingState } from "@/features/editing/session/editing-session";

/** Asks which edit to keep when somebody else changed the same segments; neither is lost until then. */
export function ConflictBar({ session, state }: { session: EditingSession; state: EditingState }) {
  const t = useTranslations("editing.conflict");
  const { conflict } = state;
  if (!conflict) return null;
  const { operation, isPossible } = conflict;
  return (
    <AlertBar
      tone="warning"
      icon={GitCompareArrows}
      title={t("title")}
      actions={
        <>
          {isPossible ? (
            <Button variant="primary" size="sm" onClick={() => session.keepOurs()}>
              {t("mine")}
            </Button>
          ) : null}
          <Button size="sm" onClick={() => session.keepTheirs()}>
            {t("theirs")}
          </Button>
        </>
      }
    >
      <p className="text-muted-foreground">{isPossible ? t("text") : t("gone")}</p>
      {operation.kind === "edit" ? (
        <blockquote className="max-h-40 overflow-y-auto border-l-2 border-border-strong pl-3 text-[15px]">
          {operation.text}
        </blockquote>
      ) : null}
    </AlertBar>
  );
}
