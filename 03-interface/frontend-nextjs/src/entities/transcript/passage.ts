import { blockText, type TranscriptModel } from "@/entities/transcript/model";
import { formatClock } from "@/lib/format/time";

/** Return words first to last as text for the clipboard: one paragraph per turn, with its speaker and time. */
export function formatPassage(
  model: TranscriptModel,
  first: number,
  last: number,
  nameOf: (speaker: string) => string,
): string {
  const paragraphs: { speaker: string; text: string }[] = [];
  for (const block of model.blocks) {
    if (block.last <= first || block.first > last) continue;
    const from = Math.max(first, block.first);
    const text = blockText(model, from, Math.min(last + 1, block.last));
    const previous = paragraphs.at(-1);
    if (previous?.speaker === block.speaker) previous.text += ` ${text}`;
    else {
      const clock = formatClock(model.words[from]?.start ?? block.start);
      paragraphs.push({ speaker: block.speaker, text: `${nameOf(block.speaker)} (${clock})\n${text}` });
    }
  }
  return paragraphs.map(({ text }) => text).join("\n\n");
}
