"use client";

import { ChevronDown, Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { Opener } from "@/components/ui/opener";
import { BlockEditor } from "@/features/editing/draft/block-editor";
import type { BlockMenuProps } from "@/features/transcript/block/block-menu";
import type { BlockViewProps } from "@/features/transcript/block/block-props";
import { BlockToolbar } from "@/features/transcript/block/block-toolbar";
import { moveFocus, noteFocus, notePress } from "@/features/transcript/block/roving";
import { Words } from "@/features/transcript/block/words";
import { formatAlignedClock } from "@/lib/format/time";

const loadMenu = () => import("@/features/transcript/block/block-menu").then((module) => module.BlockMenu);

/** One paragraph of the transcript. Tab has one stop in it, from which arrows lead to its buttons. */
export const BlockView = memo(function BlockView(props: BlockViewProps) {
  const { block, name, color, duration, isLinked, onSeek, onCopy, onLink, tools, notes, draft } = props;
  const t = useTranslations("transcript");
  const clock = formatAlignedClock(block.start, duration);
  return (
    <article
      data-block={block.index}
      data-linked={isLinked || undefined}
      tabIndex={-1}
      aria-label={t("turn", { name, time: clock })}
      onKeyDown={moveFocus}
      onFocus={noteFocus}
      onPointerDown={notePress}
      className={cn(
        // No focus ring: a click on a word to play it moves the focus here.
        "group/block relative isolate grid gap-x-5 rounded-md outline-none focus-visible:before:bg-muted/70 sm:grid-cols-[4.5rem_1fr]",
        // The frame and the ground reach into the space between paragraphs, under the text of either.
        "before:absolute before:-inset-x-2 before:-inset-y-1 before:-z-10 before:rounded-lg",
        block.startsTurn ? "mt-4 sm:mt-6" : "mt-1 sm:mt-2.5",
        block.index === 0 && "max-sm:mt-2",
        isLinked && "before:ring-2 before:ring-highlight-strong",
      )}
    >
      <button
        type="button"
        data-stop
        aria-label={t("playFrom", { time: clock })}
        onClick={() => onSeek(block.start)}
        className={cn(
          "h-fit justify-self-end rounded-sm text-right font-mono text-xs leading-6 text-muted-foreground tabular-nums hover:text-accent max-sm:hidden sm:row-start-1",
          !block.startsTurn && "opacity-0 group-hover/block:opacity-100 focus:opacity-100",
        )}
      >
        {clock}
      </button>
      <div className="min-w-0 border-l-2 pl-4 sm:col-start-2" style={{ borderColor: color }}>
        <div className={cn("flex min-w-0 items-center gap-2", !block.startsTurn && "sm:hidden")}>
          {block.startsTurn ? <SpeakerName name={name} color={color} block={block} tools={tools} /> : null}
          <span aria-hidden className="font-mono text-xs text-muted-foreground tabular-nums sm:hidden">
            {clock}
          </span>
          {draft ? null : (
            <span className="ml-auto sm:hidden print:hidden">
              <BlockMenuButton {...{ block, tools, notes, onSeek, onCopy, onLink }} clock={clock} />
            </span>
          )}
        </div>
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
      {draft ? null : <BlockToolbar {...{ block, tools, notes, onCopy, onLink, clock }} />}
    </article>
  );
});

type SpeakerNameProps = Pick<BlockViewProps, "name" | "color" | "block" | "tools">;

function SpeakerName({ name, color, block, tools }: SpeakerNameProps) {
  return (
    <h3 className="mb-0.5 flex min-w-0 text-sm leading-6 font-semibold" style={{ color }}>
      {tools ? (
        <button
          type="button"
          data-stop
          tabIndex={-1}
          aria-haspopup="menu"
          className="group/name -mx-1 flex min-w-0 items-center gap-1 rounded-md px-1 text-left hover:bg-muted"
          onClick={(event) => tools.assign(block.index, "turn", event.currentTarget)}
        >
          <bdi className="truncate">{name}</bdi>
          <ChevronDown
            aria-hidden
            className="size-3.5 shrink-0 opacity-0 transition-opacity group-hover/block:opacity-70 group-focus-visible/name:opacity-70 max-sm:opacity-70"
          />
        </button>
      ) : (
        <bdi>{name}</bdi>
      )}
    </h3>
  );
}

function BlockMenuButton({ clock, ...content }: BlockMenuProps & { clock: string }) {
  const t = useTranslations("transcript");
  return (
    <Opener
      load={loadMenu}
      content={content}
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          data-stop
          className="-my-1 text-muted-foreground"
          aria-label={t("moreOf", { time: clock })}
        >
          <Ellipsis />
        </Button>
      }
    />
  );
}
