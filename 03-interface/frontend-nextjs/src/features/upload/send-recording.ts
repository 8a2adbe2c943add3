import type { Meeting } from "@/lib/api/client";
import { ProblemError } from "@/lib/api/problem";
import { keepSession, refreshSession } from "@/lib/api/session";

export type RecordingOptions = { title: string; language: string; speakers: string; hotwords: string };

type Sending = { signal: AbortSignal; onProgress: (sent: number) => void };

/** Upload one recording. Only XMLHttpRequest tells how much has been sent. */
export async function sendRecording(
  file: File,
  options: RecordingOptions,
  sending: Sending,
): Promise<Meeting> {
  await keepSession();
  try {
    return await post(formOf(file, options), sending);
  } catch (error) {
    const hasEnded = error instanceof ProblemError && error.status === 401;
    if (!hasEnded || !(await refreshSession())) throw error;
    return post(formOf(file, options), sending);
  }
}

/** The fields stand before the file, so that the gateway refuses a wrong one before gigabytes have arrived. */
function formOf(file: File, options: RecordingOptions): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(options)) if (value.trim()) form.append(name, value.trim());
  form.append("file", file, file.name);
  return form;
}

function post(form: FormData, { signal, onProgress }: Sending): Promise<Meeting> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(abortError());
      return;
    }
    const request = new XMLHttpRequest();
    request.open("POST", "/api/v1/process");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => onProgress(event.loaded));
    request.addEventListener("load", () => {
      if (request.status === 202) resolve(request.response as Meeting);
      else reject(ProblemError.from(request.response, request.status));
    });
    request.addEventListener("error", () => reject(ProblemError.offline()));
    request.addEventListener("abort", () => reject(abortError()));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.send(form);
  });
}

function abortError(): DOMException {
  return new DOMException("The upload was cancelled.", "AbortError");
}
