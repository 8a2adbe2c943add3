import type { Meeting } from "@/lib/api/client";

export type MeetingRights = {
  /** Change the title and the transcript. */
  canEdit: boolean;
  /** Delete, share, cancel and process again. */
  isOwner: boolean;
};

/** Return what the signed-in user may do with a meeting. The gateway decides; this only hides what it would refuse. */
export function rightsOf({ permission }: Pick<Meeting, "permission">): MeetingRights {
  return { canEdit: permission !== "read", isOwner: permission === "owner" };
}
