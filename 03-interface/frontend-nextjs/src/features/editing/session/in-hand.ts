import { blockText, buildModel } from "@/entities/transcript/model";
import { hasSameSegments } from "@/features/editing/operations/operations";
import type { Transcript } from "@/lib/api/client";

/** Return whether these segments, and the passages that they are shown in, are the same in two states of the transcript. */
export function hasSamePassages(wanted: readonly number[], made: Transcript, other: Transcript): boolean {
  if (wanted.length === 0) return true;
  const ids = new Set(wanted);
  const shown = ({ segments }: Transcript) => {
    const model = buildModel(segments);
    return model.blocks
      .filter((block) => block.segments.some((id) => ids.has(id)))
      .map(({ speaker, segments, first, last }) =>
        [speaker, ...segments, blockText(model, first, last)].join(" "),
      );
  };
  return hasSameSegments(wanted, made, other) && shown(made).join("\n") === shown(other).join("\n");
}
