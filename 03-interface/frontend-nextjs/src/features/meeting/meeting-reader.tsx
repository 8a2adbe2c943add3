"use client";

import { MicOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsFloat, useQueryState } from "nuqs";
import { useCallback, useMemo, useRef, useState } from "react";
import { EmptyState } from "@/components/empty-state";
import { ExportMenu } from "@/features/meeting/export-menu";
import { MeetingHeader } from "@/features/meeting/meeting-header";
import { MeetingSkeleton } from "@/features/meeting/meeting-screen";
import { ShortcutsDialog } from "@/features/meeting/shortcuts-dialog";
import { SpeakersPanel } from "@/features/meeting/speakers-panel";
import { TranscriptTools } from "@/features/meeting/transcript-tools";
import { useTranscript } from "@/features/meeting/transcript-query";
import { useLearntNames } from "@/features/meeting/use-learnt-names";
import { useShortcuts } from "@/features/meeting/use-shortcuts";
import { PlayerBar } from "@/features/player/player-bar";
import { PlayerProvider } from "@/features/player/player-context";
import { Waveform } from "@/features/player/waveform";
import { buildModel } from "@/features/transcript/model";
import { peopleOf } from "@/features/transcript/speakers";
import { TranscriptView } from "@/features/transcript/transcript-view";
import { useFind } from "@/features/transcript/use-find";
import type { Meeting, Transcript } from "@/lib/api/client";
import { usePreference } from "@/lib/use-preference";
import { useProblemText } from "@/lib/use-problem-text";

/** A completed meeting: listen, read, find, name, take away. */
export function MeetingReader({ meeting }: { meeting: Meeting }) {
  const transcript = useTranscript(meeting);
  const problemText = useProblemText();
  if (transcript.data) {
    return (
      <PlayerProvider src={`/api/v1/meetings/${meeting.id}/audio`}>
        <Reader meeting={meeting} transcript={transcript.data} />
      </PlayerProvider>
    );
  }
  return (
    <div className="mx-auto max-w-3xl px-4 py-8 sm:px-6 sm:py-10">
      {transcript.isError ? <p role="alert">{problemText(transcript.error)}</p> : <MeetingSkeleton />}
    </div>
  );
}

function Reader({ meeting, transcript }: { meeting: Meeting; transcript: Transcript }) {
  const t = useTranslations("transcript");
  const model = useMemo(() => buildModel(transcript.segments), [transcript]);
  const learnt = useLearntNames(meeting);
  const people = useMemo(() => peopleOf(transcript.speakers), [transcript]);
  const nameOf = useCallback(
    (speaker: string) => {
      const person = people.find(({ id }) => id === speaker);
      return learnt.names.get(speaker) ?? person?.name ?? t("speaker", { number: person?.number ?? 0 });
    },
    [people, learnt.names, t],
  );
  const colorOf = useCallback(
    (speaker: string) => people.find(({ id }) => id === speaker)?.color ?? "var(--muted-foreground)",
    [people],
  );
  const linkTo = useCallback(
    (seconds: number) =>
      `${window.location.origin}/meetings/${meeting.id}?t=${Math.round(seconds * 10) / 10}`,
    [meeting.id],
  );
  const finding = useFind(model);
  const findInput = useRef<HTMLInputElement>(null);
  const [marksDoubt, setMarksDoubt] = usePreference("marks-doubt", true);
  const [linkedTime] = useQueryState("t", parseAsFloat);
  const [startAt] = useState(linkedTime);
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts({ onFind: () => findInput.current?.select(), onHelp: () => setHelpOpen(true) });

  return (
    <>
      <div className="mx-auto min-h-[calc(100dvh-9rem)] max-w-7xl px-4 pt-6 pb-16 sm:px-6 sm:pt-8">
        <MeetingHeader meeting={meeting}>
          <ExportMenu meeting={meeting} />
        </MeetingHeader>
        <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-6 lg:grid-cols-[minmax(0,1fr)_19rem]">
          <aside className="min-w-0 lg:order-2">
            <SpeakersPanel meeting={meeting} people={people} nameOf={nameOf} learnt={learnt} />
          </aside>
          <section aria-label={t("label")} className="max-w-[52rem] min-w-0">
            <TranscriptTools
              finding={finding}
              inputRef={findInput}
              marksDoubt={marksDoubt}
              onMarksDoubt={setMarksDoubt}
            />
            {model.words.length === 0 ? (
              <EmptyState icon={<MicOff />} title={t("silent")}>
                {t("silentText")}
              </EmptyState>
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
    </>
  );
}
