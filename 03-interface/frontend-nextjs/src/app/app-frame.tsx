import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { SessionGate } from "@/features/session/session-gate";
import { AppShell } from "@/features/shell/app-shell";
import { Notices } from "@/features/shell/notices";
import { ShellSkeleton } from "@/features/shell/shell-skeleton";
import { UploadProvider } from "@/features/upload/upload-provider";

/** What all pages of signed-in users have around them. */
export default function AppFrame({ children }: { children: ReactNode }) {
  return (
    <SessionGate fallback={<ShellSkeleton />}>
      <NuqsAdapter>
        <UploadProvider>
          <AppShell>{children}</AppShell>
        </UploadProvider>
        <Notices />
      </NuqsAdapter>
    </SessionGate>
  );
}
