"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;

export function PopoverContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Content
      align="start"
      sideOffset={6}
      collisionPadding={8}
      className={cn(
        "z-50 w-(--radix-popover-trigger-width) min-w-56 overflow-hidden rounded-xl border border-border bg-surface-raised shadow-float data-[state=open]:animate-in data-[state=open]:fade-in data-[state=open]:zoom-in-[0.98]",
        className,
      )}
      {...props}
    />
  );
}
