"use client";

import { useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";

export const NOTICES_KEY = ["notices"] as const;

/** Query whether mails can be sent here, and whether this account is told by mail. */
export function useNotices() {
  return useQuery({ queryKey: NOTICES_KEY, queryFn: () => unwrap(api.GET("/api/v1/auth/notices")) });
}
