"use client";

import { CirclePlay, CircleStop, SkipBack, SkipForward } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { Listening } from "@/features/meeting/speakers/use-listening";

type ListenButtonsProps = { speaker: string; name: string; listening: Listening };

/** Plays one person alone; while that is on, leads to the passages before and after. */
export function ListenButtons({ speaker, name, listening }: ListenButtonsProps) {
  const t = useTranslations("listening");
  const isOnly = listening.only === speaker;
  return (
    <div className="flex shrink-0 items-center">
      {isOnly ? (
        <>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("previous", { name })}
            onClick={() => listening.step(speaker, -1)}
          >
            <SkipBack />
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("next", { name })}
            onClick={() => listening.step(speaker, 1)}
          >
            <SkipForward />
          </Button>
        </>
      ) : null}
      <Button
        variant="ghost"
        size="icon-sm"
        className={isOnly ? "text-accent" : "text-muted-foreground"}
        aria-label={t("only", { name })}
        aria-pressed={isOnly}
        onClick={() => listening.listenTo(isOnly ? null : speaker)}
      >
        {isOnly ? <CircleStop /> : <CirclePlay />}
      </Button>
    </div>
  );
}
