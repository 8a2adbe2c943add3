import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";

const TONES = {
  warning: { border: "border-warning/40", icon: "text-warning" },
  danger: { border: "border-danger/40", icon: "text-danger" },
} as const;

type AlertBarProps = {
  tone: keyof typeof TONES;
  icon: LucideIcon;
  title: string;
  actions: ReactNode;
  children: ReactNode;
};

/** What is wrong with unsaved edits, above the transcript, with the ways out of it. */
export function AlertBar({ tone, icon: Icon, title, actions, children }: AlertBarProps) {
  return (
    <div
      role="alert"
      className={cn(
        "mt-4 grid gap-3 rounded-xl border bg-surface p-4 text-sm sm:grid-cols-[auto_1fr]",
        TONES[tone].border,
      )}
    >
      <Icon aria-hidden className={cn("mt-0.5 size-5 max-sm:hidden", TONES[tone].icon)} />
      <div className="grid gap-3">
        <p className="font-medium">{title}</p>
        {children}
        <div className="flex flex-wrap gap-2">{actions}</div>
      </div>
    </div>
  );
}
