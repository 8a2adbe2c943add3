import type { RecordingOptions } from "@/features/upload/options/options";
import { retry, type RetryOptions } from "@/features/upload/transfer/retry";
import { putPart } from "@/features/upload/transfer/put-part";
import { readBytes } from "@/features/upload/transfer/read-bytes";
import { beginUpload, completeUpload, findUpload } from "@/features/upload/transfer/uploads-api";
import type { Meeting, Upload } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { sha256, toHex } from "@/lib/sha256";

const PARALLEL_PARTS = 3;
const MAX_ROUNDS = 3;

export type Recording = { file: File; options: RecordingOptions };

export type TransferWatch = RetryOptions & {
  /** Called with the upload's id as soon as there is one. */
  onBegun: (uploadId: string) => void;
  /** Called with the bytes sent or present on the server; `known` of them were there before. */
  onProgress: (sent: number, known: number) => void;
};

/** Send a recording in parts, or its missing parts, and return its meeting. */
export async function transfer(
  { file, options }: Recording,
  uploadId: string | null,
  watch: TransferWatch,
): Promise<Meeting> {
  let id = uploadId;
  for (let round = 1; ; round += 1) {
    try {
      const upload = await open(id, { file, options }, watch);
      id = upload.id;
      await sendParts(file, upload, watch);
      return await retry(() => completeUpload(upload.id), watch);
    } catch (error) {
      const code = error instanceof ProblemError ? error.code : "";
      if (round === MAX_ROUNDS || !["upload_lost", "not_found", "parts_missing"].includes(code)) throw error;
      // The server dropped it, or another tab cancelled it: begin again, as the file is here.
      if (code !== "parts_missing") id = null;
    }
  }
}

async function open(id: string | null, { file, options }: Recording, watch: TransferWatch): Promise<Upload> {
  const upload = await retry(() => (id === null ? beginUpload(file, options) : findUpload(id)), watch);
  watch.onBegun(upload.id);
  watch.signal.throwIfAborted();
  return upload;
}

/** Send the parts, a few at a time. Parts on the server are compared by checksum, so that two files never mix. */
async function sendParts(file: File, upload: Upload, watch: TransferWatch): Promise<void> {
  const present = new Map(upload.parts.map(({ number, sha256: checksum }) => [number, checksum]));
  const count = Math.ceil(file.size / upload.part_bytes);
  const progress = new PartProgress(watch.onProgress);
  const failure = new AbortController();
  const stop = () => failure.abort(watch.signal.reason);
  watch.signal.addEventListener("abort", stop);
  let next = 1;

  const sendOne = async (number: number) => {
    const content = file.slice((number - 1) * upload.part_bytes, number * upload.part_bytes);
    const checksum = await sha256(await readBytes(content));
    failure.signal.throwIfAborted();
    if (present.get(number) === toHex(checksum)) {
      progress.know(content.size);
      return;
    }
    const part = { uploadId: upload.id, number, content, checksum };
    const onProgress = (sent: number) => progress.note(number, Math.min(sent, content.size));
    const attempt = () => {
      progress.note(number, 0);
      return putPart(part, { signal: failure.signal, onProgress });
    };
    await retry(attempt, { ...watch, signal: failure.signal });
    progress.note(number, content.size);
  };
  const work = async () => {
    while (next <= count) {
      const number = next;
      next += 1;
      await sendOne(number);
    }
  };

  try {
    await Promise.all(Array.from({ length: PARALLEL_PARTS }, work));
  } catch (error) {
    failure.abort(error);
    throw error;
  } finally {
    watch.signal.removeEventListener("abort", stop);
  }
}

class PartProgress {
  private readonly sent = new Map<number, number>();
  private known = 0;

  constructor(private readonly report: (sent: number, known: number) => void) {}

  know(bytes: number): void {
    this.known += bytes;
    this.tell();
  }

  note(number: number, bytes: number): void {
    this.sent.set(number, bytes);
    this.tell();
  }

  private tell(): void {
    let total = this.known;
    for (const bytes of this.sent.values()) total += bytes;
    this.report(total, this.known);
  }
}
