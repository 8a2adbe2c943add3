import type { ReactNode } from "react";
import AppFrame from "@/app/app-frame";
import { loadMe } from "@/app/_server-data/loads";
import { ServerData } from "@/app/_server-data/server-data";

export default function AppLayout({ children }: { children: ReactNode }) {
  return (
    <ServerData load={loadMe}>
      <AppFrame>{children}</AppFrame>
    </ServerData>
  );
}
