"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { usePeople } from "@/entities/transcript/speakers/use-people";
import { useModel } from "@/entities/transcript/use-model";
import { GuestHeader } from "@/features/guest/guest-header";
import { useAside } from "@/features/meeting/reader/hooks/use-aside";
import { useStartTime } from "@/features/meeting/reader/hooks/use-start-time";
import { ReaderAside } from "@/features/meeting/reader/reader-aside";
import { ReaderFrame } from "@/features/meeting/reader/reader-frame";
import { SilentMeeting } from "@/features/meeting/reader/silent-meeting";
import { TranscriptTools } from "@/features/meeting/reader/transcript-tools";
import { KeyboardShortcuts } from "@/features/meeting/shortcuts/keyboard-shortcuts";
import { SpeakersPanel } from "@/features/meeting/speakers/speakers-panel";
import { useListening } from "@/features/meeting/speakers/use-listening";
import { MediaControls } from "@/features/player/lock-screen/media-controls";
import { PrintedTranscript } from "@/features/transcript/printed-transcript";
import { TranscriptView } from "@/features/transcript/transcript-view";
import { useFind } from "@/features/transcript/use-find";
import { useIsPrinting } from "@/features/transcript/use-is-printing";
import type { GuestMeeting, Transcript } from "@/lib/api/client";
import { usePreference } from "@/lib/use-preference";

const DECISECONDS = 10;
const NO_NOTES: [] = [];
const doNothing = () => undefined;

/** Return the address of a second: the same link, which whoever reads this has. */
function linkTo(seconds: number): string {
  const { origin, pathname, hash } = window.location;
  return `${origin}${pathname}?t=${Math.round(seconds * DECISECONDS) / DECISECONDS}${hash}`;
}

/** The transcript of a meeting as a guest reads it: listen, read and find. */
export function GuestReader({ meeting, transcript }: { meeting: GuestMeeting; transcript: Transcript }) {
  const t = useTranslations("transcript");
  const model = useModel(transcript);
  const voices = usePeople(transcript.speakers);
  const listening = useListening(model);
  const startAt = useStartTime();
  const isPrinting = useIsPrinting();
  const finding = useFind(model, startAt);
  const [marksDoubt, setMarksDoubt] = usePreference("marks-doubt", true);
  const aside = useAside();
  const findInput = useRef<HTMLInputElement>(null);
  const shortcuts = (
    <KeyboardShortcuts
      session={null}
      onFind={() => findInput.current?.select()}
      onEdit={doNothing}
      onUncertain={doNothing}
      onStep={listening.stepHeard}
      onComment={doNothing}
    />
  );
  return (
    <>
      <ReaderFrame
        className="pt-4"
        hasRecording={meeting.has_recording}
        player={{
          duration: transcript.duration,
          sound: { linkId: meeting.link_id, blocks: model.blocks, voices },
          loop: null,
          extra: shortcuts,
        }}
      >
        <div inert={aside.isCovering}>
          <GuestHeader meeting={meeting} />
        </div>
        <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-2 lg:mt-6 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <ReaderAside id={aside.id} isOpen={aside.isOpen} onClose={aside.close}>
            <SpeakersPanel
              people={voices.people}
              nameOf={voices.nameOf}
              editing={null}
              listening={meeting.has_recording ? listening : null}
            />
          </ReaderAside>
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
              {null}
            </TranscriptTools>
            {model.words.length === 0 ? (
              <SilentMeeting />
            ) : (
              <>
                {isPrinting ? (
                  <PrintedTranscript model={model} duration={transcript.duration} nameOf={voices.nameOf} />
                ) : null}
                <div className="print:hidden">
                  <TranscriptView
                    model={model}
                    duration={transcript.duration}
                    nameOf={voices.nameOf}
                    colorOf={voices.colorOf}
                    finding={finding}
                    marksDoubt={marksDoubt}
                    linkTo={linkTo}
                    startAt={startAt}
                    noted={NO_NOTES}
                    onNote={doNothing}
                    shown={null}
                    clipOf={null}
                    editing={null}
                  />
                </div>
              </>
            )}
          </section>
        </div>
      </ReaderFrame>
      {meeting.has_recording ? <MediaControls title={meeting.title} /> : null}
    </>
  );
}
