import { expect, it, vi } from "vitest";
import { FinishedRecordings } from "@/features/recording/finished";

const recorded = (id: number, isKept = true) => ({
  recording: { id, ownerId: "u", filename: "a.webm", type: "audio/webm", startedAt: new Date(), seconds: 3 },
  file: new File(["sound"], "a.webm"),
  isKept,
  release: vi.fn(),
});

it("keeps what was recorded here until it is sent or discarded", () => {
  const finished = new FinishedRecordings();
  const [first, second] = [recorded(1), recorded(-2, false)];
  finished.add(first);
  finished.add(second);
  expect(finished.fileOf(second.recording)).toBe(second.file);
  expect(finished.isAtRisk).toBe(true);
  finished.remove(-2);
  expect(second.release).toHaveBeenCalledOnce();
  expect(first.release).not.toHaveBeenCalled();
  expect(finished.isAtRisk).toBe(false);
  expect(finished.snapshot()).toEqual([first]);
  expect(finished.fileOf(second.recording)).toBeNull();
});
