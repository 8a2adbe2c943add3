"use client";

import { hasResult } from "@/entities/meeting/meetings";
import { MeetingHeader } from "@/features/meeting/header/meeting-header";
import { MeetingSkeleton } from "@/features/meeting/header/meeting-skeleton";
import { isMissing, LeavingMeeting, MissingMeeting } from "@/features/meeting/missing-meeting";
import { MeetingProgress } from "@/features/meeting/progress/meeting-progress";
import { useLiveMeeting } from "@/features/meeting/progress/use-live-meeting";
import { MeetingReader } from "@/features/meeting/reader/meeting-reader";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";

export function MeetingScreen({ id }: { id: string }) {
  const { meeting, isCut } = useLiveMeeting(id);
  // By Back, say: what is corrected now would be deleted with it.
  if (useDelayedDeletion().hidden.has(id)) return <LeavingMeeting />;
  // A transcript that is open stays, even if the meeting has been deleted: something in it may be unsaved.
  if (meeting.data && hasResult(meeting.data)) return <MeetingReader meeting={meeting.data} isCut={isCut} />;
  if (meeting.isPending) return <MeetingSkeleton />;
  const isShown = meeting.data && !isMissing(meeting.error);
  return (
    // On a phone, room for the folded tray of uploads below what can be pressed.
    <div className="mx-auto max-w-3xl px-4 py-8 max-sm:pb-24 sm:px-6 sm:py-10">
      {isShown ? (
        <>
          <MeetingHeader meeting={meeting.data} />
          <MeetingProgress meeting={meeting.data} isCut={isCut} />
        </>
      ) : null}
      {meeting.isError && !isShown ? (
        <MissingMeeting error={meeting.error} onRetry={() => void meeting.refetch()} />
      ) : null}
    </div>
  );
}
