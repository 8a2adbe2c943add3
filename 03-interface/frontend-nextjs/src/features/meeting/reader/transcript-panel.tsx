"use client";

import { useTranslations } from "next-intl";
import { useCallback, type RefObject } from "react";
import { rightsOf } from "@/entities/meeting/rights";
import type { TranscriptModel } from "@/entities/transcript/model";
import type { People } from "@/entities/transcript/speakers/use-people";
import type { Commenting } from "@/features/comments/use-commenting";
import type { Drafting } from "@/features/editing/draft/use-draft";
import { ConflictBar } from "@/features/editing/notices/conflict-bar";
import { RefusalBar } from "@/features/editing/notices/refusal-bar";
import { ReprocessedBar } from "@/features/editing/notices/reprocessed-bar";
import { SaveState } from "@/features/editing/notices/save-state";
import type { EditingSession, EditingState } from "@/features/editing/session/editing-session";
import { ProcessAgainButton } from "@/features/meeting/again/process-again-button";
import { useStartTime } from "@/features/meeting/reader/hooks/use-start-time";
import { SilentMeeting } from "@/features/meeting/reader/silent-meeting";
import { TranscriptTools, type AsideControl } from "@/features/meeting/reader/transcript-tools";
import { TranscriptView } from "@/features/transcript/transcript-view";
import { useFind } from "@/features/transcript/use-find";
import type { Meeting } from "@/lib/api/client";
import { audioAddress } from "@/lib/api/export-address";
import { usePreference } from "@/lib/use-preference";
import { PrintedTranscript } from "@/features/transcript/printed-transcript";
import { useIsPrinting } from "@/features/transcript/use-is-printing";

const DECISECONDS = 10;

type TranscriptPanelProps = {
  meeting: Meeting;
  session: EditingSession;
  state: EditingState;
  model: TranscriptModel;
  voices: People;
  drafting: Drafting;
  findInput: RefObject<HTMLInputElement | null>;
  commenting: Commenting;
  /** Show the comment of this id. */
  onNote: (id: string) => void;
  shown: { seconds: number } | null;
  /** What a phone shows in place of the transcript on request. */
  aside: AsideControl;
};

/** The transcript, with its search and options above it and, for those who may edit, the state of their edits. */
export function TranscriptPanel(props: TranscriptPanelProps) {
  const { meeting, session, state, model, voices, drafting, findInput, commenting, onNote, shown, aside } =
    props;
  const t = useTranslations("transcript");
  const { canEdit, isOwner } = rightsOf(meeting);
  const startAt = useStartTime();
  const isPrinting = useIsPrinting();
  const finding = useFind(model, startAt);
  const [marksDoubt, setMarksDoubt] = usePreference("marks-doubt", true);
  const linkTo = useCallback(
    (seconds: number) => {
      const time = Math.round(seconds * DECISECONDS) / DECISECONDS;
      return `${window.location.origin}/meetings/${meeting.id}?t=${time}`;
    },
    [meeting.id],
  );
  return (
    <section aria-label={t("label")} inert={aside.isCovering} className="max-w-[52rem] min-w-0">
      <h2 className="sr-only">{t("label")}</h2>
      <TranscriptTools
        finding={finding}
        inputRef={findInput}
        marksDoubt={marksDoubt}
        onMarksDoubt={setMarksDoubt}
        aside={aside}
        isSilent={model.words.length === 0}
      >
        {canEdit ? <SaveState session={session} state={state} /> : null}
      </TranscriptTools>
      {canEdit ? (
        <ReprocessedBar
          meeting={meeting}
          revision={state.revision}
          onPerform={(operation) => session.perform(operation)}
        />
      ) : null}
      <ConflictBar session={session} state={state} />
      <RefusalBar session={session} state={state} />
      {model.words.length === 0 ? (
        <SilentMeeting
          action={
            isOwner && meeting.has_recording ? <ProcessAgainButton meeting={meeting} isNamed /> : undefined
          }
        />
      ) : (
        <>
          {isPrinting ? (
            <PrintedTranscript model={model} duration={state.transcript.duration} nameOf={voices.nameOf} />
          ) : null}
          {/* It stays: what is being written, chosen and scrolled to would be lost. */}
          <div className="print:hidden">
            <TranscriptView
              model={model}
              duration={state.transcript.duration}
              nameOf={voices.nameOf}
              colorOf={voices.colorOf}
              finding={finding}
              marksDoubt={marksDoubt}
              linkTo={linkTo}
              startAt={startAt}
              noted={commenting.spans}
              onNote={onNote}
              shown={shown}
              clipOf={meeting.has_recording ? (format, clip) => audioAddress(meeting.id, format, clip) : null}
              editing={
                canEdit
                  ? {
                      tools: drafting.tools,
                      draft: drafting.draft,
                      drafted: drafting.drafted,
                      onAssign: drafting.assignWords,
                      notes: commenting.notes,
                    }
                  : null
              }
            />
          </div>
        </>
      )}
    </section>
  );
}
