import type { RecordingOptions } from "@/features/upload/options/options";
import { RateMeter, secondsLeft } from "@/features/upload/transfer/rate-meter";
import { transfer } from "@/features/upload/transfer/transfer";
import { cancelUpload } from "@/features/upload/transfer/uploads-api";
import type { Meeting } from "@/lib/api/client";
import type { ProblemError } from "@/lib/api/problem";
import { Store } from "@/lib/store/store";
import { holdBusy } from "@/lib/tab-locks";

export type UploadState = "waiting" | "sending" | "storing" | "paused" | "done" | "failed";

export type NewUpload = {
  file: File;
  options: RecordingOptions;
  /** Id of the interrupted upload to resume. */
  uploadId?: string | null;
  /** Id in the browser's database, for a recording made here. */
  recordingId?: number;
  /** Called when the recording is safe on the server. */
  onStored?: () => void;
};

export type Upload = NewUpload & {
  id: number;
  uploadId: string | null;
  state: UploadState;
  sent: number;
  /** In bytes per second. */
  speed: number | null;
  secondsLeft: number | null;
  /** The error that holds it up for now; it is retried by itself. */
  trouble: ProblemError | null;
  meeting: Meeting | null;
  error: unknown;
};

const FRESH = {
  state: "waiting",
  sent: 0,
  speed: null,
  secondsLeft: null,
  trouble: null,
  meeting: null,
  error: null,
} as const;

const BUSY: readonly UploadState[] = ["waiting", "sending", "storing"];

/** Sends recordings one after the other, whichever page is shown. */
export class UploadQueue extends Store<readonly Upload[]> {
  private lastId = 0;
  private readonly running = new Map<number, AbortController>();

  /** `onChange` is called when meetings or unfinished uploads on the server have changed. */
  constructor(private readonly onChange: () => void) {
    super([]);
  }

  get isBusy(): boolean {
    return this.state.some(({ state }) => BUSY.includes(state));
  }

  add(recordings: readonly NewUpload[]): void {
    const added = recordings.map((recording) => {
      this.lastId += 1;
      return { uploadId: null, ...recording, ...FRESH, id: this.lastId };
    });
    this.setState([...this.state, ...added]);
    void this.next();
  }

  pause(id: number): void {
    this.change(id, { state: "paused", speed: null, secondsLeft: null, trouble: null });
    this.running.get(id)?.abort();
  }

  /** Resume a paused or failed upload: parts that the server has are not sent again. */
  resume(id: number): void {
    this.change(id, { ...FRESH, sent: this.state.find((upload) => upload.id === id)?.sent ?? 0 });
    void this.next();
  }

  /** Stop an upload and remove it, here and on the server. */
  cancel(id: number): void {
    const upload = this.state.find((one) => one.id === id);
    this.setState(this.state.filter((one) => one.id !== id));
    this.running.get(id)?.abort();
    // If the server does not answer, its sweeper removes the abandoned upload later.
    if (upload?.uploadId && upload.state !== "done")
      void cancelUpload(upload.uploadId).then(this.onChange, () => undefined);
  }

  /** Remove the row of an upload whose meeting is being viewed. */
  removeStored(meetingId: string): void {
    if (this.state.some(({ meeting }) => meeting?.id === meetingId))
      this.setState(this.state.filter(({ meeting }) => meeting?.id !== meetingId));
  }

  clear(): void {
    this.setState(this.state.filter(({ state }) => state !== "done" && state !== "failed"));
  }

  private async next(): Promise<void> {
    const upload = this.state.find(({ state, id }) => state === "waiting" && !this.running.has(id));
    if (!upload || this.running.size > 0) return;
    await this.send(upload);
    await this.next();
  }

  private async send({ id, file, options, uploadId, onStored }: Upload): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    this.running.set(id, controller);
    this.change(id, { state: "sending" });
    let release = uploadId ? holdBusy(uploadId) : () => undefined;
    let meter: RateMeter | null = null;
    const onBegun = (begun: string) => {
      release();
      release = holdBusy(begun);
      // The user cancelled it while the request was under way.
      if (!this.state.some((upload) => upload.id === id)) void cancelUpload(begun).catch(() => undefined);
      this.change(id, { uploadId: begun });
    };
    const onProgress = (sent: number, known: number) => {
      if (signal.aborted) return;
      // Parts that were there before say nothing about the speed.
      if (sent > known) meter ??= new RateMeter(performance.now());
      const speed = meter?.note(sent - known, performance.now()) ?? null;
      const state = sent < file.size ? "sending" : "storing";
      this.change(id, { state, sent, speed, secondsLeft: secondsLeft(sent, file.size, speed) });
    };
    const onTrouble = (trouble: ProblemError | null) => {
      if (!signal.aborted) this.change(id, { trouble });
    };
    try {
      const watch = { signal, onBegun, onProgress, onTrouble };
      const meeting = await transfer({ file, options }, uploadId, watch);
      this.change(id, { state: "done", meeting, sent: file.size, trouble: null });
      onStored?.();
    } catch (error) {
      // A paused upload shows that already, and a cancelled one has left the list.
      if (!signal.aborted) this.change(id, { state: "failed", error, trouble: null });
    } finally {
      release();
      this.running.delete(id);
      this.onChange();
    }
  }

  private change(id: number, change: Partial<Upload>): void {
    this.setState(this.state.map((upload) => (upload.id === id ? { ...upload, ...change } : upload)));
  }
}
