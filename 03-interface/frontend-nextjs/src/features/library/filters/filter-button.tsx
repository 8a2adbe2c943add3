"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";

type FilterButtonProps = ComponentProps<typeof Button> & {
  icon: ReactNode;
  label: string;
  /** The chosen value, shown instead of the label. */
  value?: string | undefined;
};

export function FilterButton({ icon, label, value, className, ...props }: FilterButtonProps) {
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={value === undefined ? label : `${label}, ${value}`}
      className={cn(
        "max-w-52 gap-1.5 text-muted-foreground aria-expanded:bg-muted",
        value !== undefined && "bg-accent-soft text-foreground hover:bg-accent-soft",
        className,
      )}
      {...props}
    >
      {icon}
      <span className="truncate">{value ?? label}</span>
      <ChevronDown className="!size-3.5 opacity-60" />
    </Button>
  );
}
