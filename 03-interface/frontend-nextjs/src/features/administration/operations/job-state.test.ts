import { describe, expect, it } from "vitest";
import { jobState } from "@/features/administration/operations/job-state";

const AT = "2026-11-22T09:30:00Z";

describe("where a job stands", () => {
  it("is in work once a worker has begun", () => {
    expect(jobState({ status: "processing", handed_over_at: AT, is_next: false })).toBe("running");
  });

  it("is with the workers once it was given to them", () => {
    expect(jobState({ status: "queued", handed_over_at: AT, is_next: false })).toBe("handed");
  });

  it("waits, one of them as the next", () => {
    expect(jobState({ status: "queued", handed_over_at: null, is_next: true })).toBe("next");
    expect(jobState({ status: "queued", handed_over_at: null, is_next: false })).toBe("waits");
  });
});
