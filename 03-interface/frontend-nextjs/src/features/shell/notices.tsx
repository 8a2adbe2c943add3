"use client";

import { useSyncExternalStore } from "react";
import { Deferred } from "@/components/deferred";
import { toasts } from "@/lib/toast";

const load = () => import("@/features/shell/toaster").then((module) => module.Toaster);

/** The place of short messages. No page waits for what shows them. */
export function Notices() {
  const areWaiting = useSyncExternalStore(toasts.subscribe, toasts.areWaiting, () => false);
  return <Deferred load={load} isWanted={areWaiting} content={{}} />;
}
