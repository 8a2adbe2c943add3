"use client";

import { useMemo } from "react";
import { buildModel, type TranscriptModel } from "@/entities/transcript/model";
import type { Transcript } from "@/lib/api/client";

/** Return the model of a transcript, built anew when its segments change. */
export function useModel({ segments }: Transcript): TranscriptModel {
  return useMemo(() => buildModel(segments), [segments]);
}
