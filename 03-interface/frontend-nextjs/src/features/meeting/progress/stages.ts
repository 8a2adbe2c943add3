import { STEP_OF_STAGE, STEPS, type Step } from "@/entities/meeting/steps";
import type { MeetingStatus, Stage } from "@/lib/api/client";

export type StepState = "done" | "current" | "stopped" | "ahead";

export function stepStates(status: MeetingStatus, stage: Stage | null): { step: Step; state: StepState }[] {
  const reached = status === "processing" ? "current" : status === "failed" ? "stopped" : "ahead";
  const at = stage === null ? 0 : STEPS.indexOf(STEP_OF_STAGE[stage]);
  return STEPS.map((step, place) => {
    if (status === "completed" || (status !== "queued" && place < at)) return { step, state: "done" };
    return { step, state: place === at ? reached : "ahead" };
  });
}
