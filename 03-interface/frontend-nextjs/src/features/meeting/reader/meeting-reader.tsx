"use client";

import { useTranslations } from "next-intl";
import { parseAsFloat, useQueryState } from "nuqs";
import { useCallback, useMemo, useRef, useState } from "react";
import { TooltipProvider } from "@/components/ui/tooltip";
import { rightsOf } from "@/entities/meeting/rights";
import { buildModel, segmentsOfWords } from "@/entities/transcript/model";
import { usePeople } from "@/entities/transcript/speakers/use-people";
import { useTranscript, type Edited } from "@/entities/transcript/transcript-query";
import { AssignMenu } from "@/features/editing/draft/assign-menu";
import { useDraft } from "@/features/editing/draft/use-draft";
import { ConflictBar } from "@/features/editing/notices/conflict-bar";
import { ReprocessedBar } from "@/features/editing/notices/reprocessed-bar";
import { SaveState } from "@/features/editing/notices/save-state";
import { HistoryDialog } from "@/features/editing/revisions/history-dialog";
import { useEditing } from "@/features/editing/session/use-editing";
import { MeetingHeader } from "@/features/meeting/header/meeting-header";
import { MeetingSkeleton } from "@/features/meeting/header/meeting-skeleton";
import { ExportMenu } from "@/features/meeting/reader/export-menu";
import { RecordingWarnings } from "@/features/meeting/reader/recording-warnings";
import { SilentMeeting } from "@/features/meeting/reader/silent-meeting";
import { TranscriptTools } from "@/features/meeting/reader/transcript-tools";
import { ShortcutsDialog } from "@/features/meeting/shortcuts/shortcuts-dialog";
import { useShortcuts } from "@/features/meeting/shortcuts/use-shortcuts";
import { NameSpeakerDialog } from "@/features/meeting/speakers/name-speaker-dialog";
import { SpeakersPanel } from "@/features/meeting/speakers/speakers-panel";
import { useSpeakerEdits } from "@/features/meeting/speakers/use-speaker-edits";
import { PlayerBar } from "@/features/player/player-bar";
import { PlayerProvider } from "@/features/player/player-context";
import { Waveform } from "@/features/player/waveform";
import { TranscriptView } from "@/features/transcript/transcript-view";
import { useFind } from "@/features/transcript/use-find";
import type { Meeting } from "@/lib/api/client";
import { usePreference } from "@/lib/use-preference";
import { useProblemText } from "@/lib/use-problem-text";

const nothing = () => undefined;

/** A completed meeting: listen, read, find, name, correct, take away. */
export function MeetingReader({ meeting }: { meeting: Meeting }) {
  const edited = useTranscript(meeting);
  const problemText = useProblemText();
  if (edited.data) {
    return (
      <PlayerProvider src={`/api/v1/meetings/${meeting.id}/audio`}>
        <TooltipProvider delayDuration={400}>
          <Reader key={meeting.attempt} meeting={meeting} start={edited.data} />
        </TooltipProvider>
      </PlayerProvider>
    );
  }
  return (
    <div className="mx-auto max-w-3xl px-4 py-8 sm:px-6 sm:py-10">
      {edited.isError ? <p role="alert">{problemText(edited.error)}</p> : <MeetingSkeleton />}
    </div>
  );
}

function Reader({ meeting, start }: { meeting: Meeting; start: Edited }) {
  const t = useTranslations("transcript");
  const { session, state } = useEditing(meeting, start);
  const { transcript, revision } = state;
  const model = useMemo(() => buildModel(transcript.segments), [transcript.segments]);
  const { people, nameOf, colorOf } = usePeople(transcript.speakers);
  const { draft, tools, editCurrent, assignment, setAssignment } = useDraft(model, session);
  const speakers = useSpeakerEdits(meeting, session, people);
  const { canEdit } = rightsOf(meeting);
  const linkTo = useCallback(
    (seconds: number) =>
      `${window.location.origin}/meetings/${meeting.id}?t=${Math.round(seconds * 10) / 10}`,
    [meeting.id],
  );
  const assignWords = useCallback(
    (first: number, last: number, anchor: HTMLElement) =>
      setAssignment({ segments: segmentsOfWords(model, first, last), speaker: null, anchor }),
    [model, setAssignment],
  );
  const finding = useFind(model);
  const findInput = useRef<HTMLInputElement>(null);
  const [marksDoubt, setMarksDoubt] = usePreference("marks-doubt", true);
  const [linkedTime] = useQueryState("t", parseAsFloat);
  const [startAt] = useState(linkedTime);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts({
    onFind: () => findInput.current?.select(),
    onHelp: () => setHelpOpen(true),
    onEdit: canEdit ? editCurrent : nothing,
    onUndo: canEdit ? () => session.undo() : nothing,
    onRedo: canEdit ? () => session.redo() : nothing,
  });

  return (
    <>
      <div className="mx-auto min-h-[calc(100dvh-9rem)] max-w-7xl px-4 pt-4 pb-16 sm:px-6 sm:pt-8">
        <MeetingHeader meeting={meeting}>
          <HistoryDialog
            meetingId={meeting.id}
            revision={revision}
            onRestore={
              canEdit ? (number) => session.perform({ kind: "restore", revision: number }) : undefined
            }
          />
          <ExportMenu meeting={meeting} />
        </MeetingHeader>
        <RecordingWarnings warnings={transcript.warnings} />
        <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-2 lg:mt-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
          <aside className="min-w-0 lg:order-2">
            <SpeakersPanel people={people} nameOf={nameOf} editing={canEdit ? speakers : null} />
          </aside>
          <section aria-label={t("label")} className="max-w-[52rem] min-w-0">
            <TranscriptTools
              finding={finding}
              inputRef={findInput}
              marksDoubt={marksDoubt}
              onMarksDoubt={setMarksDoubt}
            >
              {canEdit ? <SaveState session={session} state={state} /> : null}
            </TranscriptTools>
            {canEdit ? (
              <ReprocessedBar
                meeting={meeting}
                revision={revision}
                onAdopt={() => session.perform({ kind: "adopt" })}
              />
            ) : null}
            <ConflictBar session={session} state={state} />
            {model.words.length === 0 ? (
              <SilentMeeting />
            ) : (
              <TranscriptView
                model={model}
                duration={transcript.duration}
                nameOf={nameOf}
                colorOf={colorOf}
                finding={finding}
                marksDoubt={marksDoubt}
                linkTo={linkTo}
                startAt={startAt}
                editing={canEdit ? { tools, draft, onAssign: assignWords } : null}
              />
            )}
          </section>
        </div>
      </div>
      <PlayerBar
        duration={transcript.duration}
        waveform={
          <Waveform
            meetingId={meeting.id}
            duration={transcript.duration}
            blocks={model.blocks}
            people={people}
          />
        }
        extra={<ShortcutsDialog open={isHelpOpen} onOpenChange={setHelpOpen} />}
      />
      <AssignMenu
        assignment={assignment}
        people={people}
        nameOf={nameOf}
        onClose={() => setAssignment(null)}
        onAssign={speakers.onAssign}
        onName={speakers.onName}
      />
      <NameSpeakerDialog
        person={speakers.naming}
        label={speakers.naming ? nameOf(speakers.naming.id) : ""}
        people={people}
        onClose={speakers.onDismiss}
        onName={speakers.onNamed}
        onMerge={speakers.onMergeInstead}
      />
    </>
  );
}
