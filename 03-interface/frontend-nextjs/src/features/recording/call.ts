export type CallFault = "dismissed" | "silent" | "busy";

class CallError extends Error {
  constructor(readonly fault: CallFault) {
    super(fault);
  }
}

/** Return why a call could not be opened. */
export function callFaultOf(error: unknown): CallFault {
  return error instanceof CallError ? error.fault : "busy";
}

/** The sound of a call as it is recorded, until `close` ends the sharing. */
export type Call = {
  /** Two channels: the microphone on the left, the others on the right. */
  stream: MediaStream;
  close: () => void;
};

const SAMPLE_RATE = 48_000;

/** As it is heard: the browser must not take the speaker's own voice out of it. */
const AS_IT_IS = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/** Return whether this browser shares the sound of tabs or of the system; Firefox and Safari share pictures only. */
export function canRecordCalls(): boolean {
  if (!window.isSecureContext || !("getDisplayMedia" in navigator.mediaDevices)) return false;
  return "suppressLocalAudioPlayback" in navigator.mediaDevices.getSupportedConstraints();
}

/**
 * Ask for the sound of a tab, a window or the system, and join it with the microphone. `onEnd` is called once when either
 * ends by itself. Throw a CallError if nothing, or nothing with sound, is shared.
 */
export async function openCall(microphone: MediaStream, onEnd: () => void): Promise<Call> {
  const shared = await navigator.mediaDevices
    // Browsers share no sound without a picture. Nobody looks at it.
    .getDisplayMedia({ audio: AS_IT_IS, video: { frameRate: 1 } })
    .catch((error: unknown) => {
      const isRefused = error instanceof DOMException && error.name === "NotAllowedError";
      throw new CallError(isRefused ? "dismissed" : "busy");
    });
  const [others] = shared.getAudioTracks();
  const [mine] = microphone.getAudioTracks();
  if (!others || !mine) {
    shared.getTracks().forEach((track) => track.stop());
    throw new CallError(others ? "busy" : "silent");
  }
  const audio = new AudioContext({ sampleRate: SAMPLE_RATE });
  const controller = new AbortController();
  const close = () => {
    controller.abort();
    shared.getTracks().forEach((track) => track.stop());
    void audio.close();
  };
  let isOpen = false;
  const end = () => {
    if (controller.signal.aborted) return;
    controller.abort();
    if (isOpen) onEnd();
  };
  const tracks = [mine, others, ...shared.getVideoTracks()];
  for (const track of tracks) track.addEventListener("ended", end, { signal: controller.signal });
  try {
    const stream = await join(audio, mine, others);
    // Whoever stopped sharing meanwhile has nothing to record.
    if (controller.signal.aborted) throw new CallError("dismissed");
    isOpen = true;
    return { stream, close };
  } catch (error) {
    // Or the browser would go on sharing.
    close();
    throw error;
  }
}

/** Return a stream of two channels, one for each track. */
async function join(
  audio: AudioContext,
  ...tracks: [MediaStreamTrack, MediaStreamTrack]
): Promise<MediaStream> {
  const target = new MediaStreamAudioDestinationNode(audio, { channelCount: 2 });
  const merger = new ChannelMergerNode(audio, { numberOfInputs: 2 });
  tracks.forEach((track, channel) => {
    // Of several channels the mean: each side of the call is one.
    const mono = new GainNode(audio, { channelCount: 1, channelCountMode: "explicit" });
    audio
      .createMediaStreamSource(new MediaStream([track]))
      .connect(mono)
      .connect(merger, 0, channel);
  });
  merger.connect(target);
  await audio.resume();
  return target.stream;
}

/** Opens calls: this module. */
export type Calls = { openCall: typeof openCall; callFaultOf: typeof callFaultOf };
