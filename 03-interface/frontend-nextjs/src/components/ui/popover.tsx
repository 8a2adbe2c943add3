"use client";

import { Popover as Radix } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/components/cn";

export const Popover = Radix.Root;
export const PopoverTrigger = Radix.Trigger;
export const PopoverAnchor = Radix.Anchor;

/** `isInline` renders the content in place instead of in a portal: outside a dialog, everything is inert. */
export function PopoverContent({
  className,
  isInline = false,
  ...props
}: ComponentProps<typeof Radix.Content> & { isInline?: boolean }) {
  const content = (
    <Radix.Content
      align="end"
      sideOffset={6}
      collisionPadding={8}
      className={cn(
        "z-50 rounded-xl border border-border bg-surface-raised p-1 shadow-float data-[state=open]:animate-in data-[state=open]:fade-in data-[state=open]:zoom-in-[0.98]",
        className,
      )}
      {...props}
    />
  );
  return isInline ? content : <Radix.Portal>{content}</Radix.Portal>;
}
