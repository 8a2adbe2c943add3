import {
  MicrophoneError,
  openMicrophone,
  recordingType,
  type MicrophoneFault,
} from "@/features/recording/microphone";
import { SpeechClock } from "@/features/voices/reading/speech-clock";
import { Store } from "@/lib/store/store";

/** Of speech, so that the voice is known well. */
export const MIN_SPEECH_SECONDS = 8;
/** A sample may not be longer; whoever forgets it is not recorded for ever. */
const MAX_SECONDS = 120;
const STEP_SECONDS = 0.1;

export type ReadingState = {
  phase: "idle" | "opening" | "reading" | "read";
  fault: MicrophoneFault | null;
  stream: MediaStream | null;
  /** Seconds of speech so far. */
  seconds: number;
  /** What was read, to listen to and to send. */
  file: File | null;
};

const IDLE: ReadingState = { phase: "idle", fault: null, stream: null, seconds: 0, file: null };

/** Records somebody who reads aloud. All of it is in this page's memory alone. */
export class VoiceReader extends Store<ReadingState> {
  private stopping: (() => void) | null = null;
  private isGone = false;

  constructor() {
    super(IDLE);
  }

  async begin(): Promise<void> {
    this.setState({ ...IDLE, phase: "opening" });
    try {
      const stream = await openMicrophone("");
      if (this.isGone) for (const track of stream.getTracks()) track.stop();
      else this.record(stream);
    } catch (error) {
      this.setState({ ...IDLE, fault: error instanceof MicrophoneError ? error.fault : "busy" });
    }
  }

  stop(): void {
    this.stopping?.();
  }

  /** Forget what was read, and let go of the microphone. */
  discard(): void {
    this.stopping?.();
    this.setState(IDLE);
  }

  /** Discard, and take nothing from a microphone that is still being asked for. */
  leave(): void {
    this.isGone = true;
    this.discard();
  }

  enter(): void {
    this.isGone = false;
  }

  private record(stream: MediaStream): void {
    const { codec, type, suffix } = recordingType();
    const media = new MediaRecorder(stream, { mimeType: codec });
    const audio = new AudioContext();
    const analyser = audio.createAnalyser();
    analyser.fftSize = 4096;
    audio.createMediaStreamSource(stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const clock = new SpeechClock();
    const chunks: Blob[] = [];
    let steps = 0;
    const timer = setInterval(() => {
      analyser.getFloatTimeDomainData(samples);
      clock.note(samples, STEP_SECONDS);
      steps += 1;
      this.setState({ ...this.state, seconds: clock.seconds });
      if (steps * STEP_SECONDS >= MAX_SECONDS) this.stop();
    }, STEP_SECONDS * 1000);
    media.addEventListener("dataavailable", ({ data }) => chunks.push(data));
    media.addEventListener("stop", () => {
      if (this.state.stream !== stream) return;
      // It ends by itself when the microphone is unplugged.
      this.stop();
      const file = new File(chunks, `voice.${suffix}`, { type });
      this.setState({ ...this.state, phase: "read", stream: null, file });
    });
    this.stopping = () => {
      this.stopping = null;
      clearInterval(timer);
      if (media.state !== "inactive") media.stop();
      for (const track of stream.getTracks()) track.stop();
      void audio.close();
    };
    media.start();
    this.setState({ ...IDLE, phase: "reading", stream });
  }
}
