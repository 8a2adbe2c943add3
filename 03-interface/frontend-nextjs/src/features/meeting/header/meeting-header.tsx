"use client";

import { ChevronLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState, type ReactNode } from "react";
import { RenameForm } from "@/components/rename-form";
import { useMeetingFacts } from "@/features/meeting-actions/meeting-facts";
import { MeetingMenuButton } from "@/features/meeting-actions/meeting-menu-button";
import { RetentionLine } from "@/features/meeting-actions/retention-line";
import { useMeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import { ShareButton } from "@/features/sharing/share-button";
import { TagList } from "@/features/tags/tag-list";
import type { Meeting } from "@/lib/api/client";
import { useTabTitle } from "@/lib/browser/use-tab-title";

export function MeetingHeader({ meeting, children }: { meeting: Meeting; children?: ReactNode }) {
  const t = useTranslations("meeting");
  const router = useRouter();
  const actions = useMeetingActions();
  const facts = useMeetingFacts(meeting);
  const [isRenaming, setRenaming] = useState(false);

  useTabTitle(`${meeting.title} · Scribe`, `${t("title")} · Scribe`);

  return (
    // On a phone the buttons stand beside the way back, so that the transcript begins higher.
    <header className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-1 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start sm:gap-y-2">
      <Link
        href="/meetings"
        className="inline-flex w-fit items-center gap-1 rounded-sm py-1 text-[13px] font-medium text-muted-foreground hover:text-foreground sm:col-span-2 print:hidden"
      >
        <ChevronLeft className="size-4" />
        {t("back")}
      </Link>
      <div className="min-w-0 max-sm:order-last max-sm:col-span-2">
        {isRenaming ? (
          <>
            <h1 className="sr-only">{meeting.title}</h1>
            <RenameForm
              title={meeting.title}
              className="font-serif text-2xl tracking-tight sm:text-3xl"
              onDone={(title) => {
                setRenaming(false);
                if (title !== null) actions.rename(meeting, title);
              }}
            />
          </>
        ) : (
          <h1
            title={meeting.title}
            className="font-serif text-xl leading-tight font-medium tracking-tight text-balance [overflow-wrap:anywhere] max-sm:line-clamp-2 sm:text-3xl print:line-clamp-none"
          >
            <bdi>{meeting.title}</bdi>
          </h1>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 sm:mt-1.5">
          {/* Browsers may write a date in other words than the server. */}
          <p
            suppressHydrationWarning
            className="min-w-0 text-[13px] text-muted-foreground max-sm:truncate sm:text-sm"
          >
            {facts.join(" · ")}
          </p>
          {meeting.permission === "read" ? <ReadOnly /> : null}
        </div>
        <RetentionLine meetingId={meeting.id} />
        <TagList meeting={meeting} className="mt-1 sm:mt-2" />
      </div>
      <div className="flex items-center gap-1.5 justify-self-end print:hidden max-sm:[&_button]:gap-1">
        {children}
        <ShareButton meeting={meeting} />
        <MeetingMenuButton
          meeting={meeting}
          actions={actions}
          onRename={() => setRenaming(true)}
          onRemoved={() => router.push("/meetings")}
        />
      </div>
    </header>
  );
}

function ReadOnly() {
  const t = useTranslations("sharing");
  return (
    <span className="rounded-full bg-muted px-2.5 py-1 text-xs font-medium whitespace-nowrap text-muted-foreground print:hidden">
      {t("readOnly")}
    </span>
  );
}
