"use client";

import { useQuery } from "@tanstack/react-query";
import type { Upload } from "@/features/upload/transfer/upload-queue";
import { isFileOf, listUploads } from "@/features/upload/transfer/uploads-api";
import type { UploadSummary } from "@/lib/api/client";
import { busyIds } from "@/lib/tab-locks";

export const UPLOADS_KEY = ["uploads"] as const;

/** Query unfinished uploads of this user that no tab of this browser is working on, and whether they are known. */
export function useInterruptedUploads(uploads: readonly Upload[]): {
  interrupted: readonly UploadSummary[];
  areKnown: boolean;
} {
  const own = new Set(uploads.map(({ uploadId }) => uploadId));
  const { data = [], isFetched } = useQuery({
    queryKey: UPLOADS_KEY,
    queryFn: async () => {
      const [listed, busy] = await Promise.all([listUploads(), busyIds()]);
      return listed.filter(({ id }) => !busy.has(id));
    },
  });
  return { interrupted: data.filter(({ id }) => !own.has(id)), areKnown: isFetched };
}

export async function findUploadOf(
  file: File,
  interrupted: readonly UploadSummary[],
): Promise<UploadSummary | null> {
  for (const upload of interrupted) {
    if (await isFileOf(file, upload).catch(() => false)) return upload;
  }
  return null;
}
