"use client";

import { Copy, Highlighter, Link2, MessageSquarePlus, Pencil, Play, UserPen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import type { Opened } from "@/components/ui/opener";
import type { BlockViewProps } from "@/features/transcript/block/block-props";

export type BlockMenuProps = Pick<
  BlockViewProps,
  "block" | "tools" | "notes" | "onSeek" | "onCopy" | "onLink"
>;

/** What can be done with a paragraph, where there is no room for its buttons. */
export function BlockMenu({ trigger, block, tools, notes, onSeek, onCopy, onLink }: BlockMenuProps & Opened) {
  const t = useTranslations("transcript");
  const editing = useTranslations("editing");
  const comments = useTranslations("comments");
  const anchor = useRef<HTMLButtonElement>(null);
  /** An item opens something that takes the focus. */
  const leaves = useRef(false);
  const handleEdit = () => {
    leaves.current = true;
    tools?.edit(block.index, null);
  };
  const handleAssign = () => {
    leaves.current = true;
    if (anchor.current) tools?.assign(block.index, "block", anchor.current);
  };
  const handleComment = () => {
    leaves.current = true;
    notes?.onComment(block.first, block.last - 1);
  };
  return (
    <Menu defaultOpen modal={false}>
      <MenuTrigger asChild ref={anchor}>
        {trigger}
      </MenuTrigger>
      <MenuContent
        onCloseAutoFocus={(event) => {
          if (leaves.current) event.preventDefault();
          leaves.current = false;
        }}
      >
        <MenuItem onSelect={() => onSeek(block.start)}>
          <Play />
          {t("playHere")}
        </MenuItem>
        {tools ? (
          <>
            <MenuItem onSelect={handleEdit}>
              <Pencil />
              {editing("edit")}
            </MenuItem>
            <MenuItem onSelect={handleAssign}>
              <UserPen />
              {editing("assignPassage")}
            </MenuItem>
          </>
        ) : null}
        {notes && block.last > block.first ? (
          <>
            <MenuItem onSelect={() => notes.onHighlight(block.first, block.last - 1)}>
              <Highlighter />
              {comments("highlight")}
            </MenuItem>
            <MenuItem onSelect={handleComment}>
              <MessageSquarePlus />
              {comments("comment")}
            </MenuItem>
          </>
        ) : null}
        <MenuItem onSelect={() => onCopy(block)}>
          <Copy />
          {t("copyHere")}
        </MenuItem>
        <MenuItem onSelect={() => onLink(block.start)}>
          <Link2 />
          {t("linkHere")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
