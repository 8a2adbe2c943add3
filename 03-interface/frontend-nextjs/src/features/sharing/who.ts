import { api, unwrap, type Permission } from "@/lib/api/client";

/** Whom to share with: the text of the field and, once a name was chosen, whose it is. */
export type Who = { text: string; userId?: string; groupId?: string };

export const NOBODY: Who = { text: "" };

export function isNobody({ text }: Who): boolean {
  return text.trim() === "";
}

/** Share a meeting with a group, or with a person whose name was chosen or whose address was typed. */
export function shareWith(meetingId: string, who: Who, permission: Permission): Promise<unknown> {
  if (who.groupId !== undefined) {
    return unwrap(
      api.PUT("/api/v1/meetings/{meeting_id}/shares/groups/{group_id}", {
        params: { path: { meeting_id: meetingId, group_id: who.groupId } },
        body: { permission },
      }),
    );
  }
  const person = who.userId === undefined ? { email: who.text.trim() } : { user_id: who.userId };
  return unwrap(
    api.POST("/api/v1/meetings/{meeting_id}/shares", {
      params: { path: { meeting_id: meetingId } },
      body: { ...person, permission },
    }),
  );
}
