import {
  blockOfWord,
  blockText,
  buildModel,
  type Block,
  type TranscriptModel,
} from "@/entities/transcript/model";
import type { EditingSession } from "@/features/editing/session/editing-session";

/** Return the model of the transcript as it is now, also before React has rendered an edit. */
export const currentModel = (session: EditingSession) => buildModel(session.snapshot().transcript.segments);

/** Return the passage in which one of these segments is now. */
export function findBlock({ blocks }: TranscriptModel, segments: readonly number[]): Block | undefined {
  const wanted = new Set(segments);
  return blocks.find((block) => block.segments.some((id) => wanted.has(id)));
}

/** Join a passage to the one before it; return the joined passage and the character at which they meet. */
export function joinPassages(session: EditingSession, before: Block, block: Block) {
  const met = currentModel(session);
  const end = findBlock(met, before.segments);
  const next = findBlock(met, block.segments);
  const length = end ? blockText(met, end.first, end.last).length : 0;
  if (end && next && end.index !== next.index)
    session.perform({ kind: "join", segments: [...next.segments] });
  const joined = findBlock(currentModel(session), before.segments);
  return { joined, at: length };
}

/** Return the passage that contains a word, and the characters from and to of the word in its text. */
export function passageOfWord(model: TranscriptModel, place: number) {
  const block = model.words[place] && blockOfWord(model, place);
  return block && { block, selection: selectionOf(model, block, place) };
}

/** Return the selection of a word in the text of its passage. */
export function selectionOf(model: TranscriptModel, { first }: Block, word: number) {
  const end = blockText(model, first, word + 1).length;
  return [end - (model.words[word]?.text.length ?? 0), end] as const;
}
