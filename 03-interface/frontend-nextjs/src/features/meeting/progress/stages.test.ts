import { describe, expect, it } from "vitest";
import { stepStates } from "@/features/meeting/progress/stages";

const statesOf = (...stage: Parameters<typeof stepStates>) => stepStates(...stage).map(({ state }) => state);

describe("stepStates", () => {
  it("follows the stages of a job", () => {
    expect(statesOf("queued", null)).toEqual(["ahead", "ahead", "ahead", "ahead", "ahead"]);
    expect(statesOf("processing", null)).toEqual(["current", "ahead", "ahead", "ahead", "ahead"]);
    expect(statesOf("processing", "convert")).toEqual(["current", "ahead", "ahead", "ahead", "ahead"]);
    expect(statesOf("processing", "transcribe")).toEqual(["done", "done", "done", "current", "ahead"]);
    expect(statesOf("completed", "cleanup")).toEqual(["done", "done", "done", "done", "done"]);
  });

  it("stops at the stage where a job failed or was cancelled", () => {
    expect(statesOf("failed", "identify")).toEqual(["done", "done", "stopped", "ahead", "ahead"]);
    expect(statesOf("cancelled", "identify")).toEqual(["done", "done", "ahead", "ahead", "ahead"]);
  });
});
