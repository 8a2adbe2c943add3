"use client";

import { AudioLines, ZoomIn, ZoomOut } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Popover, PopoverAnchor, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Switch } from "@/components/ui/switch";
import { ZOOM_STEP } from "@/features/player/waveform/seek-slider";
import type { WaveformView } from "@/features/player/waveform/window/waveform-view";
import { returnToField } from "@/lib/open-field";
import { useStore } from "@/lib/store/use-store";

type WaveformMenuProps = {
  view: WaveformView;
  hasLanes: boolean;
  onLanes: (hasLanes: boolean) => void;
  /** What the menu opens above: the waveform that it changes stays in view. */
  player: RefObject<HTMLElement | null>;
};

/** Between the menu and the edge of the window. */
const MARGIN = 16;

/** How the waveform is shown: how close, and with a lane for each speaker. */
export function WaveformMenu({ view, hasLanes, onLanes, player }: WaveformMenuProps) {
  const t = useTranslations("player.waveform");
  const format = useFormatter();
  useStore(view);
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="icon" aria-label={t("title")} title={t("title")}>
          <AudioLines />
        </Button>
      </PopoverTrigger>
      <PopoverAnchor virtualRef={player as RefObject<HTMLElement>} />
      <PopoverContent
        side="top"
        collisionPadding={MARGIN}
        aria-label={t("title")}
        data-keeps-editor
        className="grid w-64 gap-3 p-3 text-sm"
        onCloseAutoFocus={returnToField}
      >
        <div role="group" aria-label={t("zoom")} className="flex items-center gap-1">
          <span className="mr-auto">
            {t("zoom")}{" "}
            <span data-testid="waveform-zoom" className="text-muted-foreground tabular-nums">
              {format.number(view.zoom, { maximumSignificantDigits: 2 })}×
            </span>
          </span>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("wider")}
            disabled={view.isWhole}
            onClick={() => view.zoomBy(1 / ZOOM_STEP)}
          >
            <ZoomOut />
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("closer")}
            disabled={view.isClosest}
            onClick={() => view.zoomBy(ZOOM_STEP)}
          >
            <ZoomIn />
          </Button>
          <Button variant="ghost" size="sm" disabled={view.isWhole} onClick={() => view.showWhole()}>
            1×
            <span className="sr-only">{t("whole")}</span>
          </Button>
        </div>
        <label className="flex cursor-pointer items-center justify-between gap-4">
          {t("lanes")}
          <Switch checked={hasLanes} onCheckedChange={onLanes} />
        </label>
        <p className="text-xs text-muted-foreground max-sm:hidden">{t("hint")}</p>
      </PopoverContent>
    </Popover>
  );
}
