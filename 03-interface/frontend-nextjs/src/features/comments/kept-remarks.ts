import type { Anchor } from "@/entities/transcript/anchors/anchor";
import { PRIVATE_PREFIX } from "@/lib/api/session";
import { keepInTab, keptInTab } from "@/lib/browser/tab-memory";

/** A comment that is being written, and what it will be about. */
export type NewRemark = { anchor: Anchor; quote: string };

const keyOf = (meetingId: string, name: string) => `${PRIVATE_PREFIX}remark.${meetingId}.${name}`;

/** Keep the text of a comment that is being changed in this tab, until it is saved or dismissed; null forgets it. */
export function keepChange(meetingId: string, commentId: string, text: string | null): void {
  keepInTab(keyOf(meetingId, commentId), text);
}

/** Return the unsaved text of a comment; null where nobody was changing it. */
export function keptChange(meetingId: string, commentId: string): string | null {
  return keptInTab<string>(keyOf(meetingId, commentId));
}

/** Whose new comment it is, and on which meeting: another user may go on in the same tab. */
export type Desk = { userId: string; meetingId: string };

/** Keep a new comment in this tab, until it is saved or dismissed; null forgets it. */
export function keepRemark({ userId, meetingId }: Desk, remark: (NewRemark & { text: string }) | null): void {
  keepInTab(keyOf(meetingId, `new.${userId}`), remark);
}

/** Return the comment that this user was writing; null where there was none, or no word of it. */
export function keptRemark({ userId, meetingId }: Desk): (NewRemark & { text: string }) | null {
  return keptInTab<NewRemark & { text: string }>(keyOf(meetingId, `new.${userId}`));
}
