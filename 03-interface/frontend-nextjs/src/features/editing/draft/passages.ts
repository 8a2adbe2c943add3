import { blockText, buildModel, type Block, type TranscriptModel } from "@/entities/transcript/model";
import type { EditingSession } from "@/features/editing/session/editing-session";

/** Return the model of the transcript as it is now, also before React has rendered an edit. */
export const currentModel = (session: EditingSession) => buildModel(session.snapshot().transcript.segments);

/** Save the text of a passage, if it was changed. */
export function saveText(session: EditingSession, model: TranscriptModel, block: Block, text: string): void {
  if (text.trim() === blockText(model, block.first, block.last)) return;
  session.perform({ kind: "edit", segments: [...block.segments], text });
}

/** Return the passage in which one of these segments is now. */
export function findBlock({ blocks }: TranscriptModel, segments: readonly number[]): Block | undefined {
  const wanted = new Set(segments);
  return blocks.find((block) => block.segments.some((id) => wanted.has(id)));
}

/** Split a passage at a character of its text; return the passage that begins there. */
export function splitPassage(
  session: EditingSession,
  block: Block,
  text: string,
  at: number,
): Block | undefined {
  const passages = `${text.slice(0, at)}\n${text.slice(at)}`;
  session.perform({ kind: "edit", segments: [...block.segments], text: passages, passages: true });
  const model = currentModel(session);
  const first = findBlock(model, block.segments);
  return first && model.blocks[first.index + 1];
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
