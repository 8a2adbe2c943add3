"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { useMe } from "@/entities/session/session";
import { safeNextPath } from "@/features/session/next-path";
import { hasHadSession } from "@/lib/api/session";
import { useIsHydrated } from "@/lib/browser/use-is-hydrated";

/**
 * Lead whoever is signed in already on to where signing in leads, and return whether that is so. Nothing is asked where
 * this browser knows of no session.
 */
export function useLeadOn(next: string | undefined, isWanted = true): boolean {
  const router = useRouter();
  const isHydrated = useIsHydrated();
  const isSignedIn = Boolean(useMe(isWanted && isHydrated && hasHadSession()).data) && isWanted;
  useEffect(() => {
    if (isSignedIn) router.replace(safeNextPath(next));
  }, [isSignedIn, next, router]);
  return isSignedIn;
}
