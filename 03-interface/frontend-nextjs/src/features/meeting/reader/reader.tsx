"use client";

import { useRef, useState } from "react";
import { isActive } from "@/entities/meeting/meetings";
import { rightsOf } from "@/entities/meeting/rights";
import { usePeople } from "@/entities/transcript/speakers/use-people";
import type { RevisedTranscript } from "@/entities/transcript/transcript-query";
import { useModel } from "@/entities/transcript/use-model";
import { CommentDialog } from "@/features/comments/comment-dialog";
import { CommentsPanel } from "@/features/comments/comments-panel";
import { useCommenting } from "@/features/comments/use-commenting";
import { AssignMenu } from "@/features/editing/draft/assign-menu";
import { focusedBlock, useDraft } from "@/features/editing/draft/use-draft";
import { CompanyLine } from "@/features/editing/notices/company-line";
import { useCompany } from "@/features/editing/session/use-company";
import { useEditing } from "@/features/editing/session/use-editing";
import { AttemptBar } from "@/features/meeting/again/attempt-bar";
import { PassageDialog } from "@/features/meeting/again/passage-dialog";
import { useRefreshAfterPassage } from "@/features/meeting/again/use-refresh-after-passage";
import { useAside } from "@/features/meeting/reader/hooks/use-aside";
import { useSidePanel } from "@/features/meeting/reader/hooks/use-side-panel";
import { ReaderAside } from "@/features/meeting/reader/reader-aside";
import { ReaderFrame } from "@/features/meeting/reader/reader-frame";
import { ReaderHeader } from "@/features/meeting/reader/reader-header";
import { RecordingWarnings } from "@/features/meeting/reader/recording-warnings";
import { SidePanels } from "@/features/meeting/reader/side-panels";
import { TranscriptPanel } from "@/features/meeting/reader/transcript-panel";
import { KeyboardShortcuts } from "@/features/meeting/shortcuts/keyboard-shortcuts";
import { NameSpeakerDialog } from "@/features/meeting/speakers/name-speaker-dialog";
import { SpeakersPanel } from "@/features/meeting/speakers/speakers-panel";
import { useListening } from "@/features/meeting/speakers/use-listening";
import { useSpeakerEdits } from "@/features/meeting/speakers/use-speaker-edits";
import { MediaControls } from "@/features/player/lock-screen/media-controls";
import { LoopButton } from "@/features/player/loop-button";
import { usePlayer } from "@/features/player/player-context";
import { chosenWords } from "@/features/transcript/chosen-words";
import type { Meeting } from "@/lib/api/client";

type ReaderProps = { meeting: Meeting; start: RevisedTranscript; isCut: boolean };

/** The page of a completed meeting: listen, read, find, name speakers, correct, export. */
export function Reader({ meeting, start, isCut }: ReaderProps) {
  const { canEdit } = rightsOf(meeting);
  const { session, state } = useEditing(meeting, start);
  const { transcript, revision } = state;
  const model = useModel(transcript);
  const voices = usePeople(transcript.speakers);
  const { people, nameOf } = voices;
  const drafting = useDraft(model, transcript, session, canEdit);
  const speakers = useSpeakerEdits(meeting, session, people);
  const [passage, setPassage] = useState<readonly number[] | null>(null);
  useRefreshAfterPassage(meeting, session);
  const commenting = useCommenting(meeting.id, transcript, model);
  const player = usePlayer();
  const listening = useListening(model);
  const [shown, setShown] = useState<{ seconds: number } | null>(null);
  const company = useCompany(meeting.id, session, state.status, drafting.inHand);
  const aside = useAside();
  const { panel, setPanel, showComment } = useSidePanel(aside.onOpen);
  const goTo = (seconds: number) => {
    aside.close();
    player.seek(seconds);
    setShown({ seconds });
  };
  const playFrom = (seconds: number) => {
    goTo(seconds);
    player.play();
  };
  const findInput = useRef<HTMLInputElement>(null);
  const shortcuts = (
    <KeyboardShortcuts
      session={canEdit ? session : null}
      onFind={() => findInput.current?.select()}
      onEdit={drafting.editCurrent}
      onUncertain={drafting.editUncertain}
      onStep={listening.stepHeard}
      onComment={() =>
        commenting.beginAt({ chosen: chosenWords(), focused: focusedBlock(), seconds: player.time })
      }
    />
  );
  return (
    <>
      <ReaderFrame
        className="pt-1"
        hasRecording={meeting.has_recording}
        player={{
          duration: transcript.duration,
          sound: { meetingId: meeting.id, blocks: model.blocks, voices },
          loop: <LoopButton passage={drafting.currentPassage} />,
          extra: shortcuts,
        }}
      >
        <div inert={aside.isCovering}>
          <ReaderHeader
            meeting={meeting}
            session={session}
            revision={revision}
            hasComments={commenting.placed.length > 0}
          />
          <CompanyLine people={company} />
          <AttemptBar meeting={meeting} isCut={isCut} />
          <RecordingWarnings warnings={transcript.warnings} />
        </div>
        <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-2 sm:mt-4 lg:mt-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <ReaderAside id={aside.id} isOpen={aside.isOpen} onClose={aside.close}>
            <SpeakersPanel
              people={people}
              nameOf={nameOf}
              editing={canEdit ? speakers : null}
              listening={meeting.has_recording ? listening : null}
            />
            <SidePanels
              meeting={meeting}
              revision={revision}
              onPlay={playFrom}
              comments={
                <CommentsPanel meeting={meeting} commenting={commenting} nameOf={nameOf} onShow={goTo} />
              }
              commentCount={commenting.placed.length}
              shown={panel}
              onShow={setPanel}
            />
          </ReaderAside>
          <TranscriptPanel
            meeting={meeting}
            session={session}
            state={state}
            model={model}
            voices={voices}
            drafting={drafting}
            findInput={findInput}
            commenting={commenting}
            onNote={showComment}
            shown={shown}
            aside={aside}
          />
        </div>
      </ReaderFrame>
      {meeting.has_recording ? <MediaControls title={meeting.title} /> : null}
      <AssignMenu
        assignment={drafting.assignment}
        people={people}
        nameOf={nameOf}
        onClose={() => drafting.setAssignment(null)}
        onAssign={speakers.onAssign}
        onName={speakers.onName}
        onLanguage={meeting.has_recording && !isActive(meeting) ? setPassage : undefined}
      />
      <CommentDialog commenting={commenting} />
      <PassageDialog
        meeting={meeting}
        revision={revision}
        segments={passage}
        onClose={() => setPassage(null)}
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
