import type { MeetingStatus, Stage } from "@/lib/api/client";

/** The stages of a job as they are shown: grouped into five steps. */
export const STEPS = ["prepare", "diarize", "identify", "transcribe", "finish"] as const;
export type Step = (typeof STEPS)[number];
export type StepState = "done" | "current" | "stopped" | "ahead";

const STEP_OF_STAGE: Record<Stage, Step> = {
  download: "prepare",
  convert: "prepare",
  diarize: "diarize",
  identify: "identify",
  transcribe: "transcribe",
  fuse: "finish",
  store: "finish",
  cleanup: "finish",
};

export function stepStates(status: MeetingStatus, stage: Stage | null): { step: Step; state: StepState }[] {
  const reached = status === "processing" ? "current" : status === "failed" ? "stopped" : "ahead";
  const at = stage === null ? 0 : STEPS.indexOf(STEP_OF_STAGE[stage]);
  return STEPS.map((step, place) => {
    if (status === "completed" || (status !== "queued" && place < at)) return { step, state: "done" };
    return { step, state: place === at ? reached : "ahead" };
  });
}
