"use client";

import { TooltipProvider } from "@/components/ui/tooltip";
import { useTranscript } from "@/entities/transcript/transcript-query";
import { MeetingSkeleton } from "@/features/meeting/header/meeting-skeleton";
import { MissingMeeting } from "@/features/meeting/missing-meeting";
import { Reader } from "@/features/meeting/reader/reader";
import { PlayerProvider } from "@/features/player/player-context";
import type { Meeting } from "@/lib/api/client";

type MeetingReaderProps = {
  meeting: Meeting;
  /** The connection to the server is lost while the meeting is processed again. */
  isCut: boolean;
};

/** A meeting with a result, once its transcript is loaded. */
export function MeetingReader({ meeting, isCut }: MeetingReaderProps) {
  const edited = useTranscript(meeting);
  if (edited.data) {
    return (
      <PlayerProvider
        key={meeting.result_attempt}
        src={meeting.has_recording ? `/api/v1/meetings/${meeting.id}/audio` : null}
      >
        <TooltipProvider delayDuration={400}>
          <Reader meeting={meeting} start={edited.data} isCut={isCut} />
        </TooltipProvider>
      </PlayerProvider>
    );
  }
  if (!edited.isError) return <MeetingSkeleton />;
  return (
    <div className="mx-auto max-w-3xl px-4 py-8 sm:px-6 sm:py-10">
      <MissingMeeting error={edited.error} onRetry={() => void edited.refetch()} />
    </div>
  );
}
