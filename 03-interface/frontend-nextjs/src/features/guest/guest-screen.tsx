"use client";

import { Link2Off } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/empty-state";
import { ProblemNotice } from "@/components/problem-notice";
import { TooltipProvider } from "@/components/ui/tooltip";
import { GuestReader } from "@/features/guest/guest-reader";
import { PasswordForm } from "@/features/guest/password-form";
import { useSharedMeeting, useSharedToken, useSharedTranscript } from "@/features/guest/shared";
import { MeetingSkeleton } from "@/features/meeting/header/meeting-skeleton";
import { PlayerProvider } from "@/features/player/player-context";
import type { GuestMeeting } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";

const ENDED = new Set(["guest_link_gone", "guest_link_locked"]);

/** The page of a link for people without an account. */
export function GuestScreen() {
  const t = useTranslations("guest");
  const token = useSharedToken();
  const shared = useSharedMeeting(token);
  const code = shared.error instanceof ProblemError ? shared.error.code : null;
  if (token === "" || (code !== null && ENDED.has(code))) {
    return (
      <EmptyState isWholePage icon={<Link2Off />} title={t("goneTitle")}>
        {t("goneText")}
      </EmptyState>
    );
  }
  if (token && code === "guest_password_needed") return <PasswordForm token={token} />;
  if (shared.data) return <SharedTranscript key={shared.data.link_id} meeting={shared.data} />;
  return <Waiting error={shared.error} onRetry={() => void shared.refetch()} />;
}

function SharedTranscript({ meeting }: { meeting: GuestMeeting }) {
  const transcript = useSharedTranscript(meeting);
  if (!transcript.data) return <Waiting error={transcript.error} onRetry={() => void transcript.refetch()} />;
  return (
    <PlayerProvider src={meeting.has_recording ? `/api/v1/shared/${meeting.link_id}/audio` : null}>
      <TooltipProvider delayDuration={400}>
        <GuestReader meeting={meeting} transcript={transcript.data} />
      </TooltipProvider>
    </PlayerProvider>
  );
}

function Waiting({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  if (!error) return <MeetingSkeleton />;
  return (
    <div className="mx-auto max-w-3xl px-4 py-8 sm:px-6 sm:py-10">
      <ProblemNotice error={error} onRetry={onRetry} />
    </div>
  );
}
