"use client";

import { Repeat1 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/components/cn";
import type { Stretch } from "@/entities/transcript/anchors/stretch";
import { usePlayer, usePlayerState } from "@/features/player/player-context";

/** Repeats the passage that is being corrected or heard, until it is pressed again. */
export function LoopButton({ passage }: { passage: () => Stretch | null }) {
  const t = useTranslations("player");
  const player = usePlayer();
  const isLooping = usePlayerState(({ loop }) => loop !== null);
  return (
    <Tooltip label={t("loop")}>
      <Button
        variant="ghost"
        size="icon"
        aria-label={t("loop")}
        aria-pressed={isLooping}
        className={cn(isLooping && "bg-muted text-accent")}
        onClick={() => player.repeat(isLooping ? null : passage())}
      >
        <Repeat1 />
      </Button>
    </Tooltip>
  );
}
