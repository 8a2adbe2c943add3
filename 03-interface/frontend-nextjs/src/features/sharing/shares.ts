"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { shareWith, type Who } from "@/features/sharing/who";
import { api, settle, unwrap, type Permission } from "@/lib/api/client";

export const PERMISSIONS = ["read", "edit"] as const satisfies readonly Permission[];

const sharingKey = (id: string) => [...MEETINGS_KEY, "shares", id] as const;

/** Query the owner and the shares of a meeting. */
export function useSharing(id: string, isWanted: boolean) {
  return useQuery({
    queryKey: sharingKey(id),
    enabled: isWanted,
    queryFn: () =>
      unwrap(api.GET("/api/v1/meetings/{meeting_id}/shares", { params: { path: { meeting_id: id } } })),
  });
}

function useSharingChange<V>(change: (variables: V) => Promise<unknown>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: change,
    // The meeting itself carries the number of its shares.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: MEETINGS_KEY }),
  });
}

export const useShareMeeting = (id: string) =>
  useSharingChange(({ who, permission }: { who: Who; permission: Permission }) =>
    shareWith(id, who, permission),
  );

export const useUnshareGroup = (id: string) =>
  useSharingChange((groupId: string) =>
    settle(
      api.DELETE("/api/v1/meetings/{meeting_id}/shares/groups/{group_id}", {
        params: { path: { meeting_id: id, group_id: groupId } },
      }),
    ),
  );

export const useChangeShare = (id: string) =>
  useSharingChange(({ userId, permission }: { userId: string; permission: Permission }) =>
    unwrap(
      api.PATCH("/api/v1/meetings/{meeting_id}/shares/{user_id}", {
        params: { path: { meeting_id: id, user_id: userId } },
        body: { permission },
      }),
    ),
  );

export const useUnshare = (id: string) => useSharingChange((userId: string) => unshare(id, userId));

/** Remove a user's access to a meeting; it may be one's own. */
export function unshare(id: string, userId: string): Promise<void> {
  return settle(
    api.DELETE("/api/v1/meetings/{meeting_id}/shares/{user_id}", {
      params: { path: { meeting_id: id, user_id: userId } },
      keepalive: true,
    }),
  );
}
