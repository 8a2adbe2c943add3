"use client";

import { useCallback, useMemo, useState } from "react";
import {
  blockOfWord,
  blockText,
  segmentsOfTurn,
  segmentsOfWords,
  type TranscriptModel,
} from "@/entities/transcript/model";
import { NO_WORD, findLastBegunWord } from "@/entities/transcript/spoken-word";
import type { Assignment } from "@/features/editing/draft/assign-menu";
import type { EditingSession } from "@/features/editing/session/editing-session";
import { usePlayer } from "@/features/player/player-context";

export type Draft = {
  /** Id of its first segment: indexes of paragraphs change while one is edited. */
  segment: number;
  selection: readonly [number, number];
};

/** Actions on paragraphs for users who may edit; the same object until the transcript changes. */
export type BlockTools = {
  edit: (block: number, word: number | null) => void;
  finish: (block: number, text: string | null, by: "key" | "leaving") => void;
  assign: (block: number, what: "block" | "turn", anchor: HTMLElement) => void;
};

const NOTHING: readonly number[] = [];

/** Hold the paragraph being edited and the pending assignment to another speaker. */
export function useDraft(model: TranscriptModel, session: EditingSession) {
  const player = usePlayer();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [assignment, setAssignment] = useState<Assignment | null>(null);

  const tools = useMemo<BlockTools>(() => {
    const edit: BlockTools["edit"] = (index, word) => {
      const block = model.blocks[index];
      const [segment] = block?.segments ?? [];
      if (!block || segment === undefined) return;
      if (word !== null) player.pause();
      setDraft({ segment, selection: selectionOf(model, block.first, block.last, word) });
    };
    return {
      edit,
      finish: (index, text, by) => {
        const block = model.blocks[index];
        setDraft(null);
        if (by === "key") focusBlock(index);
        if (!block || text === null || text.trim() === blockText(model, block.first, block.last)) return;
        session.perform({ kind: "edit", segments: [...block.segments], text });
      },
      assign: (index, what, anchor) => {
        const block = model.blocks[index];
        if (!block) return;
        const segments = what === "turn" ? segmentsOfTurn(model, index) : block.segments;
        const onEdit = what === "turn" ? { onEdit: () => edit(index, null) } : {};
        setAssignment({ segments, speaker: block.speaker, anchor, ...onEdit });
      },
    };
  }, [model, player, session]);

  /** Edit the paragraph that has the focus, else the one under the pointer, else the one being played. */
  const editCurrent = useCallback(() => {
    const marked =
      document.activeElement?.closest("[data-block]") ?? document.querySelector("[data-block]:hover");
    const heard = findLastBegunWord(model, player.time);
    const index = marked
      ? Number(marked.getAttribute("data-block"))
      : blockOfWord(model, heard === NO_WORD ? 0 : heard)?.index;
    if (index !== undefined) tools.edit(index, null);
  }, [model, player, tools]);

  const assignWords = useCallback(
    (first: number, last: number, anchor: HTMLElement) =>
      setAssignment({ segments: segmentsOfWords(model, first, last), speaker: null, anchor }),
    [model],
  );

  const inHand = useMemo(() => {
    const block = draft && model.blocks.find(({ segments }) => segments.includes(draft.segment));
    return block ? [...block.segments] : NOTHING;
  }, [draft, model]);

  return { draft, inHand, tools, editCurrent, assignWords, assignment, setAssignment };
}

export type Drafting = ReturnType<typeof useDraft>;

/** Return the selection of the given word, or the end of the text without one. */
function selectionOf(model: TranscriptModel, first: number, last: number, word: number | null) {
  const whole = blockText(model, first, last);
  if (word === null) return [whole.length, whole.length] as const;
  const end = blockText(model, first, word + 1).length;
  return [end - (model.words[word]?.text.length ?? 0), end] as const;
}

/** Focus a paragraph once its field is gone, so that the keyboard continues from there. */
function focusBlock(index: number): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-block="${index}"]`)?.focus({ preventScroll: true }),
  );
}
