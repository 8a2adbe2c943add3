"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import type { NotedSpan } from "@/entities/comment/noted-span";
import { anchorOf, originsOf, spanOf, type WordSpan } from "@/entities/transcript/anchors/anchor";
import { blockOfWord, blockText, type TranscriptModel } from "@/entities/transcript/model";
import { useComments, useHighlight, useWriteComment } from "@/features/comments/comments";
import { keepRemark, keptRemark, type NewRemark } from "@/features/comments/kept-remarks";
import { wantedWords } from "@/features/comments/wanted-words";
import type { Comment, Transcript, User } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
import { ME_KEY } from "@/lib/query-client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** A comment and the words that it is about now; `span` is null if they are gone. */
export type PlacedComment = {
  comment: Comment;
  span: WordSpan | null;
  quote: string;
  /** Id of who says them. */
  speaker: string | null;
};

const NONE: readonly Comment[] = [];

/** Hold the comments on a transcript, each at its words, and the one that is being written. */
export function useCommenting(meetingId: string, transcript: Transcript, model: TranscriptModel) {
  const problemText = useProblemText();
  const { hidden } = useDelayedDeletion();
  const query = useComments(meetingId);
  const queryClient = useQueryClient();
  // The one who opened the page: nobody is signed in once the session has ended.
  const [userId] = useState(() => queryClient.getQueryData<User | null>(ME_KEY)?.id ?? "");
  const desk = { userId, meetingId };
  const write = useWriteComment(desk);
  const { mutate: mark } = useHighlight(meetingId, (error) => void toast.error(problemText(error)));
  // The page is built anew when the meeting was processed again.
  const [kept] = useState(() => keptRemark(desk));
  const [writing, setWriting] = useState<NewRemark | null>(kept);
  const { segments } = transcript;
  const origins = useMemo(() => originsOf(segments), [segments]);
  const comments = query.data ?? NONE;
  const placed = useMemo(
    () =>
      comments
        .filter(({ id }) => !hidden.has(id))
        .map((comment): PlacedComment => {
          const span = spanOf(model, origins, comment);
          if (!span) return { comment, span, quote: "", speaker: null };
          const speaker = blockOfWord(model, span.first)?.speaker ?? null;
          return { comment, span, quote: blockText(model, span.first, span.last + 1), speaker };
        }),
    [comments, hidden, model, origins],
  );
  const spans = useMemo(
    () =>
      placed.flatMap(({ span, comment: { id, author_name, text } }): NotedSpan[] =>
        span ? [{ ...span, id, author: author_name, hasText: text !== "" }] : [],
      ),
    [placed],
  );
  const begin = useCallback(
    (first: number, last: number) => {
      const quote = blockText(model, first, last + 1);
      setWriting({ anchor: anchorOf(model, origins, { first, last }), quote });
    },
    [model, origins],
  );
  const highlight = useCallback(
    (first: number, last: number) => mark(anchorOf(model, origins, { first, last })),
    [model, origins, mark],
  );
  /** What is done with chosen words; the same object until the transcript changes. */
  const notes = useMemo(() => ({ onHighlight: highlight, onComment: begin }), [highlight, begin]);
  /** Begin a comment on what is selected, else on the passage at hand, else on what is heard. */
  const beginAt = (place: Parameters<typeof wantedWords>[1]) => {
    const wanted = wantedWords(model, place);
    if (wanted) begin(wanted.first, wanted.last);
  };
  const stop = () => {
    keepRemark(desk, null);
    setWriting(null);
  };
  /** Keep what is written so far, until it is saved or dismissed. */
  const keep = (text: string) => {
    if (writing) keepRemark(desk, text.trim() ? { ...writing, text } : null);
  };
  const begun = writing !== null && writing === kept ? kept.text : "";
  return { query, placed, spans, notes, beginAt, write, writing, begun, keep, stop };
}

export type Commenting = ReturnType<typeof useCommenting>;
