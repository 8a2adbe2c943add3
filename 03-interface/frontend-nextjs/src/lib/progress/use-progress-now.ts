"use client";

import { useEffect, useState } from "react";
import { fractionNow, secondsLeftNow } from "@/lib/progress/progress-now";

const STEP_MS = 1_000;

type Reported = {
  fraction: number;
  eta_seconds: number | null;
  status: string;
  attempt: number;
};

/**
 * Return the fraction done and the seconds left of a job at this moment, by its last report. Within an attempt the
 * fraction never goes back.
 */
export function useProgressNow(job: Reported): { fraction: number; secondsLeft: number | null } {
  const isRunning = job.status === "processing";
  const report = `${job.attempt} ${job.fraction} ${job.eta_seconds}`;
  const [seen, setSeen] = useState({ report, attempt: job.attempt, ago: 0, floor: 0 });
  const now = fractionNow(job.fraction, job.eta_seconds, seen.report === report ? seen.ago : 0);
  if (seen.report !== report) {
    const floor = seen.attempt === job.attempt ? seen.floor : 0;
    setSeen({ report, attempt: job.attempt, ago: 0, floor });
  }
  useEffect(() => {
    if (!isRunning) return;
    const timer = setInterval(
      () =>
        setSeen((before) => ({
          ...before,
          ago: before.ago + STEP_MS / 1000,
          floor: Math.max(before.floor, now),
        })),
      STEP_MS,
    );
    return () => clearInterval(timer);
  }, [isRunning, now]);
  if (!isRunning) return { fraction: job.fraction, secondsLeft: null };
  return {
    fraction: Math.max(now, seen.floor),
    secondsLeft: job.eta_seconds === null ? null : secondsLeftNow(job.eta_seconds, seen.ago),
  };
}
