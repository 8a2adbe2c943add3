"use client";

import { useCallback, useMemo, useState } from "react";
import {
  anchorOf,
  originsOf,
  spanOf,
  type Anchor,
  type WordSpan,
} from "@/entities/transcript/anchors/anchor";
import { blockOfWord, blockText, wordAt, type TranscriptModel } from "@/entities/transcript/model";
import { useComments, useWriteComment } from "@/features/comments/comments";
import type { Comment, Transcript } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
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

/** A comment that is being written, and what it will be about. */
export type NewRemark = { anchor: Anchor; quote: string };

const NONE: readonly Comment[] = [];

/** Hold the comments on a transcript, each at its words, and the one that is being written. */
export function useCommenting(meetingId: string, transcript: Transcript, model: TranscriptModel) {
  const problemText = useProblemText();
  const { hidden } = useDelayedDeletion();
  const query = useComments(meetingId);
  const write = useWriteComment(meetingId);
  const [writing, setWriting] = useState<NewRemark | null>(null);
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
  const spans = useMemo(() => placed.flatMap(({ span }) => (span ? [span] : [])), [placed]);
  const begin = useCallback(
    (first: number, last: number) => {
      const quote = blockText(model, first, last + 1);
      setWriting({ anchor: anchorOf(model, origins, { first, last }), quote });
    },
    [model, origins],
  );
  const { mutate } = write;
  const highlight = useCallback(
    (first: number, last: number) => {
      const anchor = anchorOf(model, origins, { first, last });
      mutate({ anchor, text: "" }, { onError: (error) => void toast.error(problemText(error)) });
    },
    [model, origins, mutate, problemText],
  );
  /** Begin a comment on the passage that is heard at this second. */
  const beginAt = (seconds: number) => {
    const block = model.blocks.findLast(
      ({ first, last }) => last > first && wordAt(model.words, first).start <= seconds,
    );
    const wanted = block ?? model.blocks.find(({ first, last }) => last > first);
    if (wanted) begin(wanted.first, wanted.last - 1);
  };
  return { query, placed, spans, begin, beginAt, highlight, write, writing, stop: () => setWriting(null) };
}

export type Commenting = ReturnType<typeof useCommenting>;
