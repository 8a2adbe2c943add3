"use client";

import { useTranslations } from "next-intl";
import { Tabs } from "radix-ui";
import { useRef, type ReactNode } from "react";
import { flushSync } from "react-dom";
import { AskPanel } from "@/features/asking/ask-panel";
import { MinutesPanel } from "@/features/minutes/minutes-panel";
import type { Meeting } from "@/lib/api/client";
import { PHONE } from "@/lib/browser/phone";

const tab =
  "flex-auto rounded-md px-2 py-1.5 whitespace-nowrap text-[13px] font-medium text-muted-foreground hover:text-foreground data-[state=active]:bg-surface data-[state=active]:text-foreground data-[state=active]:shadow-xs";

type SidePanelsProps = {
  meeting: Meeting;
  revision: number;
  /** Play from a second, where the transcript is seen. */
  onPlay: (seconds: number) => void;
  comments: ReactNode;
  commentCount: number;
  /** The panel that is seen. */
  shown: SidePanel;
  onShow: (panel: SidePanel) => void;
};

export type SidePanel = "minutes" | "ask" | "comments";

/** Minutes of the meeting, questions to it, and comments. Each stays as it is while another is shown. */
export function SidePanels(props: SidePanelsProps) {
  const { meeting, revision, onPlay, comments, commentCount, shown, onShow } = props;
  const t = useTranslations("asking");
  const minutes = useTranslations("minutes");
  const remarks = useTranslations("comments");
  const root = useRef<HTMLDivElement>(null);
  const handleShow = (panel: SidePanel) => {
    flushSync(() => onShow(panel));
    // There the people above take what room there is.
    if (window.matchMedia(PHONE).matches) root.current?.scrollIntoView({ block: "start" });
  };
  return (
    <Tabs.Root
      value={shown}
      ref={root}
      onValueChange={(value) => handleShow(value as SidePanel)}
      className="mt-4 max-sm:-scroll-mt-14 sm:max-lg:mb-6"
    >
      <Tabs.List
        aria-label={t("panels")}
        className="z-20 bg-background pt-2 pb-4 max-sm:sticky max-sm:top-14 max-sm:-mx-4 max-sm:px-4 lg:sticky lg:top-0 lg:-mx-2 lg:px-2"
      >
        <div className="flex rounded-lg bg-muted p-1">
          <Tabs.Trigger value="minutes" className={tab}>
            {minutes("title")}
          </Tabs.Trigger>
          <Tabs.Trigger value="ask" className={tab}>
            {t("tab")}
          </Tabs.Trigger>
          <Tabs.Trigger value="comments" className={tab}>
            {remarks("tab", { count: commentCount })}
          </Tabs.Trigger>
        </div>
      </Tabs.List>
      <Tabs.Content value="minutes" forceMount className="data-[state=inactive]:hidden">
        <MinutesPanel meeting={meeting} revision={revision} onPlay={onPlay} />
      </Tabs.Content>
      <Tabs.Content value="ask" forceMount className="data-[state=inactive]:hidden">
        <AskPanel meetingId={meeting.id} onPlay={onPlay} />
      </Tabs.Content>
      <Tabs.Content value="comments" forceMount className="data-[state=inactive]:hidden">
        {comments}
      </Tabs.Content>
    </Tabs.Root>
  );
}
