import {
  MicrophoneError,
  openMicrophone,
  recordingType,
  type MicrophoneFault,
} from "@/features/recording/microphone";
import { forget, keepChunk, keepNew, toFile, type KeptRecording } from "@/features/recording/recording-store";
import { keepAwake } from "@/features/recording/wake-lock";
import { Store } from "@/lib/store/store";
import { holdBusy } from "@/lib/tab-locks";

const CHUNK_MS = 1_000;
const BITS_PER_SECOND = 64_000;

export type RecorderState = {
  phase: "closed" | "opening" | "ready" | "recording" | "paused" | "ending" | "refused";
  fault: MicrophoneFault | null;
  stream: MediaStream | null;
  deviceId: string;
  /** The browser's storage refused it: the recording exists in this tab's memory only. */
  isAtRisk: boolean;
};

export type Recorded = {
  recording: KeptRecording;
  file: File;
  /** All of it is in the browser's database. */
  isKept: boolean;
  /** Let other tabs see it: until then it is this tab's. */
  release: () => void;
};

const CLOSED: RecorderState = {
  phase: "closed",
  fault: null,
  stream: null,
  deviceId: "",
  isAtRisk: false,
};

export const recordingLock = (id: number) => `recording-${id}`;

/** Records from a microphone, and stores each second in the browser's database at once. */
export class Recorder extends Store<RecorderState> {
  private media: MediaRecorder | null = null;
  private recording: KeptRecording | null = null;
  private chunks = 0;
  private unkept: Blob[] = [];
  private writing: Promise<void> = Promise.resolve();
  private elapsedMs = 0;
  private runsSince: number | null = null;
  private allowSleep: () => void = () => undefined;
  private release: () => void = () => undefined;

  private readonly recordedListeners = new Set<(recorded: Recorded) => void>();

  constructor() {
    super(CLOSED);
  }

  /** Call `listener` with each finished recording, also when it ended because the microphone was unplugged. */
  readonly onRecorded = (listener: (recorded: Recorded) => void): (() => void) => {
    this.recordedListeners.add(listener);
    return () => this.recordedListeners.delete(listener);
  };

  get isRecording(): boolean {
    return ["recording", "paused", "ending"].includes(this.state.phase);
  }

  /** Seconds recorded so far, without pauses. */
  get seconds(): number {
    const running = this.runsSince === null ? 0 : performance.now() - this.runsSince;
    return (this.elapsedMs + running) / 1000;
  }

  /** Open the microphone, so that its level is shown before the recording starts. */
  async open(deviceId = this.state.deviceId): Promise<void> {
    this.closeStream();
    this.change({ ...CLOSED, phase: "opening", deviceId });
    try {
      const stream = await openMicrophone(deviceId);
      if (this.state.phase !== "opening") stream.getTracks().forEach((track) => track.stop());
      else this.change({ phase: "ready", stream });
    } catch (error) {
      this.change({ phase: "refused", fault: error instanceof MicrophoneError ? error.fault : "busy" });
    }
  }

  async start(ownerId: string, basename: string): Promise<void> {
    const { stream } = this.state;
    if (!stream || this.state.phase !== "ready") return;
    const { codec, type, suffix } = recordingType();
    const fresh = { ownerId, filename: `${basename}.${suffix}`, type, startedAt: new Date(), seconds: 0 };
    const id = await keepNew(fresh).catch(() => null);
    // The database counts from 1: what it did not take has a negative id.
    this.recording = { ...fresh, id: id ?? -Date.now() };
    this.allowSleep = keepAwake();
    this.release = id === null ? () => undefined : holdBusy(recordingLock(id));
    this.chunks = 0;
    this.unkept = [];
    this.elapsedMs = 0;
    const media = new MediaRecorder(stream, { mimeType: codec, audioBitsPerSecond: BITS_PER_SECOND });
    media.addEventListener("dataavailable", ({ data }) => this.keep(data));
    media.addEventListener("stop", () => void this.end());
    media.start(CHUNK_MS);
    this.media = media;
    this.runsSince = performance.now();
    this.change({ phase: "recording", isAtRisk: id === null });
  }

  pause(): void {
    this.media?.pause();
    this.elapsedMs = this.seconds * 1000;
    this.runsSince = null;
    this.change({ phase: "paused" });
  }

  resume(): void {
    this.media?.resume();
    this.runsSince = performance.now();
    this.change({ phase: "recording" });
  }

  /** End the recording; it is handed to the listeners of `onRecorded`. */
  stop(): void {
    this.elapsedMs = this.seconds * 1000;
    this.runsSince = null;
    this.change({ phase: "ending" });
    if (this.media?.state !== "inactive") this.media?.stop();
  }

  /** Close the microphone, unless it is recording. */
  close(): void {
    if (this.isRecording) return;
    this.closeStream();
    this.change(CLOSED);
  }

  private keep(data: Blob): void {
    const { recording } = this;
    if (!recording || data.size === 0) return;
    const number = this.chunks;
    this.chunks += 1;
    const kept = { ...recording, seconds: this.seconds };
    this.recording = kept;
    // One after the other: chunks after one that could not be stored are not stored either.
    this.writing = this.writing.then(async () => {
      if (this.state.isAtRisk) this.unkept.push(data);
      else {
        await keepChunk(kept, number, data).catch(() => {
          this.unkept.push(data);
          this.change({ isAtRisk: true });
        });
      }
    });
  }

  private async end(): Promise<void> {
    await this.writing;
    const { recording } = this;
    const unkept = this.unkept;
    this.closeStream();
    this.media = null;
    this.recording = null;
    this.unkept = [];
    this.runsSince = null;
    if (recording) {
      const isStored = recording.id > 0;
      const file = isStored
        ? await toFile(recording, unkept)
        : new File(unkept, recording.filename, { type: recording.type });
      const recorded = { recording, file, isKept: isStored && unkept.length === 0, release: this.release };
      if (file.size > 0) for (const listener of this.recordedListeners) listener(recorded);
      else {
        if (isStored) await forget(recording.id);
        this.release();
      }
    }
    this.allowSleep();
    this.change(CLOSED);
  }

  private closeStream(): void {
    this.state.stream?.getTracks().forEach((track) => track.stop());
  }

  private change(change: Partial<RecorderState>): void {
    this.setState({ ...this.state, ...change });
  }
}
