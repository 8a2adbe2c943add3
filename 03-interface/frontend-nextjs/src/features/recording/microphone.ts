export type MicrophoneFault = "insecure" | "unsupported" | "refused" | "missing" | "busy";

export class MicrophoneError extends Error {
  constructor(readonly fault: MicrophoneFault) {
    super(fault);
  }
}

/** Echo cancellation and noise suppression are off: made for calls, they cut off people far from the microphone. */
const ROOM = { echoCancellation: false, noiseSuppression: false, autoGainControl: true };

export async function openMicrophone(deviceId: string): Promise<MediaStream> {
  if (!window.isSecureContext) throw new MicrophoneError("insecure");
  // The type claims that it is always defined.
  const media = navigator.mediaDevices as MediaDevices | undefined;
  if (!media || typeof MediaRecorder === "undefined") throw new MicrophoneError("unsupported");
  const device = deviceId ? { deviceId: { exact: deviceId } } : {};
  return media.getUserMedia({ audio: { ...ROOM, ...device } }).catch((error: unknown) => {
    throw new MicrophoneError(faultOf(error));
  });
}

function faultOf(error: unknown): MicrophoneFault {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "busy";
}

export async function listMicrophones(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind, deviceId }) => kind === "audioinput" && deviceId !== "");
}

const TYPES = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];
const SUFFIXES: Record<string, string> = { "audio/webm": "webm", "audio/mp4": "m4a", "audio/ogg": "ogg" };

/** Return the format that this browser records: its media type with and without the codec, and the file suffix. */
export function recordingType(): { codec: string; type: string; suffix: string } {
  const codec = TYPES.find((one) => MediaRecorder.isTypeSupported(one)) ?? "";
  const type = codec.split(";")[0] ?? "";
  return { codec, type, suffix: SUFFIXES[type] ?? "webm" };
}
