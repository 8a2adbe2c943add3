"use client";

import { CloudAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { AlertBar } from "@/features/editing/notices/alert-bar";
import type { EditingSession, EditingState } from "@/features/editing/session/editing-session";
import { isGone } from "@/features/editing/session/faults";
import { useProblemText } from "@/lib/use-problem-text";

/** Says why edits cannot be saved any more; they stay until they are saved after all, or discarded here. */
export function RefusalBar({ session, state }: { session: EditingSession; state: EditingState }) {
  const t = useTranslations("editing");
  const problemText = useProblemText();
  const { refusal } = state;
  if (!refusal) return null;
  return (
    <AlertBar
      tone="danger"
      icon={CloudAlert}
      title={t("refused.title")}
      actions={
        <>
          <Button size="sm" onClick={() => session.retry()}>
            {t("retry")}
          </Button>
          <Button size="sm" onClick={() => session.discard()}>
            {t("refused.discard")}
          </Button>
        </>
      }
    >
      <p className="text-muted-foreground">
        {isGone(refusal) ? t("refused.gone") : problemText(refusal)} {t("refused.kept")}
      </p>
    </AlertBar>
  );
}
