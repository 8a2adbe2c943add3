"use client";

import { ChevronLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState, type ReactNode } from "react";
import { RenameForm } from "@/components/rename-form";
import { useMeetingFacts } from "@/features/meeting-actions/meeting-facts";
import { MeetingMenuButton } from "@/features/meeting-actions/meeting-menu-button";
import { useMeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import { ShareButton } from "@/features/sharing/share-button";
import { TagList } from "@/features/tags/tag-list";
import type { Meeting } from "@/lib/api/client";

export function MeetingHeader({ meeting, children }: { meeting: Meeting; children?: ReactNode }) {
  const t = useTranslations("meeting");
  const router = useRouter();
  const actions = useMeetingActions();
  const facts = useMeetingFacts(meeting);
  const [isRenaming, setRenaming] = useState(false);

  useEffect(() => {
    document.title = `${meeting.title} · Scribe`;
  }, [meeting.title]);

  return (
    <header className="grid gap-1.5 sm:gap-2">
      <Link
        href="/meetings"
        className="inline-flex w-fit items-center gap-1 rounded-sm text-[13px] font-medium text-muted-foreground hover:text-foreground"
      >
        <ChevronLeft className="size-4" />
        {t("back")}
      </Link>
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          {isRenaming ? (
            <RenameForm
              title={meeting.title}
              className="font-serif text-2xl tracking-tight sm:text-3xl"
              onDone={(title) => {
                setRenaming(false);
                if (title !== null) actions.rename(meeting, title);
              }}
            />
          ) : (
            <h1 className="font-serif text-2xl leading-tight font-medium tracking-tight text-balance [overflow-wrap:anywhere] sm:text-3xl">
              {meeting.title}
            </h1>
          )}
          <p className="mt-1 text-[13px] text-muted-foreground sm:mt-1.5 sm:text-sm">{facts.join(" · ")}</p>
          <TagList meeting={meeting} className="mt-2" />
        </div>
        <div className="flex items-center gap-1.5">
          {meeting.permission === "read" ? <ReadOnly /> : null}
          {children}
          <ShareButton meeting={meeting} />
          <MeetingMenuButton
            meeting={meeting}
            actions={actions}
            onRename={() => setRenaming(true)}
            onRemoved={() => router.push("/meetings")}
          />
        </div>
      </div>
    </header>
  );
}

function ReadOnly() {
  const t = useTranslations("sharing");
  return (
    <span className="mr-1 rounded-full bg-muted px-2.5 py-1 text-xs font-medium text-muted-foreground">
      {t("readOnly")}
    </span>
  );
}
