"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRef, useState } from "react";
import { RenameForm } from "@/components/rename-form";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { Switch } from "@/components/ui/switch";
import { useChangeTag } from "@/entities/meeting/tags";
import { ColorPicker } from "@/features/tags/color-picker";
import { TagDot } from "@/features/tags/tag-chip";
import type { Tag } from "@/lib/api/client";
import { MAX_TAG_LENGTH } from "@/lib/limits";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** A tag with its color, its name and who sees it, to change if it is one's own. */
export function TagRow({ tag, onDelete }: { tag: Tag; onDelete: () => void }) {
  const t = useTranslations("tags");
  const problemText = useProblemText();
  const change = useChangeTag();
  const [isRenaming, setRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  /** A choice in the menu leads the focus elsewhere. */
  const leaves = useRef(false);
  const { id, name, color, shared, own } = tag;
  const save = (wanted: { name?: string; color?: Tag["color"]; shared?: boolean }) =>
    change.mutate({ id, ...wanted }, { onError: (error) => void toast.error(problemText(error)) });
  return (
    <li
      ref={row}
      className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 px-3 py-2.5 sm:flex"
    >
      <div className="flex min-w-0 items-center gap-1.5 sm:flex-1">
        {own ? (
          <ColorPicker
            label={t("colorOf", { name })}
            color={color}
            onChange={(chosen) => save({ color: chosen })}
          />
        ) : (
          <span className="flex size-8 shrink-0 items-center justify-center">
            <TagDot color={color} className="size-3.5" />
          </span>
        )}
        {isRenaming ? (
          <RenameForm
            title={name}
            label={t("newName")}
            maxLength={MAX_TAG_LENGTH}
            onDone={(wanted) => {
              setRenaming(false);
              focusUnlessElsewhere(menuOf(row.current));
              if (wanted !== null) save({ name: wanted });
            }}
          />
        ) : (
          <div className="min-w-0">
            <h3 className="font-medium break-words">
              <bdi>{name}</bdi>
            </h3>
            {own ? null : (
              <p className="text-[13px] text-muted-foreground">{t("by", { name: tag.owner_name })}</p>
            )}
          </div>
        )}
      </div>
      <div className="col-span-2 row-start-2 flex items-center justify-between gap-3 pl-9.5 text-[13px] text-muted-foreground sm:pl-0">
        <Link
          href={`/meetings?tags=${id}`}
          className="rounded-md py-1 underline-offset-4 hover:underline sm:min-w-24 sm:text-right"
        >
          {t("meetings", { count: tag.meetings })}
        </Link>
        {own ? (
          <label className="flex items-center gap-2">
            <Switch
              checked={shared}
              aria-label={t("showOf", { name })}
              onCheckedChange={(isShared) => save({ shared: isShared })}
            />
            <span aria-hidden>{t("show")}</span>
          </label>
        ) : null}
      </div>
      {own ? (
        <div className="col-start-2 row-start-1">
          <Menu modal={false}>
            <MenuTrigger asChild>
              <Button data-menu variant="ghost" size="icon-sm" aria-label={t("menuOf", { name })}>
                <Ellipsis />
              </Button>
            </MenuTrigger>
            <MenuContent
              onCloseAutoFocus={(event) => {
                if (leaves.current) event.preventDefault();
                leaves.current = false;
              }}
            >
              <MenuItem
                onSelect={() => {
                  leaves.current = true;
                  setRenaming(true);
                }}
              >
                <Pencil />
                {t("rename")}
              </MenuItem>
              <MenuItem
                className="text-danger [&_svg]:text-danger"
                onSelect={() => {
                  leaves.current = true;
                  const { nextElementSibling, previousElementSibling } = row.current ?? {};
                  focusUnlessElsewhere(menuOf(nextElementSibling) ?? menuOf(previousElementSibling));
                  onDelete();
                }}
              >
                <Trash2 />
                {t("delete")}
              </MenuItem>
            </MenuContent>
          </Menu>
        </div>
      ) : null}
    </li>
  );
}

function menuOf(row: Element | null | undefined): HTMLElement | null {
  return row?.querySelector<HTMLElement>("[data-menu]") ?? null;
}

/** Focus an element, else the page, once what had the focus is gone, unless somebody has led it elsewhere. */
function focusUnlessElsewhere(wanted: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const { activeElement, body } = document;
    if (activeElement !== null && activeElement !== body) return;
    (wanted ?? document.querySelector<HTMLElement>("main"))?.focus({ preventScroll: true });
  });
}
