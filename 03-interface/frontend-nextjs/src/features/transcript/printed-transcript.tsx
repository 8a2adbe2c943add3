import { blockText, type TranscriptModel } from "@/entities/transcript/model";
import { bindSigns } from "@/lib/format/bound-space";
import { formatAlignedClock } from "@/lib/format/time";

type PrintedTranscriptProps = {
  model: TranscriptModel;
  duration: number;
  nameOf: (speaker: string) => string;
};

/** The whole transcript as plain text, for paper. */
export function PrintedTranscript({ model, duration, nameOf }: PrintedTranscriptProps) {
  return (
    <div data-testid="printed" className="hidden print:block">
      {model.blocks.map((block) => (
        <div key={block.index} className="grid grid-cols-[3.5rem_1fr] gap-x-3 text-[11pt] leading-snug">
          <span className="pt-2 text-right font-mono text-[8.5pt] text-muted-foreground tabular-nums">
            {formatAlignedClock(block.start, duration)}
          </span>
          <div className="pt-2">
            {block.startsTurn ? (
              <h3 className="break-after-avoid font-semibold">
                <bdi>{nameOf(block.speaker)}</bdi>
              </h3>
            ) : null}
            <p dir="auto" className="[orphans:2] [widows:2]">
              {bindSigns(blockText(model, block.first, block.last))}
            </p>
          </div>
        </div>
      ))}
    </div>
  );
}
