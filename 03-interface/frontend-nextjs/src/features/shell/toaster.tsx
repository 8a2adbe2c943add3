"use client";

import { useEffect } from "react";
import { toast, Toaster as Sonner } from "sonner";
import { toasts } from "@/lib/toast";

/** Shows short messages over the page. */
export function Toaster() {
  // Runs after the effect of Sonner in which it begins to listen.
  useEffect(() => {
    toasts.showWith(toast);
    return () => toasts.showWith(null);
  }, []);
  return (
    <Sonner
      position="top-center"
      offset={68}
      mobileOffset={8}
      toastOptions={{
        classNames: {
          toast: "!rounded-xl !border-border !bg-surface-raised !text-foreground !shadow-float !font-sans",
          description: "!text-muted-foreground",
          actionButton: "!bg-primary !text-primary-foreground !h-8 !px-3 !rounded-lg",
        },
      }}
    />
  );
}
