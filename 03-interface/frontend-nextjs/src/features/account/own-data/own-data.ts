"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "@/lib/api/client";

export const SHOWN = 10;

/** Ask for the archive of all that is kept about the user; it is downloaded from the address that this returns. */
export function useOrderExport() {
  return useMutation({
    mutationFn: async ({ password, recordings }: { password: string | null; recordings: boolean }) => {
      const body = { current_password: password, recordings };
      const { ticket } = await unwrap(api.POST("/api/v1/auth/me/export", { body }));
      return `/api/v1/auth/me/export/${encodeURIComponent(ticket)}`;
    },
  });
}

/** Query the newest receipts of what was deleted of the user's. */
export function useOwnErasures() {
  return useQuery({
    queryKey: ["own-erasures"],
    queryFn: () => unwrap(api.GET("/api/v1/auth/me/erasures", { params: { query: { size: SHOWN } } })),
  });
}
