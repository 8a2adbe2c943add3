import type { Job } from "@/features/administration/operations/operations";

export type JobState = "running" | "handed" | "next" | "waits";

/** Return where a job stands on its way: in work, given to the workers, first of those that wait, or waiting. */
export function jobState(job: Pick<Job, "status" | "handed_over_at" | "is_next">): JobState {
  if (job.status === "processing") return "running";
  if (job.handed_over_at !== null) return "handed";
  return job.is_next ? "next" : "waits";
}
