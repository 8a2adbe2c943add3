"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent } from "react";
import type { SharedRecording } from "@/features/upload/shared/shared-recordings";
import { toast } from "@/lib/toast";

/** Parameter of the address that says that nothing could be taken. */
const FAILED = "share";

/** Take recordings that other applications share, once `isReady`: whatever they interrupted is known then. */
export function useShared(isReady: boolean, onTaken: (shared: readonly SharedRecording[]) => void): void {
  const t = useTranslations("upload");
  const take = useEffectEvent(async () => {
    const { offerToShare, takeShared } = await import("@/features/upload/shared/shared-recordings");
    // Without storage or workers nothing is shared with this site.
    offerToShare().catch(() => undefined);
    const shared = await takeShared(Date.now()).catch(() => []);
    if (shared.length > 0) onTaken(shared);
  });
  const tellFailure = useEffectEvent(() => {
    const address = new URL(window.location.href);
    if (!address.searchParams.has(FAILED)) return;
    address.searchParams.delete(FAILED);
    window.history.replaceState(window.history.state, "", address);
    toast.error(t("shareFailed"));
  });
  useEffect(() => {
    if (!isReady) return;
    tellFailure();
    void take();
  }, [isReady]);
}
