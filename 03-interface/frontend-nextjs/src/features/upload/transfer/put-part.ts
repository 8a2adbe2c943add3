import { ProblemError } from "@/lib/api/problem";
import { refreshSession } from "@/lib/api/session";
import { toBase64 } from "@/lib/sha256";

/** A connection without progress for so long is taken for dead. */
const STALL_TIMEOUT_MS = 60_000;

export type Part = { uploadId: string; number: number; content: Blob; checksum: Uint8Array };
type Sending = { signal: AbortSignal; onProgress: (sent: number) => void };

/** Send one part, renewing an ended session once. */
export async function putPart(part: Part, sending: Sending): Promise<void> {
  try {
    await put(part, sending);
  } catch (error) {
    const hasEnded = error instanceof ProblemError && error.status === 401;
    if (!hasEnded || !(await refreshSession())) throw error;
    await put(part, sending);
  }
}

/** Send a part by XMLHttpRequest: `fetch` does not report upload progress. */
function put({ uploadId, number, content, checksum }: Part, { signal, onProgress }: Sending): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    let silence = setTimeout(abort, STALL_TIMEOUT_MS);
    request.open("PUT", `/api/v1/uploads/${uploadId}/parts/${number}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Content-Digest", `sha-256=:${toBase64(checksum)}:`);
    request.upload.addEventListener("progress", ({ loaded }) => {
      clearTimeout(silence);
      silence = setTimeout(abort, STALL_TIMEOUT_MS);
      onProgress(loaded);
    });
    request.addEventListener("load", () => {
      if (request.status === 204) resolve();
      else reject(ProblemError.from(parse(request.responseText), request.status));
    });
    request.addEventListener("error", () => reject(ProblemError.offline()));
    request.addEventListener("abort", () =>
      reject(signal.aborted ? (signal.reason as Error) : ProblemError.offline()),
    );
    request.addEventListener("loadend", () => {
      clearTimeout(silence);
      signal.removeEventListener("abort", abort);
    });
    signal.addEventListener("abort", abort);
    request.send(content);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
