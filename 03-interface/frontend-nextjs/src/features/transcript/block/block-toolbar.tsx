"use client";

import { Copy, Highlighter, Link2, MessageSquarePlus, Pencil, UserPen } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import type { BlockViewProps } from "@/features/transcript/block/block-props";

type BlockToolbarProps = Pick<BlockViewProps, "block" | "tools" | "notes" | "onCopy" | "onLink"> & {
  clock: string;
};

/** The buttons of a paragraph, beside it when it is pointed at or focused; a phone has a menu instead. */
export function BlockToolbar({ block, tools, notes, onCopy, onLink, clock }: BlockToolbarProps) {
  const t = useTranslations("transcript");
  const editing = useTranslations("editing");
  const comments = useTranslations("comments");
  return (
    <div className="absolute -top-2 right-0 flex rounded-lg border border-border bg-surface-raised opacity-0 shadow-float transition-opacity group-hover/block:opacity-100 focus-within:opacity-100 max-sm:hidden print:hidden">
      {tools ? (
        <>
          <Tool aria-label={editing("editOf", { time: clock })} onClick={() => tools.edit(block.index, null)}>
            <Pencil />
          </Tool>
          <Tool
            aria-haspopup="menu"
            aria-label={editing("assignOf", { time: clock })}
            onClick={(event) => tools.assign(block.index, "block", event.currentTarget)}
          >
            <UserPen />
          </Tool>
        </>
      ) : null}
      {notes && block.last > block.first ? (
        <>
          <Tool
            aria-label={comments("highlightOf", { time: clock })}
            onClick={() => notes.onHighlight(block.first, block.last - 1)}
          >
            <Highlighter />
          </Tool>
          <Tool
            aria-label={comments("commentOf", { time: clock })}
            onClick={() => notes.onComment(block.first, block.last - 1)}
          >
            <MessageSquarePlus />
          </Tool>
        </>
      ) : null}
      <Tool aria-label={t("copyTurn", { time: clock })} onClick={() => onCopy(block)}>
        <Copy />
      </Tool>
      <Tool aria-label={t("linkTurn", { time: clock })} onClick={() => onLink(block.start)}>
        <Link2 />
      </Tool>
    </div>
  );
}

/** A button that arrows lead to; Tab has one stop in each paragraph. */
function Tool(props: ComponentProps<typeof Button>) {
  return <Button variant="ghost" size="icon-sm" data-stop tabIndex={-1} {...props} />;
}
