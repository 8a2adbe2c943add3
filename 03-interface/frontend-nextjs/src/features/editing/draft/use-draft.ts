"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  blockOfWord,
  rangeOfWords,
  segmentsOfTurn,
  segmentsOfWords,
  wordAt,
  type Block,
  type TranscriptModel,
} from "@/entities/transcript/model";
import { blockAt, findLastBegunWord } from "@/entities/transcript/spoken-word";
import { findUncertain } from "@/entities/transcript/uncertain";
import { act, type Hands } from "@/features/editing/draft/act";
import type { Assignment } from "@/features/editing/draft/assign-menu";
import type { EditorAction } from "@/features/editing/draft/editor-keys";
import { OpenDraft, type Draft, type Live, type Selection } from "@/features/editing/draft/open-draft";
import { findOpened, isAsOpened, noteOpened } from "@/features/editing/draft/opened";
import { currentModel, findBlock, passageOfWord, selectionOf } from "@/features/editing/draft/passages";
import type { EditingSession } from "@/features/editing/session/editing-session";
import { usePlayer } from "@/features/player/player-context";
import type { Transcript } from "@/lib/api/client";
import { useStore } from "@/lib/store/use-store";

/** Actions on paragraphs for users who may edit; the same object until the transcript changes. */
export type BlockTools = {
  edit: (block: number, word: number | null) => void;
  /** Return the field as it was written last. */
  read: () => Live;
  isChanged: () => boolean;
  write: (opening: number, text: string, selection: Selection) => void;
  leave: (opening: number) => void;
  act: (block: Block, action: EditorAction) => Selection | null;
  assign: (block: number, what: "block" | "turn", anchor: HTMLElement) => void;
};

/** Seconds that are heard before an uncertain word. */
const CONTEXT_SECONDS = 1;

/**
 * Hold the paragraph being edited and the pending assignment to another speaker. Once nobody `canEdit`, what was typed is
 * handed to the session, which keeps it: its field is gone.
 */
export function useDraft(
  model: TranscriptModel,
  transcript: Transcript,
  session: EditingSession,
  canEdit: boolean,
) {
  const player = usePlayer();
  const { segments } = transcript;
  const [desk] = useState(() => new OpenDraft(session));
  const draft = useStore(desk);
  const { assignment, setAssignment } = useAssignment(transcript, session);
  /** The uncertain word that was offered last, from which `N` goes on. */
  const offered = useRef<{ segment: number; start: number } | null>(null);

  useEffect(() => {
    const save = () => void desk.close();
    window.addEventListener("pagehide", save);
    return () => {
      window.removeEventListener("pagehide", save);
      save();
    };
  }, [desk]);

  useEffect(() => {
    if (!canEdit) void desk.close();
  }, [desk, canEdit]);

  const open = useCallback(
    (block: Block | undefined, selection?: Selection) => {
      desk.open(block, selection);
      if (block && player.loop) player.repeat(block);
    },
    [desk, player],
  );

  const assignWords = useCallback(
    (first: number, last: number, anchor: HTMLElement, on: TranscriptModel = model) =>
      setAssignment({
        segments: segmentsOfWords(on, first, last),
        words: rangeOfWords(on, first, last),
        speaker: null,
        anchor,
      }),
    [model, setAssignment],
  );

  const offer = useCallback(
    (now: TranscriptModel, place: number) => {
      const { segment, start } = wordAt(now.words, place);
      offered.current = { segment, start };
      player.seek(Math.max(blockOfWord(now, place)?.start ?? 0, start - CONTEXT_SECONDS));
    },
    [player],
  );

  const tools = useMemo<BlockTools>(() => {
    const edit: BlockTools["edit"] = (index, word) => {
      const block = model.blocks[index];
      if (!block) return;
      if (word !== null) player.pause();
      open(block, word === null ? undefined : selectionOf(model, block, word));
    };
    const hands: Hands = {
      session,
      desk,
      player,
      open,
      focus: focusBlock,
      offer,
      assign: (now, index, first, last) => {
        const anchor = document.querySelector<HTMLElement>(`[data-block="${index}"]`);
        if (anchor) requestAnimationFrame(() => assignWords(first, last, anchor, now));
      },
    };
    return {
      edit,
      read: desk.readLive,
      isChanged: () => desk.isChanged,
      write: (opening, text, selection) => desk.write(opening, text, selection),
      leave: (opening) => desk.leave(opening),
      act: (block, action) => act(hands, block, action),
      assign: (index, what, anchor) => {
        const block = model.blocks[index];
        if (!block) return;
        const segments = what === "turn" ? segmentsOfTurn(model, index) : block.segments;
        const onEdit = what === "turn" ? { onEdit: () => edit(index, null) } : {};
        setAssignment({ segments, words: null, speaker: block.speaker, anchor, ...onEdit });
      },
    };
  }, [model, player, session, desk, open, assignWords, offer, setAssignment]);

  const drafted = useMemo(() => (draft ? findDrafted(model, segments, draft) : -1), [draft, model, segments]);

  /** Edit the paragraph that has the focus, else the one under the pointer, else the one being played. */
  const editCurrent = useCallback(() => {
    const index = currentBlock(model, player.time);
    if (index !== undefined) tools.edit(index, null);
  }, [model, player, tools]);

  /** Return the paragraph being edited, else the one that is meant by `editCurrent`. */
  const currentPassage = useCallback(
    () => model.blocks[drafted] ?? model.blocks[currentBlock(model, player.time) ?? -1] ?? null,
    [drafted, model, player],
  );

  /** Edit the next uncertain word after the place being played, or in and after the paragraph that has the focus. */
  const editUncertain = useCallback(() => {
    desk.close();
    const now = currentModel(session);
    const focused = now.blocks[focusedBlock() ?? -1];
    const next = findUncertain(
      now,
      focused ? placeBefore(now, focused, offered.current) : findLastBegunWord(now, player.time),
      1,
    );
    const there = next === null ? undefined : passageOfWord(now, next);
    if (next === null || !there) return;
    offer(now, next);
    open(there.block, there.selection);
  }, [desk, session, player, open, offer]);

  const inHand = useMemo(
    () => [...(model.blocks[drafted]?.segments ?? []), ...(assignment?.segments ?? [])],
    [drafted, model, assignment],
  );

  return {
    draft,
    drafted,
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

export type Drafting = ReturnType<typeof useDraft>;

/** Hold a pending assignment, until somebody changes what it is about: its numbers of words count there only. */
function useAssignment({ segments }: Transcript, session: EditingSession) {
  const [held, setHeld] = useState<{
    assignment: Assignment;
    opened: ReturnType<typeof noteOpened>;
  } | null>(null);
  const setAssignment = useCallback(
    (assignment: Assignment | null) =>
      setHeld(
        assignment && {
          assignment,
          opened: noteOpened(assignment.segments, session.snapshot().transcript.segments),
        },
      ),
    [session],
  );
  const assignment = held && isAsOpened(held.opened, segments) ? held.assignment : null;
  return { assignment, setAssignment };
}

/** Return the index of the passage that is being edited. */
function findDrafted(model: TranscriptModel, segments: Transcript["segments"], draft: Draft): number {
  const found = findBlock(model, findOpened(draft.segments, segments).segments);
  if (found) return found.index;
  return blockAt(model, draft.start)?.index ?? -1;
}

/** Return the word in a passage after which the next uncertain one is wanted: the one offered last, if it is there. */
export function placeBefore(
  { words }: TranscriptModel,
  { first, last, segments }: Block,
  offered: { segment: number; start: number } | null,
): number {
  if (!offered || !segments.includes(offered.segment)) return first - 1;
  let place = first - 1;
  for (let at = first; at < last; at += 1) if (wordAt(words, at).start <= offered.start) place = at;
  return place;
}

/** Return the index of the paragraph that has the focus, else of the one under the pointer. */
export function focusedBlock(): number | undefined {
  const marked =
    document.activeElement?.closest("[data-block]") ?? document.querySelector("[data-block]:hover");
  return marked ? Number(marked.getAttribute("data-block")) : undefined;
}

function currentBlock(model: TranscriptModel, seconds: number): number | undefined {
  return focusedBlock() ?? blockAt(model, seconds)?.index;
}

/** Focus a paragraph once its field is gone, so that the keyboard continues from there. */
function focusBlock(index: number): void {
  requestAnimationFrame(() =>
    document.querySelector<HTMLElement>(`[data-block="${index}"]`)?.focus({ preventScroll: true }),
  );
}
