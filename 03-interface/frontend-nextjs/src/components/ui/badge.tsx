import type { ReactNode } from "react";
import { cn } from "@/components/cn";

const TONES = {
  plain: "bg-muted text-muted-foreground",
  danger: "bg-danger-soft text-danger",
} as const;

/** A state in a word or two, beside what is in it. */
export function Badge({ tone = "plain", children }: { tone?: keyof typeof TONES; children: ReactNode }) {
  return (
    <span className={cn("shrink-0 rounded-full px-2 py-0.5 text-xs font-medium", TONES[tone])}>
      {children}
    </span>
  );
}
