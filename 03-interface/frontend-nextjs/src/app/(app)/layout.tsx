import type { ReactNode } from "react";
import { SessionGate } from "@/features/session/session-gate";
import { AppShell } from "@/features/shell/app-shell";
import { ShellSkeleton } from "@/features/shell/shell-skeleton";
import { UploadProvider } from "@/features/upload/upload-provider";

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <SessionGate fallback={<ShellSkeleton />}>
      <UploadProvider>
        <AppShell>{children}</AppShell>
      </UploadProvider>
    </SessionGate>
  );
}
