import type { People } from "@/entities/transcript/speakers/use-people";

/** Height of all lanes together, in pixels, while each has a height that can be read. */
const LANES_HEIGHT = 132;
const MIN_LANE_HEIGHT = 16;
const MAX_LANE_HEIGHT = 26;

/** The column of names: its width, and the same as the offset of what lies beside it. */
export const NAMES = { width: "w-20 sm:w-28", offset: "left-20 sm:left-28" } as const;

export const laneHeight = (lanes: number): number =>
  Math.max(MIN_LANE_HEIGHT, Math.min(MAX_LANE_HEIGHT, Math.floor(LANES_HEIGHT / lanes)));

/** The names beside the lanes of a waveform. The slider tells them to screen readers, at the place of playback. */
export function LaneNames({ lanes, voices }: { lanes: readonly string[]; voices: People }) {
  const height = laneHeight(lanes.length);
  return (
    <ul aria-hidden data-testid="waveform-lanes" className={`${NAMES.width} shrink-0 pr-2 text-[11px]`}>
      {lanes.map((speaker) => (
        <li
          key={speaker}
          className="truncate font-medium"
          style={{ color: voices.colorOf(speaker), height, lineHeight: `${height}px` }}
        >
          <bdi>{voices.nameOf(speaker)}</bdi>
        </li>
      ))}
    </ul>
  );
}
