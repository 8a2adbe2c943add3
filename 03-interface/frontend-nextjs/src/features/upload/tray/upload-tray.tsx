"use client";

import { ChevronDown, ChevronUp, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { AskForNotices } from "@/features/upload/following/ask-for-notices";
import { FollowedRow } from "@/features/upload/following/followed-row";
import type { useFollowed } from "@/features/upload/following/use-followed";
import { trayTitle } from "@/features/upload/tray/tray-title";
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
  const [isFolded, setFolded] = useState(false);
  const rows = useId();
  const { uploads, queue } = incoming;
  const { meetings } = following;
  const count = uploads.length + meetings.length;
  const unfinished = incoming.interrupted.length + incoming.recovered.length;
  if (count + unfinished === 0) return null;
  const { key, ...counts } = trayTitle(uploads, meetings, unfinished);
  return (
    <section
      aria-label={t("tray")}
      data-tray={isFolded ? "folded" : "open"}
      className={cn(
        "overflow-hidden rounded-2xl border border-border bg-surface-raised shadow-float",
        isFolded && "w-fit justify-self-end",
      )}
    >
      <header
        className={cn(
          "flex min-h-11 items-center gap-1 py-1.5 pr-2 pl-4",
          !isFolded && "border-b border-border",
        )}
      >
        <h2 className="mr-auto text-sm font-medium">
          <span role="status">{t(key, counts)}</span>
        </h2>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("trayRows")}
          aria-expanded={!isFolded}
          aria-controls={rows}
          onClick={() => setFolded(!isFolded)}
        >
          {isFolded ? <ChevronUp /> : <ChevronDown />}
        </Button>
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
      <ul
        id={rows}
        hidden={isFolded}
        className="max-h-[max(18rem,45dvh)] divide-y divide-border overflow-y-auto"
      >
        <UnfinishedRows incoming={incoming} onChoose={onChoose} />
        {uploads.map((upload) => (
          <UploadRow key={upload.id} upload={upload} queue={queue} />
        ))}
        {meetings.map((meeting) => (
          <FollowedRow key={meeting.id} meeting={meeting} />
        ))}
      </ul>
      {following.isFollowing && !isFolded ? <AskForNotices /> : null}
    </section>
  );
}
