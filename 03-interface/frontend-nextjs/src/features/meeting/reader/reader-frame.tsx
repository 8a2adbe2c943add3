import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/cn";
import { NoRecording } from "@/features/player/no-recording";
import { PlayerBar } from "@/features/player/player-bar";

type ReaderFrameProps = {
  className: string;
  hasRecording: boolean;
  player: ComponentProps<typeof PlayerBar>;
  children: ReactNode;
};

/** What is read, and under it the player, which stands at the foot of the window however short the text is. */
export function ReaderFrame({ className, hasRecording, player, children }: ReaderFrameProps) {
  return (
    <div className="flex min-h-[calc(100dvh-3.5rem-1px)] flex-col print:block">
      <div className={cn("mx-auto w-full max-w-7xl grow px-4 pb-16 sm:px-6 sm:pt-8", className)}>
        {children}
      </div>
      {hasRecording ? <PlayerBar {...player} /> : <NoRecording extra={player.extra} />}
    </div>
  );
}
