"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { usePlayer, usePlayerState } from "@/features/player/player-context";

/** Says that one person is played alone, and ends that. */
export function OnlyOne({ nameOf }: { nameOf: (speaker: string) => string }) {
  const t = useTranslations("listening");
  const player = usePlayer();
  const speaker = usePlayerState(({ only }) => only?.speaker ?? null);
  return (
    <div role="status" className="text-[13px]">
      {speaker === null ? null : (
        <p className="flex items-center gap-1 pb-1">
          <bdi className="truncate font-medium">{t("onlyOne", { name: nameOf(speaker) })}</bdi>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("everybody")}
            onClick={() => player.playOnly(null)}
          >
            <X />
          </Button>
        </p>
      )}
    </div>
  );
}
