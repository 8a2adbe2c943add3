"use client";

import { Ban, Ellipsis, Pencil, RotateCw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import { isActive } from "@/features/meetings/meetings";
import type { MeetingActions } from "@/features/meetings/use-meeting-actions";
import type { Meeting } from "@/lib/api/client";

type MeetingMenuProps = {
  meeting: Meeting;
  actions: MeetingActions;
  onRename: () => void;
  onRemoved?: () => void;
};

export function MeetingMenu({ meeting, actions, onRename, onRemoved }: MeetingMenuProps) {
  const t = useTranslations("meetings");
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={t("menuOf", { title: meeting.title })}>
          <Ellipsis />
        </Button>
      </MenuTrigger>
      {/* Focus goes to the title's field, not back to the button. */}
      <MenuContent onCloseAutoFocus={(event) => event.preventDefault()}>
        <MenuItem onSelect={onRename}>
          <Pencil />
          {t("rename")}
        </MenuItem>
        {isActive(meeting) ? (
          <MenuItem onSelect={() => actions.cancel(meeting)}>
            <Ban />
            {t("cancel")}
          </MenuItem>
        ) : (
          <MenuItem onSelect={() => actions.retry(meeting)}>
            <RotateCw />
            {t("retry")}
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuItem
          className="text-danger [&_svg]:text-danger"
          onSelect={() => {
            actions.remove(meeting);
            onRemoved?.();
          }}
        >
          <Trash2 />
          {t("delete")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
