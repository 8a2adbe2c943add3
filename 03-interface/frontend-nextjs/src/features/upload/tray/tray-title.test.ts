import { describe, expect, it } from "vitest";
import { ProblemError } from "@/lib/api/problem";
import { trayTitle } from "@/features/upload/tray/tray-title";

const sending = { state: "sending", trouble: null } as const;
const failed = { state: "failed", trouble: null } as const;
const waiting = { attempt: 1, attempt_status: "queued" } as const;
const ready = { attempt: 1, attempt_status: "completed" } as const;
const again = { attempt: 2, attempt_status: "processing" } as const;

describe("title of the tray", () => {
  it("tells first what is being sent", () => {
    expect(trayTitle([sending, failed], [ready], 1)).toEqual({
      key: "trayTitle",
      count: 3,
      done: 1,
      failed: 0,
    });
  });

  it("says that it does not go on while the line is cut", () => {
    const held = { state: "sending", trouble: ProblemError.offline() } as const;
    expect(trayTitle([held], [], 0).key).toBe("trayHeld");
    expect(trayTitle([held, sending], [], 0).key).toBe("trayTitle");
  });

  it("does not call a refused upload sent", () => {
    expect(trayTitle([failed], [], 0)).toMatchObject({ key: "trayFailed", count: 1 });
    expect(trayTitle([failed, failed], [ready], 1)).toMatchObject({ key: "trayFailed", count: 2 });
  });

  it("tells what waits for the user rather than what is ready", () => {
    expect(trayTitle([], [ready], 2)).toMatchObject({ key: "unfinishedTitle", count: 2 });
  });

  it("else tells what comes of the meetings", () => {
    expect(trayTitle([], [waiting], 0)).toEqual({ key: "trayFollowing", count: 1, done: 0, failed: 0 });
    expect(trayTitle([], [ready, waiting], 0)).toEqual({
      key: "trayFollowing",
      count: 2,
      done: 1,
      failed: 0,
    });
    expect(trayTitle([], [again], 0).key).toBe("trayAgain");
  });

  it("tells of meetings that have failed", () => {
    const broken = { attempt: 2, attempt_status: "failed" } as const;
    expect(trayTitle([], [broken], 0)).toEqual({ key: "trayFollowing", count: 1, done: 0, failed: 1 });
    expect(trayTitle([], [broken, ready], 0)).toMatchObject({ done: 1, failed: 1 });
  });
});
