import type { Upload } from "@/features/upload/transfer/upload-queue";
import type { Meeting } from "@/lib/api/client";

export type TrayTitle = {
  key: "trayTitle" | "trayHeld" | "trayFailed" | "unfinishedTitle" | "trayAgain" | "trayFollowing";
  count: number;
  done: number;
  /** Meetings whose processing has failed. */
  failed: number;
};

/** Return the message that heads the tray: what is being sent, else what needs the user, else what comes of the rest. */
export function trayTitle(
  uploads: readonly Pick<Upload, "state" | "trouble">[],
  meetings: readonly Pick<Meeting, "attempt" | "attempt_status">[],
  unfinished: number,
): TrayTitle {
  const count = uploads.length + meetings.length;
  const done = meetings.filter((each) => each.attempt_status === "completed").length;
  const failed = meetings.filter((each) => each.attempt_status === "failed").length;
  const counts = { count, done, failed };
  const refused = uploads.filter(({ state }) => state === "failed").length;
  const sending = uploads.filter(({ state }) => state === "sending" || state === "storing");
  if (sending.length > 0 && sending.every(({ trouble }) => trouble)) return { key: "trayHeld", ...counts };
  if (uploads.length > refused) return { key: "trayTitle", ...counts };
  if (refused > 0) return { key: "trayFailed", ...counts, count: refused };
  if (unfinished > 0) return { key: "unfinishedTitle", ...counts, count: unfinished };
  const isAgain = count === 1 && done + failed === 0 && meetings.some(({ attempt }) => attempt > 1);
  return { key: isAgain ? "trayAgain" : "trayFollowing", ...counts };
}
