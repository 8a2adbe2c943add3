"use client";

import { ChevronDown, Copy, Link2, Pencil, UserPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, type CSSProperties } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import type { WordSpan } from "@/entities/transcript/anchors/anchor";
import type { Match } from "@/entities/transcript/find";
import { wordAt, type Block, type TranscriptModel } from "@/entities/transcript/model";
import { NO_WORD, findSpokenWord } from "@/entities/transcript/spoken-word";
import { isUncertain } from "@/entities/transcript/uncertain";
import { BlockEditor } from "@/features/editing/draft/block-editor";
import type { Draft } from "@/features/editing/draft/open-draft";
import type { BlockTools } from "@/features/editing/draft/use-draft";
import { usePlayerState } from "@/features/player/player-context";
import { formatAlignedClock } from "@/lib/format/time";

type BlockViewProps = {
  model: TranscriptModel;
  block: Block;
  name: string;
  color: string;
  duration: number;
  matches: readonly Match[];
  /** Words with a highlight or a comment. */
  noted: readonly WordSpan[];
  current: Match | undefined;
  /** The address of the page leads here. */
  isLinked: boolean;
  marksDoubt: boolean;
  onSeek: (seconds: number) => void;
  onCopy: (block: Block) => void;
  onLink: (seconds: number) => void;
  /** Null for users who may only read. */
  tools: BlockTools | null;
  /** Set while this paragraph is being edited. */
  draft: Draft | null;
};

/** One paragraph of the transcript. */
export const BlockView = memo(function BlockView(props: BlockViewProps) {
  const { block, name, color, duration, isLinked, onSeek, onCopy, onLink, tools, draft } = props;
  const t = useTranslations("transcript");
  const editing = useTranslations("editing");
  const clock = formatAlignedClock(block.start, duration);
  return (
    <article
      data-block={block.index}
      data-linked={isLinked || undefined}
      tabIndex={-1}
      aria-label={t("turn", { name, time: clock })}
      className={cn(
        // No focus ring: a click on a word to play it moves the focus here.
        "group/block relative grid gap-x-5 rounded-md outline-none focus-visible:bg-muted/70 sm:grid-cols-[4.5rem_1fr]",
        block.startsTurn ? "pt-6" : "pt-2.5",
        isLinked && "ring-2 ring-highlight-strong ring-offset-8 ring-offset-background",
      )}
    >
      <button
        type="button"
        aria-label={t("playFrom", { time: clock })}
        onClick={() => onSeek(block.start)}
        className={cn(
          "h-fit justify-self-start rounded-sm font-mono text-xs leading-6 text-muted-foreground tabular-nums hover:text-accent sm:row-start-1 sm:justify-self-end sm:text-right",
          block.startsTurn
            ? "max-sm:hidden"
            : "sr-only focus:not-sr-only sm:not-sr-only sm:opacity-0 sm:group-hover/block:opacity-100 sm:focus:opacity-100",
        )}
      >
        {clock}
      </button>
      <div className="min-w-0 border-l-2 pl-4 sm:col-start-2" style={{ borderColor: color }}>
        {block.startsTurn ? (
          <h3 className="mb-0.5 flex items-baseline gap-2 text-sm leading-6 font-semibold" style={{ color }}>
            {tools ? (
              <button
                type="button"
                aria-haspopup="menu"
                className="group/name -mx-1 flex min-w-0 items-center gap-1 rounded-md px-1 text-left hover:bg-muted"
                onClick={(event) => tools.assign(block.index, "turn", event.currentTarget)}
              >
                <span className="truncate">{name}</span>
                <ChevronDown
                  aria-hidden
                  className="size-3.5 shrink-0 opacity-0 transition-opacity group-hover/block:opacity-70 group-focus-visible/name:opacity-70 max-sm:opacity-70"
                />
              </button>
            ) : (
              name
            )}
            <span
              aria-hidden
              className="font-mono text-xs font-normal text-muted-foreground tabular-nums sm:hidden"
            >
              {clock}
            </span>
          </h3>
        ) : null}
        {tools && draft ? (
          <BlockEditor
            key={draft.opening}
            read={tools.read}
            isChanged={tools.isChanged}
            onWrite={(text, selection) => tools.write(draft.opening, text, selection)}
            onAct={(action) => tools.act(block, action)}
            onLeave={() => tools.leave(draft.opening)}
          />
        ) : (
          <Words {...props} />
        )}
      </div>
      <div
        className={cn(
          "absolute top-4 right-0 flex rounded-lg border border-border bg-surface-raised opacity-0 shadow-float transition-opacity group-hover/block:opacity-100 focus-within:opacity-100 max-sm:hidden",
          draft && "hidden",
        )}
      >
        {tools ? (
          <>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={editing("editOf", { time: clock })}
              onClick={() => tools.edit(block.index, null)}
            >
              <Pencil />
            </Button>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-haspopup="menu"
              aria-label={editing("assignOf", { time: clock })}
              onClick={(event) => tools.assign(block.index, "block", event.currentTarget)}
            >
              <UserPen />
            </Button>
          </>
        ) : null}
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("copyTurn", { time: clock })}
          onClick={() => onCopy(block)}
        >
          <Copy />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("linkTurn", { time: clock })}
          onClick={() => onLink(block.start)}
        >
          <Link2 />
        </Button>
      </div>
    </article>
  );
});

/** A gentle tint in the speaker's colour: the text on it keeps its own. */
const spokenStyle = (color: string) =>
  ({ "--spoken": `color-mix(in oklab, ${color} 20%, transparent)` }) as CSSProperties;

function Words({ model, block, color, matches, noted, current, marksDoubt, onSeek, tools }: BlockViewProps) {
  const t = useTranslations("transcript");
  const spoken = usePlayerState(({ time }) => {
    if (time < block.start || time > block.end + 1) return NO_WORD;
    const place = findSpokenWord(model, time);
    return place >= block.first && place < block.last ? place : NO_WORD;
  });
  const isIn = (match: Match | undefined, place: number) =>
    match !== undefined && place >= match.first && place <= match.last;
  const places = Array.from({ length: block.last - block.first }, (_, offset) => block.first + offset);
  return (
    <p
      className="text-[17px] leading-[1.7] text-pretty"
      onDoubleClick={(event) => {
        const word = event.target instanceof Element ? event.target.closest("[data-word]") : null;
        tools?.edit(block.index, word ? Number(word.getAttribute("data-word")) : null);
      }}
    >
      {places.map((place) => {
        const word = wordAt(model.words, place);
        const isDoubtful = marksDoubt && isUncertain(word);
        const isNoted = noted.some(({ first, last }) => place >= first && place <= last);
        const isFound = matches.some((match) => isIn(match, place));
        return (
          <span key={place}>
            {place > block.first && word.spaceBefore ? " " : ""}
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
      })}
    </p>
  );
}
