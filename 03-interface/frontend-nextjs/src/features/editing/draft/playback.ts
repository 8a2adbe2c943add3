import type { Block } from "@/entities/transcript/model";
import type { PlaybackAction } from "@/features/editing/draft/editor-keys";
import type { Player } from "@/features/player/player";

/** Seconds to go back or forward while typing: about what one has just failed to catch. */
export const EDITOR_SKIP_SECONDS = 2;

/** What the keys of the field need of the player. */
export type Playback = Pick<
  Player,
  "isPlaying" | "time" | "loop" | "seek" | "toggle" | "skip" | "stepRate" | "repeat"
>;

/** Work the player from inside the text: what is paused elsewhere plays from the passage that is corrected. */
export function playWhileEditing(player: Playback, block: Block, action: PlaybackAction): void {
  switch (action) {
    case "toggle":
      if (!player.isPlaying && (player.time < block.start - EDITOR_SKIP_SECONDS || player.time >= block.end))
        player.seek(block.start);
      return player.toggle();
    case "back":
      return player.skip(-EDITOR_SKIP_SECONDS);
    case "forward":
      return player.skip(EDITOR_SKIP_SECONDS);
    case "slower":
      return player.stepRate(-1);
    case "faster":
      return player.stepRate(1);
    case "loop":
      return player.repeat(player.loop ? null : block);
  }
}
