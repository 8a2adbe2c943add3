import { afterEach, expect, it, vi } from "vitest";
import { Recorder } from "@/features/recording/recorder";

afterEach(() => vi.unstubAllGlobals());

it("records once, however fast it is started a second time", async () => {
  const begun = vi.fn();
  class Media extends EventTarget {
    static isTypeSupported = () => true;
    start = begun;
  }
  const page = Object.assign(new EventTarget(), { visibilityState: "hidden" });
  vi.stubGlobal("window", { isSecureContext: true });
  vi.stubGlobal("document", page);
  vi.stubGlobal("MediaRecorder", Media);
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: async () => ({ getTracks: () => [] }) } });
  const recorder = new Recorder();
  await recorder.open();
  await Promise.all([recorder.start("me", "Meeting"), recorder.start("me", "Meeting")]);
  expect([recorder.snapshot().phase, begun.mock.calls.length]).toEqual(["recording", 1]);
});

it("takes no more words once the recording ends, when nothing would keep them", () => {
  const recorder = new Recorder();
  recorder.draftNote("in time");
  recorder.stop();
  recorder.draftNote("too late");
  expect(recorder.snapshot().draft?.text).toBe("in time");
});

it("keeps what is typed where nothing can be kept", () => {
  const recorder = new Recorder();
  recorder.draftNote("budget");
  recorder.keepDraft();
  expect(recorder.snapshot().draft?.text).toBe("budget");
});
