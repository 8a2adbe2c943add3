/** Return the key under which the comments of a meeting are cached. */
export const commentsKey = (meetingId: string) => ["comments", meetingId] as const;
