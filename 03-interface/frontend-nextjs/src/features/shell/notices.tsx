"use client";

import { Toaster } from "sonner";

/** Short messages over the page. Signing in has none, and does not wait for them. */
export function Notices() {
  return (
    <Toaster
      position="top-center"
      offset={68}
      mobileOffset={64}
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
