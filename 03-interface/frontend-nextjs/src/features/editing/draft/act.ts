import { blockOfWord, blockText, type Block, type TranscriptModel } from "@/entities/transcript/model";
import {
  findUncertain,
  firstWordFrom,
  lastWordUntil,
  wordOnCharacter,
} from "@/entities/transcript/uncertain";
import type { EditorAction } from "@/features/editing/draft/editor-keys";
import type { OpenDraft, Selection } from "@/features/editing/draft/open-draft";
import { oneLine } from "@/features/editing/draft/opened";
import { currentModel, findBlock, joinPassages, passageOfWord } from "@/features/editing/draft/passages";
import { playWhileEditing, type Playback } from "@/features/editing/draft/playback";
import type { EditingSession } from "@/features/editing/session/editing-session";

/** What the keys of the field work with. */
export type Hands = {
  session: EditingSession;
  desk: OpenDraft;
  player: Playback;
  open: (block: Block | undefined, selection?: Selection) => void;
  /** Give the keyboard to a passage that is no longer a field. */
  focus: (block: number) => void;
  /** Let an uncertain word be heard, and remember that it was offered. */
  offer: (model: TranscriptModel, place: number) => void;
  /** Ask who said the words first to last (included) of a passage. */
  assign: (model: TranscriptModel, block: number, first: number, last: number) => void;
};

/** Do what a key asks for in the field of a passage; return another selection in the same field, if there is one. */
export function act(hands: Hands, block: Block, action: EditorAction): Selection | null {
  const { session, desk, player, open, focus } = hands;
  const { text, selection } = desk.readLive();
  const [from, to] = selection;
  switch (action) {
    case "save":
    case "discard":
      if (action === "save") desk.close();
      else desk.discard();
      focus(Math.min(block.index, currentModel(session).blocks.length - 1));
      return null;
    case "undo":
    case "redo":
      revise(hands, block, action);
      return null;
    case "split": {
      if (!text.slice(0, from).trim() || !text.slice(to).trim()) return null;
      const { segments, isSame } = desk.split(from);
      const now = currentModel(session);
      const first = findBlock(now, segments);
      if (isSame && first) open(now.blocks[first.index + 1], [0, 0]);
      return null;
    }
    case "joinBefore":
    case "joinAfter":
      join(hands, block, action === "joinBefore" ? -1 : 1);
      return null;
    case "next":
    case "previous":
      goOn(hands, block, action === "next" ? 1 : -1);
      return null;
    case "uncertain":
    case "uncertainBefore":
      return goToUncertain(hands, block, action === "uncertain" ? 1 : -1);
    case "assign":
      assign(hands);
      return null;
    default:
      playWhileEditing(player, block, action);
      return null;
  }
}

/** Undo or redo the last edit, and open again what is then where the field was. */
function revise({ session, desk, open, focus }: Hands, block: Block, action: "undo" | "redo"): void {
  const before = session.snapshot();
  if (action === "undo" ? !before.canUndo : !before.canRedo) return;
  const [caret] = desk.readLive().selection;
  desk.discard();
  if (action === "undo") session.undo();
  else session.redo();
  const now = currentModel(session);
  const same = findBlock(now, block.segments);
  if (same) return open(same, [caret, caret]);
  const there = passageOfWord(now, Math.min(block.first, now.words.length - 1));
  if (there) open(there.block, [there.selection[0], there.selection[0]]);
  else focus(0);
}

/** Join the passage to its neighbour, and go on where they meet. */
function join({ session, desk, open }: Hands, block: Block, direction: 1 | -1): void {
  const { blocks } = currentModel(session);
  const neighbour = blocks[block.index + direction];
  if (!neighbour) return;
  const wasChanged = desk.isChanged;
  const { isSame } = desk.close();
  // What somebody else has changed as well is asked about first.
  if (wasChanged && !isSame) return;
  const [before, after] = direction > 0 ? [block, neighbour] : [neighbour, block];
  const { joined, at } = joinPassages(session, before, after);
  const now = currentModel(session);
  const caret = joined ? Math.min(at > 0 ? at + 1 : 0, blockText(now, joined.first, joined.last).length) : 0;
  open(joined ?? after, [caret, caret]);
}

/** Save, and open the passage after or before. */
function goOn({ session, desk, player, open, focus }: Hands, block: Block, direction: 1 | -1): void {
  const { segments } = desk.close();
  const now = currentModel(session);
  const at = findBlock(now, segments);
  if (!at) {
    // Nothing is left of it: the words beside it are next.
    const there = passageOfWord(now, direction > 0 ? block.first : block.first - 1);
    if (!there) return focus(Math.min(block.index, now.blocks.length - 1));
    const caret = direction > 0 ? there.selection[0] : 0;
    if (!player.isPlaying) player.seek(there.block.start);
    return open(there.block, [caret, caret]);
  }
  const target = now.blocks[at.index + direction];
  if (!target) return focus(Math.min(block.index, now.blocks.length - 1));
  if (!player.isPlaying) player.seek(target.start);
  open(target, [0, 0]);
}

/** Save, and go to the next uncertain word of what stands there then, from the caret. */
function goToUncertain(hands: Hands, block: Block, direction: 1 | -1): Selection | null {
  const { session, desk, open, offer } = hands;
  const { text, selection } = desk.readLive();
  const [from, to] = selection.map((caret) => characterWhenSaved(text, caret)) as [number, number];
  const wasChanged = desk.isChanged;
  // Unchanged, the field stays: with it, what the browser can undo in it.
  const segments = wasChanged ? desk.close().segments : block.segments;
  const now = currentModel(session);
  const first = firstWordOf(now, segments);
  const edge = first === null ? block.first : first;
  const start =
    first === null
      ? edge - (direction > 0 ? 1 : 0)
      : direction > 0
        ? firstWordFrom(now, edge, to) - 1
        : lastWordUntil(now, edge, from) + 1;
  const next = findUncertain(now, start, direction);
  if (next === null) {
    if (wasChanged) open(findBlock(now, segments) ?? blockOfWord(now, edge), [from, to]);
    return null;
  }
  const there = passageOfWord(now, next);
  if (!there) return null;
  offer(now, next);
  if (!wasChanged && there.block.index === block.index) return there.selection;
  open(there.block, there.selection);
  return null;
}

/** Save, and ask who said the selected words, or the whole passage. */
function assign({ session, desk, assign: ask }: Hands): void {
  const { text, selection } = desk.readLive();
  const [from, to] = trimSelection(text, selection).map((caret) => characterWhenSaved(text, caret)) as [
    number,
    number,
  ];
  const { segments, isSame } = desk.close();
  const now = currentModel(session);
  const at = findBlock(now, segments);
  const begin = firstWordOf(now, segments);
  if (!isSame || !at || begin === null) return;
  if (from === to) ask(now, at.index, at.first, at.last - 1);
  else ask(now, at.index, wordOnCharacter(now, begin, from), wordOnCharacter(now, begin, to - 1));
}

/** Return the selection without the space at its ends. */
export function trimSelection(text: string, [from, to]: Selection): Selection {
  const chosen = text.slice(from, to);
  if (!chosen.trim()) return [from, from];
  return [from + chosen.length - chosen.trimStart().length, to - (chosen.length - chosen.trimEnd().length)];
}

/** Return where a character of the field stands once its text is saved, which keeps single spaces only. */
export function characterWhenSaved(text: string, character: number): number {
  const before = text.slice(0, character).trimStart().replace(/\s+/g, " ");
  return Math.min(before.length, oneLine(text).length);
}

function firstWordOf({ words }: TranscriptModel, segments: readonly number[]): number | null {
  const wanted = new Set(segments);
  const place = words.findIndex(({ segment }) => wanted.has(segment));
  return place < 0 ? null : place;
}
