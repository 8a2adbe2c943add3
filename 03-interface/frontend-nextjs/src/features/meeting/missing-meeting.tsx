"use client";

import { SearchX, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { ProblemError } from "@/lib/api/problem";
import { useProblemText } from "@/lib/use-problem-text";

/** Return whether an error says that there is no such meeting, or that it is somebody else's. */
export const isMissing = (error: unknown) =>
  error instanceof ProblemError && (error.code === "not_found" || error.status === 422);

/** What stands in place of a meeting that there is not, or that cannot be loaded. */
export function MissingMeeting({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const common = useTranslations("common");
  const t = useTranslations("meeting");
  const problemText = useProblemText();
  const isUnknown = isMissing(error);
  return (
    <EmptyState
      isWholePage
      icon={<SearchX />}
      title={isUnknown ? t("missing") : t("unavailable")}
      action={
        <>
          <Button asChild variant={isUnknown ? "primary" : "outline"}>
            <Link href="/meetings">{t("toMeetings")}</Link>
          </Button>
          {isUnknown ? null : (
            <Button variant="primary" onClick={onRetry}>
              {common("tryAgain")}
            </Button>
          )}
        </>
      }
    >
      {isUnknown ? t("missingText") : problemText(error)}
    </EmptyState>
  );
}

/** What stands in place of a meeting that is being deleted or left, while that can still be undone. */
export function LeavingMeeting() {
  const t = useTranslations("meeting");
  return (
    <EmptyState
      isWholePage
      icon={<Trash2 />}
      title={t("leaving")}
      action={
        <Button asChild variant="primary">
          <Link href="/meetings">{t("toMeetings")}</Link>
        </Button>
      }
    >
      {t("leavingText")}
    </EmptyState>
  );
}
