"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useCallback, useEffect, useMemo, useState } from "react";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { useMe } from "@/entities/session/session";
import { FinishedRecordings } from "@/features/recording/finished";
import { Recorder, recordingLock } from "@/features/recording/recorder";
import { forget, toFile, type KeptRecording } from "@/features/recording/recording-store";
import { RECORDINGS_KEY, useRecoveredRecordings } from "@/features/recording/recovered";
import { fromUpload } from "@/features/upload/options/options";
import { useShared } from "@/features/upload/shared/use-shared";
import { UploadQueue, type NewUpload } from "@/features/upload/transfer/upload-queue";
import { cancelUpload } from "@/features/upload/transfer/uploads-api";
import { findUploadOf, UPLOADS_KEY, useInterruptedUploads } from "@/features/upload/tray/interrupted";
import type { Chosen } from "@/features/upload/upload-dialog";
import type { UploadSummary } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
import { useStore } from "@/lib/store/use-store";
import { useUnsaved } from "@/lib/unsaved";
import { isRefused } from "@/features/upload/options/refused";

export type Incoming = ReturnType<typeof useIncoming>;

/** Manage all recordings on their way to the server: chosen, dropped, recorded, interrupted or recovered. */
export function useIncoming() {
  const queryClient = useQueryClient();
  const t = useTranslations("recording");
  const tUpload = useTranslations("upload");
  const format = useFormatter();
  const ownName = useMe().data?.name ?? "";
  const { hidden, remove } = useDelayedDeletion();
  const [chosen, setChosen] = useState<readonly Chosen[]>([]);
  const [wrongFor, setWrongFor] = useState<string | null>(null);
  const [queue] = useState(
    () =>
      new UploadQueue(() => {
        void queryClient.invalidateQueries({ queryKey: MEETINGS_KEY });
        void queryClient.invalidateQueries({ queryKey: UPLOADS_KEY });
      }),
  );
  const uploads = useStore(queue);
  const { interrupted, areKnown } = useInterruptedUploads(uploads);
  const inUse = useMemo(
    () => new Set([...uploads, ...chosen].map(({ recordingId }) => recordingId)),
    [uploads, chosen],
  );
  const [finished] = useState(() => new FinishedRecordings());
  /** Recordings that the server has, while they are removed here. */
  const [sent, setSent] = useState<ReadonlySet<number>>(new Set());
  const ended = useStore(finished);
  const left = useRecoveredRecordings(inUse);
  const recovered = useMemo(() => {
    const here = ended.map(({ recording }) => recording).filter(({ id }) => !inUse.has(id));
    const all = [...here, ...left.filter(({ id }) => !here.some((one) => one.id === id))];
    return all.filter(({ id }) => !sent.has(id));
  }, [ended, inUse, left, sent]);

  /** Resume the interrupted upload of each file that has one; ask for the options of the others. */
  const take = useCallback(
    async (taken: readonly Chosen[]) => {
      const fresh: Chosen[] = [];
      for (const one of taken) {
        const upload = await findUploadOf(one.file, interrupted);
        const options = upload && { ...fromUpload(upload), notes: one.notes ?? [] };
        if (options) queue.add([{ ...one, options, uploadId: upload.id }]);
        else fresh.push({ ...one, isRefused: await isRefused(one.file) });
      }
      setChosen((before) => [...before, ...fresh]);
    },
    [interrupted, queue],
  );

  useShared(areKnown, (shared) => void take(shared.map(({ file, title }) => ({ file, title }))));

  const takeRecording = useCallback(
    (recording: KeptRecording, file: File) => {
      const date = format.dateTime(recording.startedAt, { dateStyle: "long", timeStyle: "short" });
      const onStored = () => {
        setSent((before) => new Set([...before, recording.id]));
        void forget(recording.id).finally(() => {
          finished.remove(recording.id);
          void queryClient.invalidateQueries({ queryKey: RECORDINGS_KEY });
        });
      };
      const { id: recordingId, hasChannels = false, notes = [], startedAt: heldAt } = recording;
      const title = t("defaultTitle", { date });
      // The microphone is on the first channel of a call: whoever records is the one who speaks there.
      const named = { hasChannels, firstChannel: hasChannels ? ownName : "" };
      return take([{ file, recordingId, ...named, notes, heldAt, title, onStored }]);
    },
    [finished, format, ownName, queryClient, t, take],
  );

  const [recorder] = useState(() => new Recorder());
  useEffect(
    () =>
      recorder.onRecorded((recorded) => {
        finished.add(recorded);
        void takeRecording(recorded.recording, recorded.file);
      }),
    [finished, recorder, takeRecording],
  );

  useUnsaved(() => queue.isBusy || recorder.isRecording || finished.isAtRisk);

  return {
    queue,
    uploads,
    recorder,
    chosen,
    setChosen,
    interrupted: interrupted.filter(({ id }) => !hidden.has(id)),
    recovered: recovered.filter(({ id }) => !hidden.has(recordingLock(id))),
    wrongFor,
    take: (files: readonly File[]) => take(files.map((file) => ({ file }))),
    submit: (recordings: readonly NewUpload[]) => queue.add(recordings),
    /** Resume one interrupted upload, if this is its file. */
    takeFor: async (upload: UploadSummary, file: File) => {
      const isRight = (await findUploadOf(file, [upload])) !== null;
      setWrongFor(isRight ? null : upload.id);
      if (isRight) queue.add([{ file, options: fromUpload(upload), uploadId: upload.id }]);
    },
    discardUpload: ({ id, title }: UploadSummary) =>
      remove(id, tUpload("discarded", { name: title }), async () => {
        await cancelUpload(id);
        await queryClient.invalidateQueries({ queryKey: UPLOADS_KEY });
      }),
    takeRecovered: async (recording: KeptRecording) =>
      takeRecording(recording, finished.fileOf(recording) ?? (await toFile(recording))),
    discardRecovered: (recording: KeptRecording) => {
      const date = format.dateTime(recording.startedAt, { dateStyle: "medium", timeStyle: "short" });
      remove(recordingLock(recording.id), t("discarded", { date }), async () => {
        await forget(recording.id);
        finished.remove(recording.id);
        await queryClient.invalidateQueries({ queryKey: RECORDINGS_KEY });
      });
    },
  };
}
