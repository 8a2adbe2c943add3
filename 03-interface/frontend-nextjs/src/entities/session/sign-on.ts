"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { goOn, useRegistration } from "@/entities/session/session";
import { api, type User } from "@/lib/api/client";

/** Query the name of the company's provider of single sign-on; null where there is none. */
export function useSignOn(): string | null {
  return useRegistration().data?.sign_on ?? null;
}

/** Return the address that leads to the company's provider, and from there to a page of the product. */
export function signOnAddress(next: string): string {
  return `/api/v1/auth/sign-on?next=${encodeURIComponent(next)}`;
}

/** Go on with the page as soon as its user has signed in at the provider in another tab. */
export function useSignedOnElsewhere(user: User): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    if (!user.has_sign_on) return;
    const look = async () => {
      const { data } = await api.GET("/api/v1/auth/me").catch(() => ({ data: undefined }));
      if (data?.id === user.id) await goOn(queryClient, user);
    };
    window.addEventListener("focus", look);
    return () => window.removeEventListener("focus", look);
  }, [queryClient, user]);
}
