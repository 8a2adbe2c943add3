import type { Meeting } from "@/lib/api/client";
import { RateMeter, secondsLeft } from "@/features/upload/rate-meter";
import { sendRecording, type RecordingOptions } from "@/features/upload/send-recording";

export type UploadState = "waiting" | "sending" | "storing" | "done" | "failed";

export type Upload = {
  id: string;
  file: File;
  options: RecordingOptions;
  state: UploadState;
  sent: number;
  /** Bytes a second. */
  speed: number | null;
  secondsLeft: number | null;
  meeting: Meeting | null;
  error: unknown;
};

const FRESH = {
  state: "waiting",
  sent: 0,
  speed: null,
  secondsLeft: null,
  meeting: null,
  error: null,
} as const;

/** Sends recordings one after the other, whichever page is shown; components subscribe to what it holds. */
export class UploadQueue {
  private uploads: readonly Upload[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly running = new Map<string, AbortController>();

  constructor(private readonly onArrival: (meeting: Meeting) => void) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): readonly Upload[] => this.uploads;

  get isBusy(): boolean {
    return this.uploads.some(
      ({ state }) => state === "waiting" || state === "sending" || state === "storing",
    );
  }

  add(recordings: readonly { file: File; options: RecordingOptions }[]): void {
    const added = recordings.map((recording) => ({ ...FRESH, ...recording, id: crypto.randomUUID() }));
    this.set([...this.uploads, ...added]);
    void this.next();
  }

  retry(id: string): void {
    this.change(id, FRESH);
    void this.next();
  }

  /** Stop it if it runs, and forget it. */
  remove(id: string): void {
    this.running.get(id)?.abort();
    this.set(this.uploads.filter((upload) => upload.id !== id));
  }

  clear(): void {
    this.set(this.uploads.filter(({ state }) => state !== "done" && state !== "failed"));
  }

  private async next(): Promise<void> {
    const upload = this.uploads.find(({ state }) => state === "waiting");
    if (!upload || this.running.size > 0) return;
    await this.send(upload);
    await this.next();
  }

  private async send({ id, file, options }: Upload): Promise<void> {
    const controller = new AbortController();
    const meter = new RateMeter(performance.now());
    this.running.set(id, controller);
    this.change(id, { state: "sending" });
    const onProgress = (bytes: number) => {
      const sent = Math.min(bytes, file.size);
      const speed = meter.note(sent, performance.now());
      const state = sent < file.size ? "sending" : "storing";
      this.change(id, { state, sent, speed, secondsLeft: secondsLeft(sent, file.size, speed) });
    };
    try {
      const meeting = await sendRecording(file, options, { signal: controller.signal, onProgress });
      this.change(id, { state: "done", meeting, sent: file.size });
      this.onArrival(meeting);
    } catch (error) {
      // One that was cancelled has left the list already.
      this.change(id, { state: "failed", error });
    } finally {
      this.running.delete(id);
    }
  }

  private change(id: string, change: Partial<Upload>): void {
    this.set(this.uploads.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }

  private set(uploads: readonly Upload[]): void {
    this.uploads = uploads;
    for (const listener of this.listeners) listener();
  }
}
