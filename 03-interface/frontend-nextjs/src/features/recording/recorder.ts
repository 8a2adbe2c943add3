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
  /** The browser's storage does not take it: it is in this tab's memory alone. */
  isAtRisk: boolean;
};

export type Made = { recording: KeptRecording; file: File };

const CLOSED: RecorderState = {
  phase: "closed",
  fault: null,
  stream: null,
  deviceId: "",
  isAtRisk: false,
};

export const recordingLock = (id: number) => `recording-${id}`;

/** Records from a microphone; each second of it is kept by the browser at once. Components subscribe to its state. */
export class Recorder extends Store<RecorderState> {
  private media: MediaRecorder | null = null;
  private recording: KeptRecording | null = null;
  private chunks = 0;
  private unkept: Blob[] = [];
  private writing: Promise<void> = Promise.resolve();
  private elapsedMs = 0;
  private runsSince: number | null = null;
  private release: () => void = () => undefined;

  private readonly takers = new Set<(made: Made) => void>();

  constructor() {
    super(CLOSED);
  }

  /** The taker gets what was recorded when it has ended, be it because the microphone was unplugged. */
  readonly handTo = (taker: (made: Made) => void): (() => void) => {
    this.takers.add(taker);
    return () => this.takers.delete(taker);
  };

  get isRecording(): boolean {
    return ["recording", "paused", "ending"].includes(this.state.phase);
  }

  /** Recorded so far, without pauses. */
  get seconds(): number {
    const running = this.runsSince === null ? 0 : performance.now() - this.runsSince;
    return (this.elapsedMs + running) / 1000;
  }

  /** Ask for the microphone, so that its level is seen before it matters. */
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
    this.recording = { ...fresh, id: id ?? 0 };
    const [sleep, release] = [keepAwake(), id === null ? () => undefined : holdBusy(recordingLock(id))];
    this.release = () => {
      sleep();
      release();
    };
    [this.chunks, this.unkept, this.elapsedMs] = [0, [], 0];
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

  /** What was recorded goes to who takes it. */
  stop(): void {
    this.elapsedMs = this.seconds * 1000;
    this.runsSince = null;
    this.change({ phase: "ending" });
    if (this.media?.state !== "inactive") this.media?.stop();
  }

  /** Put the microphone away; a recording goes on. */
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
    // One after the other: what comes after a chunk that could not be kept is not kept either.
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
    [this.media, this.recording, this.unkept, this.runsSince] = [null, null, [], null];
    if (recording) {
      const file =
        recording.id === 0
          ? new File(unkept, recording.filename, { type: recording.type })
          : await toFile(recording, unkept);
      if (file.size > 0) for (const take of this.takers) take({ recording, file });
      else if (recording.id !== 0) await forget(recording.id);
    }
    this.release();
    this.change(CLOSED);
  }

  private closeStream(): void {
    this.state.stream?.getTracks().forEach((track) => track.stop());
  }

  private change(change: Partial<RecorderState>): void {
    this.setState({ ...this.state, ...change });
  }
}
