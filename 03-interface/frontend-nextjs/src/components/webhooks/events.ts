import type { components } from "@/lib/api/schema";

export type MeetingEvent = components["schemas"]["NewWebhook"]["events"][number];

/** What a webhook can be told of, as it comes in the life of a meeting. */
export const EVENTS = ["completed", "failed", "edited", "deleted"] as const satisfies readonly MeetingEvent[];
