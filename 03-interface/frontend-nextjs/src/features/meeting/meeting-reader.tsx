"use client";

import { useTranslations } from "next-intl";
import { parseAsFloat, useQueryState } from "nuqs";
import { useCallback, useMemo, useRef, useState } from "react";
import { TooltipProvider } from "@/components/ui/tooltip";
import { ConflictBar } from "@/features/editing/conflict-bar";
import type { Edited } from "@/features/editing/editing-session";
import { HistoryDialog } from "@/features/editing/history-dialog";
import { ReprocessedBar } from "@/features/editing/reprocessed-bar";
import { SaveState } from "@/features/editing/save-state";
import { useEditing } from "@/features/editing/use-editing";
import { useDraft } from "@/features/editing/use-draft";
import { ExportMenu } from "@/features/meeting/export-menu";
import { MeetingHeader } from "@/features/meeting/meeting-header";
import { MeetingSkeleton } from "@/features/meeting/meeting-screen";
import { NameSpeakerDialog } from "@/features/meeting/name-speaker-dialog";
import { ShortcutsDialog } from "@/features/meeting/shortcuts-dialog";
import { SilentMeeting } from "@/features/meeting/silent-meeting";
import { SpeakersPanel } from "@/features/meeting/speakers-panel";
import { TranscriptTools } from "@/features/meeting/transcript-tools";
import { useTranscript } from "@/features/meeting/transcript-query";
import { useSpeakerEdits } from "@/features/meeting/use-speaker-edits";
import { useShortcuts } from "@/features/meeting/use-shortcuts";
import { PlayerBar } from "@/features/player/player-bar";
import { PlayerProvider } from "@/features/player/player-context";
import { Waveform } from "@/features/player/waveform";
import { AssignMenu } from "@/features/editing/assign-menu";
import { rightsOf } from "@/features/meetings/rights";
import { buildModel, segmentsOfWords } from "@/features/transcript/model";
import { usePeople } from "@/features/transcript/use-people";
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
