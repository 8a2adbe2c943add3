"use client";

import { CloudAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { EditingSession, EditingState } from "@/features/editing/session/editing-session";
import { useProblemText } from "@/lib/use-problem-text";

/** Says why edits cannot be saved any more; they stay until they are saved after all, or discarded here. */
export function RefusalBar({ session, state }: { session: EditingSession; state: EditingState }) {
  const t = useTranslations("editing");
  const problemText = useProblemText();
  const isGone = state.status === "gone";
  if (!isGone && !state.refusal) return null;
  return (
    <div
      role="alert"
      className="mt-4 grid gap-3 rounded-xl border border-danger/40 bg-surface p-4 text-sm sm:grid-cols-[auto_1fr]"
    >
      <CloudAlert aria-hidden className="mt-0.5 size-5 text-danger max-sm:hidden" />
      <div className="grid gap-3">
        <p className="font-medium">{t("refused.title")}</p>
        <p className="text-muted-foreground">
          {isGone ? t("gone") : problemText(state.refusal)} {t("refused.kept")}
        </p>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" onClick={() => session.retry()}>
            {t("retry")}
          </Button>
          <Button size="sm" onClick={() => session.discard()}>
            {t("refused.discard")}
          </Button>
        </div>
      </div>
    </div>
  );
}
