import type { WordSpan } from "@/entities/transcript/anchors/anchor";

/** Words with a highlight or a comment, whose it is, and whether it has a text. */
export type NotedSpan = WordSpan & { id: string; author: string; hasText: boolean };
