"use client";

import { useQuery } from "@tanstack/react-query";
import { useMe } from "@/entities/session/session";
import { recordingLock } from "@/features/recording/recorder";
import { listKept, type KeptRecording } from "@/features/recording/recording-store";
import { busyIds } from "@/lib/tab-locks";

export const RECORDINGS_KEY = ["recordings"] as const;

/** Query recordings of this user that never reached the server, as after a closed or crashed tab. */
export function useRecoveredRecordings(inUse: ReadonlySet<number | undefined>): readonly KeptRecording[] {
  const ownerId = useMe().data?.id;
  const { data = [] } = useQuery({
    queryKey: [...RECORDINGS_KEY, ownerId],
    enabled: ownerId !== undefined,
    // Without storage there is nothing to recover.
    queryFn: async () => {
      const [kept, busy] = await Promise.all([listKept(ownerId ?? "").catch(() => []), busyIds()]);
      return kept.filter(({ id }) => !busy.has(recordingLock(id)));
    },
  });
  return data.filter(({ id }) => !inUse.has(id));
}
