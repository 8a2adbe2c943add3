"use client";

import { usePathname } from "next/navigation";
import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ReactNode,
} from "react";
import { Deferred } from "@/components/deferred";
import { useFollowed } from "@/features/upload/following/use-followed";
import { DropOverlay } from "@/features/upload/drop-overlay";
import { useIncoming } from "@/features/upload/use-incoming";
import type { Meeting, UploadSummary } from "@/lib/api/client";

const loadDialog = () => import("@/features/upload/upload-dialog").then((module) => module.UploadDialog);
const loadTray = () => import("@/features/upload/tray/upload-tray").then((module) => module.UploadTray);
const loadRecorder = () =>
  import("@/features/recording/recorder-panel").then((module) => module.RecorderPanel);

type UploadControl = {
  /** Open the system's file dialog. */
  chooseFiles: () => void;
  /** Open the recorder. */
  record: () => void;
  /** Show how a meeting that is processed comes on, and tell its end. */
  follow: (meeting: Meeting) => void;
};

const UploadContext = createContext<UploadControl | null>(null);

export function useUploadDialog(): UploadControl {
  const control = useContext(UploadContext);
  if (!control) throw new Error("useUploadDialog needs an UploadProvider above it");
  return control;
}

export function UploadProvider({ children }: { children: ReactNode }) {
  const incoming = useIncoming();
  const { queue, recorder } = incoming;
  const [, section, shownId] = usePathname().split("/");
  const following = useFollowed(section === "meetings" && shownId ? shownId : null);
  const { follow } = following;
  const stored = incoming.uploads.find(({ meeting }) => meeting)?.meeting ?? null;
  const handOver = useEffectEvent((meeting: Meeting) => {
    follow(meeting);
    queue.removeStored(meeting.id);
  });
  useEffect(() => {
    if (stored) handOver(stored);
  }, [stored]);
  const isRecorderOpen = useSyncExternalStore(
    recorder.subscribe,
    () => recorder.snapshot().phase !== "closed",
    () => false,
  );
  const input = useRef<HTMLInputElement>(null);
  const inputOfOne = useRef<HTMLInputElement>(null);
  const interrupted = useRef<UploadSummary>(null);
  const control = useMemo(
    () => ({
      chooseFiles: () => input.current?.click(),
      record: () => {
        if (recorder.snapshot().phase === "closed") void recorder.open();
      },
      follow,
    }),
    [recorder, follow],
  );
  const chooseAgain = (upload: UploadSummary) => {
    interrupted.current = upload;
    inputOfOne.current?.click();
  };
  const onTheirWay = [incoming.uploads, following.meetings, incoming.interrupted, incoming.recovered];

  return (
    <UploadContext value={control}>
      {children}
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept="audio/*,video/*"
        data-testid="recordings"
        onChange={(event) => {
          void incoming.take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <input
        ref={inputOfOne}
        type="file"
        hidden
        accept="audio/*,video/*"
        data-testid="interrupted"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file && interrupted.current) void incoming.takeFor(interrupted.current, file);
          event.target.value = "";
        }}
      />
      <DropOverlay onDrop={(files) => void incoming.take(files)} />
      <Deferred
        load={loadDialog}
        isWanted={incoming.chosen.length > 0}
        content={{ chosen: incoming.chosen, onChange: incoming.setChosen, onSubmit: incoming.submit }}
      />
      <div
        // Above the player, where there is one.
        className="fixed right-3 bottom-3 z-40 grid w-[min(23rem,calc(100vw-1.5rem))] gap-3 in-[body:has([data-player])]:bottom-36 max-sm:left-3 max-sm:w-auto sm:in-[body:has([data-player])]:bottom-20 print:hidden"
      >
        <Deferred load={loadRecorder} isWanted={isRecorderOpen} content={{ recorder }} />
        <Deferred
          load={loadTray}
          isWanted={onTheirWay.some(({ length }) => length > 0)}
          content={{ incoming, following, onChoose: chooseAgain }}
        />
      </div>
    </UploadContext>
  );
}
