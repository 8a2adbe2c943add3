import type { Meeting } from "@/lib/api/client";

export type MeetingRights = {
  /** Its title and what is written in it. */
  canEdit: boolean;
  /** Whether it exists, who has it, and what is computed: delete, share, cancel, process again. */
  isOwner: boolean;
};

/** What who is signed in may do with a meeting. The gateway decides; this only hides what it would refuse. */
export function rightsOf({ permission }: Pick<Meeting, "permission">): MeetingRights {
  return { canEdit: permission !== "read", isOwner: permission === "owner" };
}
