import { ProblemError } from "@/lib/api/problem";

const FIRST_PAUSE_MS = 500;
const MAX_PAUSE_MS = 15_000;
const TRANSIENT_CODES = ["upload_incomplete", "digest_mismatch"];
const TRANSIENT_STATUSES = [0, 408, 429, 500, 502, 503, 504];

/** Return whether the same request may succeed in a moment. */
export function isTransient(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    (TRANSIENT_STATUSES.includes(error.status) || TRANSIENT_CODES.includes(error.code))
  );
}

export type RetryOptions = {
  signal: AbortSignal;
  /** Called with the error before each pause, and with null once an attempt succeeds. */
  onTrouble: (fault: ProblemError | null) => void;
};

/** Run `task` until it succeeds or fails with a permanent error. Pauses grow, and end early when the network is back. */
export async function retry<T>(task: () => Promise<T>, { signal, onTrouble }: RetryOptions): Promise<T> {
  for (let failures = 0; ; failures += 1) {
    try {
      const result = await task();
      if (failures > 0) onTrouble(null);
      return result;
    } catch (error) {
      signal.throwIfAborted();
      if (!isTransient(error)) throw error;
      onTrouble(error as ProblemError);
      await pause(Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures), signal);
    }
  }
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      globalThis.removeEventListener("online", resume);
      signal.removeEventListener("abort", abort);
    };
    const resume = () => {
      end();
      resolve();
    };
    const abort = () => {
      end();
      reject(signal.reason as Error);
    };
    // Jitter: parts that failed together should not retry together.
    const timer = setTimeout(resume, milliseconds * (0.75 + Math.random() / 2));
    globalThis.addEventListener("online", resume);
    signal.addEventListener("abort", abort);
  });
}
