import { toFields, type RecordingOptions } from "@/features/upload/options/options";
import { retry } from "@/features/upload/transfer/retry";
import { readBytes } from "@/features/upload/transfer/read-bytes";
import { api, settle, unwrap, type Meeting, type Upload, type UploadSummary } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { sha256, toBase64, toHex } from "@/lib/sha256";

/** The gateway inspects the first bytes of a file, this many. */
const HEAD_BYTES = 4096;

const path = (uploadId: string) => ({ params: { path: { upload_id: uploadId } } });

export async function beginUpload(file: File, options: RecordingOptions): Promise<Upload> {
  const head = await readBytes(file.slice(0, HEAD_BYTES));
  return unwrap(
    api.POST("/api/v1/uploads", {
      body: {
        channels: "mix",
        ...toFields(options),
        filename: file.name,
        content_type: file.type,
        size_bytes: file.size,
        head: toBase64(new Uint8Array(head)),
      },
    }),
  );
}

export function findUpload(uploadId: string): Promise<Upload> {
  return unwrap(api.GET("/api/v1/uploads/{upload_id}", path(uploadId)));
}

export function listUploads(): Promise<UploadSummary[]> {
  return unwrap(api.GET("/api/v1/uploads"));
}

export function completeUpload(uploadId: string): Promise<Meeting> {
  return unwrap(api.POST("/api/v1/uploads/{upload_id}/complete", path(uploadId)));
}

/** Cancel an upload, retrying until the server has answered. */
export async function cancelUpload(uploadId: string): Promise<void> {
  const cancel = () =>
    settle(api.DELETE("/api/v1/uploads/{upload_id}", { ...path(uploadId), keepalive: true }));
  await retry(cancel, { signal: new AbortController().signal, onTrouble: () => undefined }).catch(
    (error: unknown) => {
      // It may be gone already: the answer to an earlier attempt was lost.
      if (!(error instanceof ProblemError) || error.status !== 404) throw error;
    },
  );
}

/** Return whether the file is that of an interrupted upload, by size, name and first bytes. */
export async function isFileOf(file: File, upload: UploadSummary): Promise<boolean> {
  if (file.size !== upload.size_bytes || file.name.normalize("NFC").trim() !== upload.filename) return false;
  const head = await readBytes(file.slice(0, HEAD_BYTES));
  return toHex(await sha256(head)) === upload.head_sha256;
}
