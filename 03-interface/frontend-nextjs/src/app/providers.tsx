"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { ThemeProvider } from "next-themes";
import { useState, type ReactNode } from "react";
import { Toaster } from "sonner";
import { TooltipProvider } from "@/components/ui/tooltip";
import { createQueryClient } from "@/lib/query-client";

export function Providers({ children }: { children: ReactNode }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <ThemeProvider attribute="class" defaultTheme="system" enableSystem disableTransitionOnChange>
      <QueryClientProvider client={queryClient}>
        <TooltipProvider delayDuration={400}>{children}</TooltipProvider>
        <Toaster
          position="top-center"
          offset={68}
          mobileOffset={64}
          toastOptions={{
            classNames: {
              toast:
                "!rounded-xl !border-border !bg-surface-raised !text-foreground !shadow-float !font-sans",
              description: "!text-muted-foreground",
              actionButton: "!bg-primary !text-primary-foreground !h-8 !px-3 !rounded-lg",
            },
          }}
        />
      </QueryClientProvider>
    </ThemeProvider>
  );
}
