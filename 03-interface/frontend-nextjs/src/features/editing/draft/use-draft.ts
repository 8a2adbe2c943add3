"use client";

import { useCallback, useMemo, useState } from "react";
import {
  blockOfWord,
  blockText,
  rangeOfWords,
  segmentsOfTurn,
  segmentsOfWords,
  wordAt,
  type Block,
  type TranscriptModel,
} from "@/entities/transcript/model";
import { NO_WORD, findLastBegunWord } from "@/entities/transcript/spoken-word";
import { findUncertain, rangeInText, wordAtCaret } from "@/entities/transcript/uncertain";
import type { Assignment } from "@/features/editing/draft/assign-menu";
import type { EditorState, Outcome } from "@/features/editing/draft/block-editor";
import type { EditorAction } from "@/features/editing/draft/editor-keys";
import {
  currentModel,
  findBlock,
  joinPassages,
  saveText,
  splitPassage,
} from "@/features/editing/draft/passages";
import { playWhileEditing } from "@/features/editing/draft/playback";
import type { EditingSession } from "@/features/editing/session/editing-session";
import { usePlayer } from "@/features/player/player-context";

export type Draft = {
  /** Id of its first segment: indexes of paragraphs change while one is edited. */
  segment: number;
  /** Second at which it begins: the gateway may have numbered a part of it otherwise. */
  start: number;
  selection: readonly [number, number];
};

/** Actions on paragraphs for users who may edit; the same object until the transcript changes. */
export type BlockTools = {
  edit: (block: number, word: number | null) => void;
  leave: (block: Block, text: string) => void;
  act: (block: Block, action: EditorAction, state: EditorState) => Outcome;
  assign: (block: number, what: "block" | "turn", anchor: HTMLElement) => void;
};

const CONTEXT_SECONDS = 1;
const NOTHING: readonly number[] = [];

/** Hold the paragraph being edited and the pending assignment to another speaker. */
export function useDraft(model: TranscriptModel, session: EditingSession) {
  const player = usePlayer();
  const [draft, setDraft] = useState<Draft | null>(null);
  const [assignment, setAssignment] = useState<Assignment | null>(null);

  /** Open a passage with this selection, else with the caret at its end. */
  const open = useCallback(
    (block: Block | undefined, selection?: readonly [number, number]) => {
      const [segment] = block?.segments ?? [];
      if (!block || segment === undefined) return setDraft(null);
      const now = currentModel(session);
      const length = blockText(now, block.first, block.last).length;
      setDraft({ segment, start: block.start, selection: selection ?? [length, length] });
      if (player.loop) player.repeat(block);
    },
    [player, session],
  );

  const assignWords = useCallback(
    (first: number, last: number, anchor: HTMLElement, on: TranscriptModel = model) =>
      setAssignment({
        segments: segmentsOfWords(on, first, last),
        words: rangeOfWords(on, first, last),
        speaker: null,
        anchor,
      }),
    [model],
  );

  const goToUncertain = useCallback(
    (from: number, direction: 1 | -1, now: TranscriptModel) => {
      const place = findUncertain(now, from, direction);
      const block = place === null ? undefined : blockOfWord(now, place);
      if (place === null || !block) return false;
      player.seek(Math.max(block.start, wordAt(now.words, place).start - CONTEXT_SECONDS));
      open(block, selectionOf(now, block, place));
      return true;
    },
    [open, player],
  );

  const tools = useMemo<BlockTools>(() => {
    const edit: BlockTools["edit"] = (index, word) => {
      const block = model.blocks[index];
      if (!block) return;
      if (word !== null) player.pause();
      open(block, word === null ? undefined : selectionOf(model, block, word));
    };
    const act: BlockTools["act"] = (block, action, { text, from, to }) => {
      const save = () => saveText(session, model, block, text);
      /** Save, and return the passage as it is then. */
      const saved = () => {
        save();
        const now = currentModel(session);
        return { now, at: findBlock(now, block.segments) };
      };
      switch (action) {
        case "save":
        case "discard":
          if (action === "save") save();
          setDraft(null);
          focusBlock(block.index);
          return "ended";
        case "split":
          if (!text.slice(0, from).trim() || !text.slice(to).trim()) return "goesOn";
          open(splitPassage(session, block, text, from), [0, 0]);
          return "ended";
        case "joinBefore":
        case "joinAfter": {
          const before = model.blocks[block.index - (action === "joinBefore" ? 1 : 0)];
          const after = model.blocks[block.index + (action === "joinBefore" ? 0 : 1)];
          if (!before || !after) return "goesOn";
          save();
          const { joined, at } = joinPassages(session, before, after);
          const caret = Math.min(
            at + 1,
            joined ? blockText(currentModel(session), joined.first, joined.last).length : 0,
          );
          open(joined, [caret, caret]);
          return "ended";
        }
        case "next":
        case "previous": {
          const { now, at } = saved();
          const index = (at?.index ?? block.index) + (action === "next" ? 1 : -1);
          const target = now.blocks[index];
          if (!target) {
            setDraft(null);
            focusBlock(Math.min(block.index, now.blocks.length - 1));
            return "ended";
          }
          if (!player.isPlaying) player.seek(target.start);
          open(target, [0, 0]);
          return "ended";
        }
        case "uncertain":
        case "uncertainBefore": {
          const direction = action === "uncertain" ? 1 : -1;
          const place = wordAtCaret(model, block.first, block.last, text, direction > 0 ? to : from);
          // A caret at the very start stands before the first word.
          const start = direction > 0 && from === 0 && to === 0 ? block.first - 1 : place;
          const next = findUncertain(model, start, direction);
          if (next === null) return "goesOn";
          if (next >= block.first && next < block.last) {
            const range = rangeInText(model, block.first, next, text);
            player.seek(Math.max(block.start, wordAt(model.words, next).start - CONTEXT_SECONDS));
            if (range) return range;
          }
          const { now, at } = saved();
          const edge = direction > 0 ? (at?.last ?? 0) - 1 : (at?.first ?? 0);
          return goToUncertain(edge, direction, now) ? "ended" : "goesOn";
        }
        case "assign": {
          const { now, at } = saved();
          setDraft(null);
          const anchor = document.querySelector<HTMLElement>(`[data-block="${block.index}"]`);
          if (!at || !anchor) return "ended";
          const isPart = from !== to;
          const first = isPart ? wordAtCaret(now, at.first, at.last, text, from) : at.first;
          const last = isPart ? wordAtCaret(now, at.first, at.last, text, to - 1) : at.last - 1;
          requestAnimationFrame(() => assignWords(first, last, anchor, now));
          return "ended";
        }
        default:
          playWhileEditing(player, block, action);
          return "goesOn";
      }
    };
    return {
      edit,
      act,
      leave: (block, text) => {
        saveText(session, model, block, text);
        setDraft(null);
      },
      assign: (index, what, anchor) => {
        const block = model.blocks[index];
        if (!block) return;
        const segments = what === "turn" ? segmentsOfTurn(model, index) : block.segments;
        const onEdit = what === "turn" ? { onEdit: () => edit(index, null) } : {};
        setAssignment({ segments, words: null, speaker: block.speaker, anchor, ...onEdit });
      },
    };
  }, [model, player, session, open, assignWords, goToUncertain]);

  /** Edit the paragraph that has the focus, else the one under the pointer, else the one being played. */
  const editCurrent = useCallback(() => {
    const index = currentBlock(model, player.time);
    if (index !== undefined) tools.edit(index, null);
  }, [model, player, tools]);

  /** Return the paragraph being edited, else the one that is meant by `editCurrent`. */
  const currentPassage = useCallback(() => {
    const edited = draft && model.blocks[findDrafted(model, draft)];
    return edited ?? model.blocks[currentBlock(model, player.time) ?? -1] ?? null;
  }, [draft, model, player]);

  /** Edit the next uncertain word after the place being played, or after the paragraph that has the focus. */
  const editUncertain = useCallback(() => {
    const heard = findLastBegunWord(model, player.time);
    const focused = focusedBlock();
    const from = focused === undefined ? heard : (model.blocks[focused]?.first ?? 0) - 1;
    goToUncertain(heard === NO_WORD && focused === undefined ? -1 : from, 1, model);
  }, [model, player, goToUncertain]);

  const inHand = useMemo(() => {
    const block = draft && model.blocks[findDrafted(model, draft)];
    return block ? [...block.segments] : NOTHING;
  }, [draft, model]);

  return {
    draft,
    inHand,
    tools,
    editCurrent,
    editUncertain,
    currentPassage,
    assignWords,
    assignment,
    setAssignment,
  };
}

/** Return the index of the passage that is being edited. */
export function findDrafted(model: TranscriptModel, { segment, start }: Draft): number {
  const found = model.blocks.findIndex(({ segments }) => segments.includes(segment));
  return found >= 0 ? found : (blockOfWord(model, Math.max(0, findLastBegunWord(model, start)))?.index ?? -1);
}

export type Drafting = ReturnType<typeof useDraft>;

/** Return the selection of a word in the text of its passage. */
function selectionOf(model: TranscriptModel, { first }: Block, word: number) {
  const end = blockText(model, first, word + 1).length;
  return [end - (model.words[word]?.text.length ?? 0), end] as const;
}

function focusedBlock(): number | undefined {
  const marked =
    document.activeElement?.closest("[data-block]") ?? document.querySelector("[data-block]:hover");
  return marked ? Number(marked.getAttribute("data-block")) : undefined;
}

function currentBlock(model: TranscriptModel, seconds: number): number | undefined {
  const heard = findLastBegunWord(model, seconds);
  return focusedBlock() ?? blockOfWord(model, heard === NO_WORD ? 0 : heard)?.index;
}

/** Focus a paragraph once its field is gone, so that the keyboard continues from there. */
function focusBlock(index: number): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-block="${index}"]`)?.focus({ preventScroll: true }),
  );
}
