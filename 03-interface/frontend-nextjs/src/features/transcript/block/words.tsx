"use client";

import { useTranslations } from "next-intl";
import { Fragment, type CSSProperties } from "react";
import { cn } from "@/components/cn";
import type { Match } from "@/entities/transcript/find";
import { wordAt } from "@/entities/transcript/model";
import { NO_WORD, findSpokenWord } from "@/entities/transcript/spoken-word";
import { isUncertain } from "@/entities/transcript/uncertain";
import { usePlayerState } from "@/features/player/player-context";
import { NoteButton } from "@/features/transcript/block/note-button";
import type { BlockViewProps } from "@/features/transcript/block/block-props";
import { runsOf } from "@/features/transcript/block/runs";
import { spaceBetween } from "@/lib/format/bound-space";

/** A gentle tint in the speaker's colour: the text on it keeps its own. */
const spokenStyle = (color: string) =>
  ({ "--spoken": `color-mix(in oklab, ${color} 20%, transparent)` }) as CSSProperties;

/** The words of a paragraph: each plays where it is said. */
export function Words(props: BlockViewProps) {
  const { model, block, color, matches, noted, current, marksDoubt, onNote, onSeek, tools } = props;
  const t = useTranslations("transcript");
  const spoken = usePlayerState(({ audio, time }) => {
    if (!audio || time < block.start || time > block.end + 1) return NO_WORD;
    const place = findSpokenWord(model, time);
    return place >= block.first && place < block.last ? place : NO_WORD;
  });
  const isIn = (match: Match | undefined, place: number) =>
    match !== undefined && place >= match.first && place <= match.last;
  const wordOf = (place: number, isNoted: boolean) => {
    const word = wordAt(model.words, place);
    const isDoubtful = marksDoubt && isUncertain(word);
    const isFound = matches.some((match) => isIn(match, place));
    return (
      <span key={place}>
        {place > block.first && word.spaceBefore
          ? spaceBetween(wordAt(model.words, place - 1).text, word.text)
          : ""}
        <span
          data-word={place}
          data-noted={isNoted || undefined}
          data-spoken={place === spoken || undefined}
          title={isDoubtful ? t("doubt", { percent: Math.round(word.probability * 100) }) : undefined}
          onClick={() => window.getSelection()?.isCollapsed !== false && onSeek(word.start)}
          className={cn(
            "cursor-pointer rounded-[4px] decoration-1 underline-offset-[5px] hover:bg-muted",
            isDoubtful && "underline decoration-muted-foreground decoration-dotted",
            isNoted && "rounded-none border-b-2 border-highlight-strong",
            isFound && "bg-highlight",
            isIn(current, place) && "bg-highlight-strong",
            place === spoken && "bg-(--spoken) shadow-[0_0_0_2px_var(--spoken)] hover:bg-(--spoken)",
          )}
          style={place === spoken ? spokenStyle(color) : undefined}
        >
          {word.text}
        </span>
      </span>
    );
  };
  return (
    <p
      dir="auto"
      className="text-[17px] leading-[1.7] text-pretty"
      onDoubleClick={(event) => {
        const target = event.target instanceof Element ? event.target : null;
        if (target?.closest("button")) return;
        const word = target?.closest("[data-word]");
        tools?.edit(block.index, word ? Number(word.getAttribute("data-word")) : null);
      }}
    >
      {runsOf(block, noted).map(({ places, isNoted, ending }) => {
        const words = places.map((place) => wordOf(place, isNoted));
        const [begin] = places;
        return (
          <Fragment key={begin}>
            {isNoted ? <mark className="bg-transparent text-inherit">{words}</mark> : words}
            {ending.map((span) => (
              <NoteButton key={span.id} span={span} onNote={onNote} />
            ))}
          </Fragment>
        );
      })}
    </p>
  );
}
