"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useProblemText } from "@/lib/use-problem-text";

/** What went wrong where a list or page should be, and a button that asks for it again. */
export function ProblemNotice({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const t = useTranslations("common");
  const problemText = useProblemText();
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-lg bg-danger-soft px-4 py-3 text-sm text-danger"
    >
      <p>{problemText(error)}</p>
      <Button size="sm" className="text-foreground" onClick={onRetry}>
        {t("tryAgain")}
      </Button>
    </div>
  );
}
