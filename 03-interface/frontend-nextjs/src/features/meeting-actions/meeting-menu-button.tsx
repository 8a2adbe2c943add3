"use client";

import { Ellipsis } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Opener } from "@/components/ui/opener";
import type { MeetingMenuProps } from "@/features/meeting-actions/meeting-menu";

const load = () => import("@/features/meeting-actions/meeting-menu").then((module) => module.MeetingMenu);

export function MeetingMenuButton(props: MeetingMenuProps) {
  const t = useTranslations("meetings");
  return (
    <Opener
      load={load}
      content={props}
      trigger={
        <Button variant="ghost" size="icon-sm" aria-label={t("menuOf", { title: props.meeting.title })}>
          <Ellipsis />
        </Button>
      }
    />
  );
}
