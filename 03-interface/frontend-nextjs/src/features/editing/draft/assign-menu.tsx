"use client";

import { Languages, Pencil, UserPen, UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/menu";
import type { WordRange } from "@/entities/transcript/model";
import type { Person } from "@/entities/transcript/speakers/speakers";

/** The segments to assign to another speaker, and the element at which the menu opens. */
export type Assignment = {
  segments: readonly number[];
  /** The words of the first and last of them, where these are not meant whole. */
  words: WordRange | null;
  /** The current speaker; null for words of several speakers. */
  speaker: string | null;
  anchor: HTMLElement;
  /** Offers to edit the text as well, where there is no room for a separate button. */
  onEdit?: () => void;
};

type AssignMenuProps = {
  assignment: Assignment | null;
  people: readonly Person[];
  nameOf: (speaker: string) => string;
  onClose: () => void;
  onAssign: (segments: readonly number[], speaker: string | null, words: WordRange | null) => void;
  onName: (speaker: string) => void;
  /** Undefined where nothing can be transcribed again. */
  onLanguage: ((segments: readonly number[]) => void) | undefined;
};

/** The menu that assigns segments to another speaker: one for all paragraphs. */
export function AssignMenu({
  assignment,
  people,
  nameOf,
  onClose,
  onAssign,
  onName,
  onLanguage,
}: AssignMenuProps) {
  const t = useTranslations("editing");
  if (!assignment) return null;
  const { segments, words, speaker, anchor, onEdit } = assignment;
  const box = anchor.getBoundingClientRect();
  const others = people.filter(({ id }) => id !== speaker);
  return (
    <Menu open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span
          aria-hidden
          className="pointer-events-none fixed"
          style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
        />
      </DropdownMenu.Trigger>
      <MenuContent
        align="start"
        className="max-w-72"
        aria-label={t("assign")}
        aria-labelledby={undefined}
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          if (document.activeElement === document.body) anchor.focus();
        }}
      >
        {onEdit ? (
          <MenuItem onSelect={onEdit}>
            <Pencil />
            {t("edit")}
          </MenuItem>
        ) : null}
        {speaker ? (
          <MenuItem onSelect={() => onName(speaker)}>
            <UserPen />
            {t("nameSpeaker", { name: nameOf(speaker) })}
          </MenuItem>
        ) : null}
        {onLanguage ? (
          <MenuItem onSelect={() => onLanguage(segments)}>
            <Languages />
            {t("language")}
          </MenuItem>
        ) : null}
        {speaker || onLanguage ? <MenuSeparator /> : null}
        <MenuLabel>{t("assignTo")}</MenuLabel>
        {others.map(({ id, color }) => (
          <MenuItem key={id} onSelect={() => onAssign(segments, id, words)}>
            <span aria-hidden className="size-2.5 shrink-0 rounded-full" style={{ background: color }} />
            <bdi className="min-w-0 truncate">{nameOf(id)}</bdi>
          </MenuItem>
        ))}
        <MenuItem onSelect={() => onAssign(segments, null, words)}>
          <UserPlus />
          {t("somebodyNew")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
