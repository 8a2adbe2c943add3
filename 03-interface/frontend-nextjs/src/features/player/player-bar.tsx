"use client";

import { Pause, Play, RotateCcw, RotateCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef, useState, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { OnlyOne } from "@/features/player/only-one";
import { RATES } from "@/features/player/player";
import { usePlayer, usePlayerState } from "@/features/player/player-context";
import { Waveform, type Sound } from "@/features/player/waveform/waveform";
import { WaveformMenu } from "@/features/player/waveform/waveform-menu";
import { WaveformView } from "@/features/player/waveform/window/waveform-view";
import { formatClock } from "@/lib/format/time";
import { returnToField } from "@/lib/open-field";
import { usePreference } from "@/lib/use-preference";

export const SKIP_SECONDS = 10;

/** The player's controls, at the bottom of the window while the transcript scrolls. */
export function PlayerBar({
  duration,
  sound,
  loop,
  extra,
}: {
  duration: number;
  sound: Sound;
  loop: ReactNode;
  extra: ReactNode;
}) {
  const t = useTranslations("player");
  const player = usePlayer();
  const bar = useRef<HTMLElement>(null);
  const [view] = useState(() => new WaveformView(duration));
  const [hasLanes, setLanes] = usePreference("waveform-lanes", false);
  const isPlaying = usePlayerState(({ isPlaying }) => isPlaying);
  const hasFailed = usePlayerState(({ hasFailed }) => hasFailed);
  return (
    <section
      ref={bar}
      aria-label={t("label")}
      data-player
      data-keeps-editor
      // A press on a button leaves the focus, and the caret, where somebody is typing.
      onMouseDown={(event) => event.target instanceof HTMLInputElement || event.preventDefault()}
      className="sticky bottom-0 z-20 border-t border-border bg-surface pb-[env(safe-area-inset-bottom)] print:hidden"
    >
      <div className="mx-auto max-w-7xl px-4 py-2.5 sm:px-6">
        {hasFailed ? (
          <p role="alert" className="pb-2 text-sm text-danger">
            {t("failed")}
          </p>
        ) : null}
        <OnlyOne nameOf={sound.voices.nameOf} />
        <div className="grid grid-cols-[auto_1fr_auto] items-center gap-x-4 gap-y-1 max-sm:grid-cols-[1fr_auto]">
          <div className="max-sm:col-span-2 max-sm:row-start-1 sm:col-start-2">
            <Waveform {...sound} duration={duration} view={view} hasLanes={hasLanes} />
          </div>
          <div className="flex items-center gap-1 sm:col-start-1 sm:row-start-1">
            <Tooltip label={t("back", { seconds: SKIP_SECONDS })} shortcut="←">
              <Button
                variant="ghost"
                size="icon"
                aria-label={t("back", { seconds: SKIP_SECONDS })}
                onClick={() => player.skip(-SKIP_SECONDS)}
              >
                <SkipIcon icon={<RotateCcw />} />
              </Button>
            </Tooltip>
            <Tooltip label={isPlaying ? t("pause") : t("play")} shortcut={t("space")}>
              <Button
                variant="primary"
                size="icon"
                className="size-10 rounded-full [&_svg]:fill-current"
                aria-label={isPlaying ? t("pause") : t("play")}
                onClick={() => player.toggle()}
              >
                {isPlaying ? <Pause /> : <Play className="translate-x-px" />}
              </Button>
            </Tooltip>
            <Tooltip label={t("forward", { seconds: SKIP_SECONDS })} shortcut="→">
              <Button
                variant="ghost"
                size="icon"
                aria-label={t("forward", { seconds: SKIP_SECONDS })}
                onClick={() => player.skip(SKIP_SECONDS)}
              >
                <SkipIcon icon={<RotateCw />} />
              </Button>
            </Tooltip>
            <Clock duration={duration} />
          </div>
          <div className="flex items-center gap-1 justify-self-end sm:col-start-3 sm:row-start-1">
            <WaveformMenu view={view} hasLanes={hasLanes} onLanes={setLanes} player={bar} />
            {loop}
            <RateMenu />
            {extra}
          </div>
        </div>
      </div>
    </section>
  );
}

/** An arrow with the seconds in it. */
function SkipIcon({ icon }: { icon: ReactNode }) {
  return (
    <span aria-hidden className="relative [&_svg]:size-6 [&_svg]:stroke-[1.5]">
      {icon}
      <span className="absolute inset-0 top-px flex items-center justify-center text-[8px] font-bold tabular-nums">
        {SKIP_SECONDS}
      </span>
    </span>
  );
}

function Clock({ duration }: { duration: number }) {
  const seconds = usePlayerState(({ time }) => Math.floor(time));
  return (
    <span className="ml-2 font-mono text-[13px] whitespace-nowrap tabular-nums" data-testid="clock">
      {formatClock(seconds)}
      <span className="text-muted-foreground max-[26rem]:hidden"> / {formatClock(duration)}</span>
    </span>
  );
}

function RateMenu() {
  const t = useTranslations("player");
  const locale = useLocale();
  const player = usePlayer();
  const rate = usePlayerState(({ rate }) => rate);
  const show = (value: number) => `${new Intl.NumberFormat(locale).format(value)}×`;
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <Button
          variant="ghost"
          size="sm"
          className="min-w-12 tabular-nums"
          aria-label={t("rate", { rate: show(rate) })}
        >
          {show(rate)}
        </Button>
      </MenuTrigger>
      <MenuContent className="min-w-28" data-keeps-editor onCloseAutoFocus={returnToField}>
        <MenuRadioGroup value={String(rate)} onValueChange={(value) => player.setRate(Number(value))}>
          {RATES.map((value) => (
            <MenuRadioItem key={value} value={String(value)}>
              {show(value)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
