import type { Call, CallFault, Calls } from "@/features/recording/call";
import {
  MicrophoneError,
  openMicrophone,
  recordingType,
  type MicrophoneFault,
} from "@/features/recording/microphone";
import {
  cleanNote,
  withChange,
  withLastWords,
  withNote,
  type RecordedNote,
} from "@/features/recording/notes";
import {
  forget,
  keepChunk,
  keepFacts,
  keepNew,
  toFile,
  type KeptRecording,
} from "@/features/recording/recording-store";
import { keepAwake } from "@/features/recording/wake-lock";
import { Store } from "@/lib/store/store";
import { holdBusy } from "@/lib/tab-locks";

const CHUNK_MS = 1_000;
const BITS_PER_SECOND = 64_000;
/** With fewer, the encoder would mix what is said on one channel into the other. */
const CALL_BITS_PER_SECOND = 128_000;

export type RecorderState = {
  phase: "closed" | "opening" | "ready" | "sharing" | "recording" | "paused" | "ending" | "refused";
  fault: MicrophoneFault | null;
  stream: MediaStream | null;
  deviceId: string;
  /** The sound of a tab or of the system is recorded too, on a channel of its own. */
  isCall: boolean;
  /** Why the last attempt to record a call came to nothing. */
  callFault: CallFault | null;
  /** The browser's storage refused it: the recording exists in this tab's memory only. */
  isAtRisk: boolean;
  notes: readonly RecordedNote[];
  /** What is being typed. */
  draft: RecordedNote | null;
  /** The last note found no room. */
  isFull: boolean;
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
  isCall: false,
  callFault: null,
  isAtRisk: false,
  notes: [],
  draft: null,
  isFull: false,
};

export const recordingLock = (id: number) => `recording-${id}`;

/** Records from a microphone, and stores each second in the browser's database at once. */
export class Recorder extends Store<RecorderState> {
  private call: Call | null = null;
  private media: MediaRecorder | null = null;
  private recording: KeptRecording | null = null;
  private chunks = 0;
  private unkept: Blob[] = [];
  private writing: Promise<void> = Promise.resolve();
  private elapsedMs = 0;
  private runsSince: number | null = null;
  private allowSleep: () => void = () => undefined;
  private release: () => void = () => undefined;
  private isStarting = false;

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

  /**
   * Record a call: the microphone and what is shared, each on its own channel. Call it as a button is pressed: browsers
   * ask what to share only then. When the sharing stops, the recording ends. `calls` is the module that opens them, which
   * no page loads before the panel is there.
   */
  async startCall(ownerId: string, basename: string, calls: Calls): Promise<void> {
    const { stream: microphone } = this.state;
    if (!microphone || this.state.phase !== "ready") return;
    this.change({ phase: "sharing", callFault: null });
    try {
      const call = await calls.openCall(microphone, () => this.handleCallEnd());
      // The recorder may have been closed while the browser asked what to share.
      if (this.snapshot().phase !== "sharing") return call.close();
      this.call = call;
    } catch (error) {
      if (this.snapshot().phase !== "sharing") return;
      return this.change({ phase: "ready", callFault: calls.callFaultOf(error) });
    }
    this.change({ phase: "ready", isCall: true });
    await this.start(ownerId, basename);
  }

  async start(ownerId: string, basename: string): Promise<void> {
    const stream = this.call?.stream ?? this.state.stream;
    if (!stream || this.state.phase !== "ready" || this.isStarting) return;
    this.isStarting = true;
    const { isCall } = this.state;
    const { codec, type, suffix } = recordingType();
    const fresh = {
      ownerId,
      filename: `${basename}.${suffix}`,
      type,
      startedAt: new Date(),
      seconds: 0,
      ...(isCall ? { hasChannels: true } : {}),
    };
    const id = await keepNew(fresh).catch(() => null);
    this.isStarting = false;
    // The database counts from 1: what it did not take has a negative id.
    this.recording = { ...fresh, id: id ?? -Date.now() };
    this.allowSleep = keepAwake();
    this.release = id === null ? () => undefined : holdBusy(recordingLock(id));
    this.chunks = 0;
    this.unkept = [];
    this.elapsedMs = 0;
    const media = new MediaRecorder(stream, {
      mimeType: codec,
      audioBitsPerSecond: isCall ? CALL_BITS_PER_SECOND : BITS_PER_SECOND,
    });
    media.addEventListener("dataavailable", ({ data }) => this.keep(data));
    media.addEventListener("stop", () => void this.end());
    media.start(CHUNK_MS);
    this.media = media;
    this.runsSince = performance.now();
    this.change({ phase: "recording", isAtRisk: id === null });
    // The sharing may have stopped while the database was asked.
    if (isCall && !this.call) this.stop();
  }

  pause(): void {
    this.media?.pause();
    this.elapsedMs = this.seconds * 1000;
    this.runsSince = null;
    this.change({ phase: "paused" });
    // No more seconds come that would take along what is being typed.
    this.storeFacts();
  }

  resume(): void {
    this.media?.resume();
    this.runsSince = performance.now();
    this.change({ phase: "recording" });
  }

  /** Note what is typed so far; it belongs to the second at which the typing began. */
  draftNote(text: string): void {
    if (this.state.phase === "ending") return;
    const second = this.state.draft?.second ?? this.seconds;
    this.change({ draft: text ? { second, text } : null, isFull: false });
    // While it runs, the next second takes it along.
    if (this.state.phase === "paused") this.storeFacts();
  }

  /** Keep what has been typed as a note, if there is room. */
  keepDraft(): void {
    const { draft, notes } = this.state;
    if (!this.recording || !draft || !cleanNote(draft.text)) return;
    const more = withNote(notes, draft);
    if (!more) return this.change({ isFull: true });
    this.change({ draft: null });
    this.setNotes(more);
  }

  /** Return whether there was room for the text. */
  changeNote(place: number, text: string): boolean {
    const changed = withChange(this.state.notes, place, text);
    this.change({ isFull: changed === null });
    if (changed) this.setNotes(changed);
    return changed !== null;
  }

  removeNote(place: number): void {
    this.change({ isFull: false });
    this.setNotes(this.state.notes.filter((_, other) => other !== place));
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

  private handleCallEnd(): void {
    this.call?.close();
    this.call = null;
    if (this.state.phase === "recording" || this.state.phase === "paused") this.stop();
  }

  /** Store the notes beside the sound. */
  private setNotes(notes: readonly RecordedNote[]): void {
    if (!this.recording) return;
    this.recording = { ...this.recording, notes };
    this.change({ notes });
    this.storeFacts();
  }

  private storeFacts(): void {
    const { recording } = this;
    if (!recording) return;
    const kept = this.withDraft(recording);
    this.writing = this.writing.then(async () => {
      // If the database refuses, they are stored with the next second, or go with what is in memory.
      if (!this.state.isAtRisk) await keepFacts(kept).catch(() => undefined);
    });
  }

  /** Return what to store: were the tab to close now, what is being typed would be a note too. */
  private withDraft(recording: KeptRecording): KeptRecording {
    const { draft, notes } = this.state;
    return draft && cleanNote(draft.text) ? { ...recording, notes: withLastWords(notes, draft) } : recording;
  }

  private keep(data: Blob): void {
    const { recording } = this;
    if (!recording || data.size === 0) return;
    const number = this.chunks;
    this.chunks += 1;
    this.recording = { ...recording, seconds: this.seconds };
    const kept = this.withDraft(this.recording);
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
    // Also when the microphone was unplugged: what is typed from here on would be kept by nothing.
    this.change({ phase: "ending" });
    const { draft, notes } = this.state;
    if (draft && cleanNote(draft.text)) {
      this.change({ draft: null });
      this.setNotes(withLastWords(notes, draft));
    }
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
    this.call?.close();
    this.call = null;
    this.state.stream?.getTracks().forEach((track) => track.stop());
  }

  private change(change: Partial<RecorderState>): void {
    this.setState({ ...this.state, ...change });
  }
}
