"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { AskForNotices } from "@/features/upload/following/ask-for-notices";
import { FollowedRow } from "@/features/upload/following/followed-row";
import type { useFollowed } from "@/features/upload/following/use-followed";
import { UnfinishedRows, type Waiting } from "@/features/upload/tray/unfinished-rows";
import { UploadRow } from "@/features/upload/tray/upload-row";
import type { Incoming } from "@/features/upload/use-incoming";
import type { UploadSummary } from "@/lib/api/client";

type Following = Pick<ReturnType<typeof useFollowed>, "meetings" | "hasEnded" | "isFollowing" | "clear">;

type UploadTrayProps = {
  incoming: Waiting & Pick<Incoming, "uploads" | "queue">;
  following: Following;
  onChoose: (upload: UploadSummary) => void;
};

export function UploadTray({ incoming, following, onChoose }: UploadTrayProps) {
  const t = useTranslations("upload");
  const { uploads, queue } = incoming;
  const { meetings } = following;
  const count = uploads.length + meetings.length;
  const unfinished = incoming.interrupted.length + incoming.recovered.length;
  if (count + unfinished === 0) return null;
  const done = meetings.filter((each) => each.attempt_status === "completed").length;
  const isSending = uploads.some(({ state }) => state !== "failed");
  const isAgain = count === 1 && done === 0 && meetings.some(({ attempt }) => attempt > 1);
  const state = isSending ? "trayTitle" : isAgain ? "trayAgain" : "trayFollowing";
  const title = count > 0 ? t(state, { done, count }) : t("unfinishedTitle", { count: unfinished });
  return (
    <section
      aria-label={t("tray")}
      className="overflow-hidden rounded-2xl border border-border bg-surface-raised shadow-float"
    >
      <header className="flex min-h-11 items-center justify-between border-b border-border py-1.5 pr-2 pl-4">
        <h2 className="text-sm font-medium">
          <span role="status">{title}</span>
        </h2>
        {(uploads.length > 0 || following.hasEnded) && !queue.isBusy ? (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={t("clear")}
            onClick={() => {
              queue.clear();
              following.clear();
            }}
          >
            <X />
          </Button>
        ) : null}
      </header>
      <ul className="max-h-72 divide-y divide-border overflow-y-auto">
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} queue={queue} />
        ))}
        {meetings.map((meeting) => (
          <FollowedRow key={meeting.id} meeting={meeting} />
        ))}
        <UnfinishedRows incoming={incoming} onChoose={onChoose} />
      </ul>
      {following.isFollowing ? <AskForNotices /> : null}
    </section>
  );
}
