import type { Stage } from "@/lib/api/client";

/** The stages of a job as they are shown: grouped into five steps. */
export const STEPS = ["prepare", "diarize", "identify", "transcribe", "finish"] as const;
export type Step = (typeof STEPS)[number];

/** The step that each stage belongs to. */
export const STEP_OF_STAGE: Record<Stage, Step> = {
  download: "prepare",
  convert: "prepare",
  diarize: "diarize",
  identify: "identify",
  transcribe: "transcribe",
  fuse: "finish",
  store: "finish",
  cleanup: "finish",
};
