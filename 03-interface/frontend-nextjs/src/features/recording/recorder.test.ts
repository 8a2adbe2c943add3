import { expect, it } from "vitest";
import { Recorder } from "@/features/recording/recorder";

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
