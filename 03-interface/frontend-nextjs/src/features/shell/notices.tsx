"use client";

import { Deferred } from "@/components/deferred";
import { useStore } from "@/lib/store/use-store";
import { toasts } from "@/lib/toast";

const load = () => import("@/features/shell/toaster").then((module) => module.Toaster);

/** The place of toasts; what renders them is loaded with the first one. */
export function Notices() {
  const areWaiting = useStore(toasts).length > 0;
  return <Deferred load={load} isWanted={areWaiting} content={{}} />;
}
