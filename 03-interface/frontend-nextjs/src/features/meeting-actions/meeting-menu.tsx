"use client";

import { Ban, CalendarClock, Hourglass, LogOut, Pencil, RotateCw, Tags, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { Opened } from "@/components/ui/opener";
import { isActive } from "@/entities/meeting/meetings";
import { rightsOf } from "@/entities/meeting/rights";
import { DateDialog } from "@/features/meeting-actions/date-dialog";
import { RetentionDialog } from "@/features/meeting-actions/retention-dialog";
import type { MeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import { ShareDialog } from "@/features/sharing/share-dialog";
import { TagDialog } from "@/features/tags/tag-dialog";
import type { Meeting } from "@/lib/api/client";

export type MeetingMenuProps = {
  meeting: Meeting;
  actions: MeetingActions;
  onRename: () => void;
  onRemoved?: () => void;
};

/** The menu of actions on a meeting. */
export function MeetingMenu({ trigger, meeting, actions, onRename, onRemoved }: MeetingMenuProps & Opened) {
  const t = useTranslations("meetings");
  const sharing = useTranslations("sharing");
  const tags = useTranslations("tags");
  const retention = useTranslations("retention");
  const { canEdit, isOwner } = rightsOf(meeting);
  const [dialog, setDialog] = useState<"sharing" | "date" | "tags" | "retention" | null>(null);
  const handleClose = () => setDialog(null);
  return (
    <>
      <Menu defaultOpen modal={false}>
        <MenuTrigger asChild>{trigger}</MenuTrigger>
        {/* Focus goes to the title's field or the dialog, not back to the button. */}
        <MenuContent onCloseAutoFocus={(event) => event.preventDefault()}>
          {canEdit ? (
            <>
              <MenuItem onSelect={onRename}>
                <Pencil />
                {t("rename")}
              </MenuItem>
              <MenuItem onSelect={() => setDialog("date")}>
                <CalendarClock />
                {t("changeDate")}
              </MenuItem>
            </>
          ) : null}
          <MenuItem onSelect={() => setDialog("tags")}>
            <Tags />
            {tags("edit")}
          </MenuItem>
          <MenuItem onSelect={() => setDialog("sharing")}>
            <Users />
            {isOwner ? sharing("share") : sharing("people")}
          </MenuItem>
          {isOwner ? (
            <MenuItem onSelect={() => setDialog("retention")}>
              <Hourglass />
              {retention("menu")}
            </MenuItem>
          ) : null}
          {isOwner ? <ProcessingItem meeting={meeting} actions={actions} /> : null}
          <MenuSeparator />
          <MenuItem
            className="text-danger [&_svg]:text-danger"
            onSelect={() => {
              if (isOwner ? actions.remove(meeting) : actions.leave(meeting)) onRemoved?.();
            }}
          >
            {isOwner ? <Trash2 /> : <LogOut />}
            {isOwner ? t("delete") : t("leave")}
          </MenuItem>
        </MenuContent>
      </Menu>
      <ShareDialog meeting={meeting} open={dialog === "sharing"} onOpenChange={handleClose} />
      <TagDialog meetings={[meeting]} open={dialog === "tags"} onOpenChange={handleClose} />
      <RetentionDialog meeting={meeting} open={dialog === "retention"} onOpenChange={handleClose} />
      <DateDialog
        meeting={meeting}
        open={dialog === "date"}
        onOpenChange={handleClose}
        onChange={(heldAt) => actions.redate(meeting, heldAt)}
      />
    </>
  );
}

function ProcessingItem({ meeting, actions }: { meeting: Meeting; actions: MeetingActions }) {
  const t = useTranslations("meetings");
  if (isActive(meeting)) {
    return (
      <MenuItem onSelect={() => actions.cancel(meeting)}>
        <Ban />
        {t("cancel")}
      </MenuItem>
    );
  }
  // Of an imported transcript only the recording is prepared again: nothing to ask for once that is done.
  if (!meeting.has_recording || (meeting.imported && meeting.attempt_status === "completed")) return null;
  return (
    <MenuItem onSelect={() => actions.retry(meeting)}>
      <RotateCw />
      {t("retry")}
    </MenuItem>
  );
}
