"use client";

import { SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { hasResult } from "@/entities/meeting/meetings";
import { MeetingHeader } from "@/features/meeting/header/meeting-header";
import { MeetingSkeleton } from "@/features/meeting/header/meeting-skeleton";
import { MeetingProgress } from "@/features/meeting/progress/meeting-progress";
import { useLiveMeeting } from "@/features/meeting/progress/use-live-meeting";
import { MeetingReader } from "@/features/meeting/reader/meeting-reader";
import { ProblemError } from "@/lib/api/problem";
import { useProblemText } from "@/lib/use-problem-text";

export function MeetingScreen({ id }: { id: string }) {
  const { meeting, isCut } = useLiveMeeting(id);
  if (meeting.data && hasResult(meeting.data)) return <MeetingReader meeting={meeting.data} isCut={isCut} />;
  if (meeting.isPending) return <MeetingSkeleton />;
  return (
    <div className="mx-auto max-w-3xl px-4 py-8 sm:px-6 sm:py-10">
      {meeting.data ? (
        <>
          <MeetingHeader meeting={meeting.data} />
          <MeetingProgress meeting={meeting.data} isCut={isCut} />
        </>
      ) : null}
      {meeting.isError && !meeting.data ? (
        <Missing error={meeting.error} onRetry={() => void meeting.refetch()} />
      ) : null}
    </div>
  );
}

function Missing({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const common = useTranslations("common");
  const t = useTranslations("meeting");
  const problemText = useProblemText();
  const isUnknown = error instanceof ProblemError && (error.status === 404 || error.status === 422);
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
