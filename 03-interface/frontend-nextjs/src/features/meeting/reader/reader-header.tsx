"use client";

import { rightsOf } from "@/entities/meeting/rights";
import { HistoryDialog } from "@/features/editing/revisions/history-dialog";
import type { EditingSession } from "@/features/editing/session/editing-session";
import { ProcessAgainButton } from "@/features/meeting/again/process-again-button";
import { MeetingHeader } from "@/features/meeting/header/meeting-header";
import { ExportMenu } from "@/features/meeting/reader/export-menu";
import type { Meeting } from "@/lib/api/client";

type ReaderHeaderProps = {
  meeting: Meeting;
  session: EditingSession;
  revision: number;
  hasComments: boolean;
};

/** The meeting's header, with the history of its transcript and its exports. */
export function ReaderHeader({ meeting, session, revision, hasComments }: ReaderHeaderProps) {
  const { canEdit } = rightsOf(meeting);
  const restore = (number: number) => session.perform({ kind: "restore", revision: number });
  return (
    <MeetingHeader meeting={meeting}>
      <HistoryDialog meetingId={meeting.id} revision={revision} onRestore={canEdit ? restore : undefined} />
      {canEdit ? <ProcessAgainButton meeting={meeting} /> : null}
      <ExportMenu meeting={meeting} hasComments={hasComments} />
    </MeetingHeader>
  );
}
