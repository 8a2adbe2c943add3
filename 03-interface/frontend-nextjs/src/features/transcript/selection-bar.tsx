"use client";

import { Copy, Download, Highlighter, MessageSquarePlus, UserPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useState, type RefObject } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { blockText, type TranscriptModel } from "@/entities/transcript/model";
import { stretchAround, type Stretch } from "@/entities/transcript/anchors/stretch";
import { chosenWords } from "@/features/transcript/chosen-words";
import { AUDIO_FORMATS, type AudioFormat } from "@/lib/api/export-address";
import { useExport } from "@/lib/api/use-export";

/** Half of the width of the bar. */
const HALF_WIDTH = 170;
const HALF_WIDTH_OF_EDITORS = 330;

/** Height of what stands above the words and of the bar, in pixels: with less above them, the bar is below. */
const ROOM_ABOVE = 160;
/** On a phone the bar has two rows, and the tools stand in one of their own. */
const ROOM_ABOVE_ON_PHONE = 250;
const PHONE_WIDTH = 600;
/** Height of the player, and of the bar above it. */
const ROOM_BELOW = 220;
/** Between the words and the bar. */
const DISTANCE = 8;

type Chosen = { first: number; last: number; top: number; left: number; isBelow: boolean };
/** What was chosen, in the transcript of that moment. */
type Held = { chosen: Chosen; model: TranscriptModel };

type SelectionBarProps = {
  container: RefObject<HTMLElement | null>;
  model: TranscriptModel;
  onCopy: (first: number, last: number) => void;
  /** Null for users who may only read. */
  onAssign: ((first: number, last: number, anchor: HTMLElement) => void) | null;
  /** Null for users who may only read. */
  notes: NoteTools | null;
  /** The address of the sound of a stretch; null where there is no recording. */
  clipOf: ClipAddress | null;
};

export type ClipAddress = (format: AudioFormat, clip: Stretch) => string;

export type NoteTools = Record<"onHighlight" | "onComment", (first: number, last: number) => void>;

/** The bar above selected text, or below where there is no room: copies it with speakers and times, assigns it to a speaker, highlights or comments it. */
export function SelectionBar({ container, model, onCopy, onAssign, notes, clipOf }: SelectionBarProps) {
  const t = useTranslations("transcript");
  const editing = useTranslations("editing");
  const comments = useTranslations("comments");
  const save = useExport();
  const [held, setHeld] = useState<Held | null>(null);
  const read = useEffectEvent(() => {
    const chosen = readSelection(container.current, notes ? HALF_WIDTH_OF_EDITORS : HALF_WIDTH);
    setHeld(chosen && { chosen, model });
  });
  useEffect(() => {
    document.addEventListener("selectionchange", read);
    // The words stand elsewhere then.
    window.addEventListener("resize", read);
    return () => {
      document.removeEventListener("selectionchange", read);
      window.removeEventListener("resize", read);
    };
  }, []);
  // A change of the transcript may put other words where these were.
  if (!held || !hasSameWords(held, model)) return null;
  const { chosen } = held;
  return (
    <div
      className={cn(
        "absolute z-20 flex w-max max-w-full -translate-x-1/2 flex-wrap gap-px overflow-hidden rounded-lg bg-[color-mix(in_oklab,var(--primary-foreground)_25%,var(--primary))] shadow-float [&>button]:grow",
        !chosen.isBelow && "-translate-y-full",
      )}
      style={{ top: chosen.top, left: chosen.left }}
      onPointerDown={(event) => event.preventDefault()}
    >
      <Button
        size="sm"
        variant="primary"
        className="rounded-none"
        onClick={() => onCopy(chosen.first, chosen.last)}
      >
        <Copy />
        {t("copyPassage")}
      </Button>
      {onAssign ? (
        <Button
          size="sm"
          variant="primary"
          className="rounded-none"
          aria-haspopup="menu"
          onClick={(event) => onAssign(chosen.first, chosen.last, event.currentTarget)}
        >
          <UserPen />
          {editing("assignPassage")}
        </Button>
      ) : null}
      {clipOf
        ? AUDIO_FORMATS.map((format) => (
            <Button
              key={format}
              size="sm"
              variant="primary"
              className="rounded-none"
              onClick={() => {
                const clip = stretchAround(model.words.slice(chosen.first, chosen.last + 1));
                if (clip) save(clipOf(format, clip));
              }}
            >
              <Download />
              <span>
                <span className="max-sm:sr-only">{t("sound")} </span>.{format}
                <span className="sr-only"> {t("ofSelection")}</span>
              </span>
            </Button>
          ))
        : null}
      {notes ? (
        <>
          <Button
            size="sm"
            variant="primary"
            className="rounded-none"
            onClick={() => {
              notes.onHighlight(chosen.first, chosen.last);
              window.getSelection()?.removeAllRanges();
            }}
          >
            <Highlighter />
            {comments("highlight")}
          </Button>
          <Button
            size="sm"
            variant="primary"
            className="rounded-none"
            onClick={() => notes.onComment(chosen.first, chosen.last)}
          >
            <MessageSquarePlus />
            {comments("comment")}
          </Button>
        </>
      ) : null}
    </div>
  );
}

function hasSameWords({ chosen: { first, last }, model }: Held, now: TranscriptModel): boolean {
  if (model === now) return true;
  const said = (of: TranscriptModel) =>
    of.words
      .slice(first, last + 1)
      .map(({ segment }) => segment)
      .join(" ");
  return said(model) === said(now) && blockText(model, first, last + 1) === blockText(now, first, last + 1);
}

function readSelection(container: HTMLElement | null, halfWidth: number): Chosen | null {
  if (!container) return null;
  const words = chosenWords(container);
  const box = words && window.getSelection()?.getRangeAt(0).getBoundingClientRect();
  if (!words || !box) return null;
  const frame = container.getBoundingClientRect();
  const left = Math.min(
    Math.max(box.left + box.width / 2 - frame.left, Math.min(halfWidth, frame.width / 2)),
    Math.max(frame.width - halfWidth, frame.width / 2),
  );
  const room = frame.width < PHONE_WIDTH ? ROOM_ABOVE_ON_PHONE : ROOM_ABOVE;
  const isBelow = box.top < room && box.bottom < window.innerHeight - ROOM_BELOW;
  const top = (isBelow ? box.bottom + DISTANCE : box.top - DISTANCE) - frame.top;
  return { ...words, top, left, isBelow };
}
