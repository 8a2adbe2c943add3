"use client";

import { MessageSquarePlus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, useQueryState, useQueryStates } from "nuqs";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { meetingsQuery } from "@/entities/meeting/list-query";
import { useTags } from "@/entities/meeting/tags";
import { ConversationList } from "@/features/asking/conversation/conversation-list";
import { ConversationView } from "@/features/asking/conversation/conversation-view";
import { useConversation } from "@/features/asking/conversation/conversations";
import { scopeOf } from "@/features/asking/scope";
import { MeetingFilters } from "@/features/library/filters/meeting-filters";
import type { Scope } from "@/lib/api/client";

/** Questions to all meetings that one may read, or to those that the filters leave. */
export function AskScreen() {
  const t = useTranslations("asking");
  const [query, setQuery] = useQueryStates(meetingsQuery);
  const [id, setId] = useQueryState("conversation", parseAsString);
  const [opened, setOpened] = useState(0);
  const conversation = useConversation(id);
  const open = (wanted: string | null) => {
    setOpened(opened + 1);
    // A phone has the list below the conversation.
    window.scrollTo({ top: 0 });
    void setId(wanted);
  };
  const scope = conversation.data?.scope ?? scopeOf(query, new Date());
  return (
    <div className="mx-auto grid max-w-7xl grid-cols-[minmax(0,1fr)] gap-x-12 gap-y-8 px-4 py-8 sm:px-6 sm:py-10 lg:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="min-w-0">
        <div className="mb-5 flex flex-wrap items-start justify-between gap-3">
          <div className="grid min-w-0 gap-1.5">
            <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
            <p className="text-[15px] text-pretty text-muted-foreground">{t("lead")}</p>
          </div>
          {id === null ? null : (
            <Button size="sm" onClick={() => open(null)}>
              <MessageSquarePlus />
              {t("new")}
            </Button>
          )}
        </div>
        <div className="mb-5">
          {id === null ? (
            <div role="group" aria-label={t("scope")} className="-mx-2.5 flex flex-wrap items-center gap-1">
              <MeetingFilters query={query} onChange={(change) => void setQuery(change)} />
            </div>
          ) : (
            <ScopeText scope={scope} />
          )}
        </div>
        <h2 className="sr-only">{t("answer")}</h2>
        <ConversationView
          key={opened}
          id={id}
          scope={scope}
          label={t("title")}
          lead={t("emptyText")}
          onBegin={(begun) => void setId(begun)}
          onPlay={null}
        />
      </div>
      <aside
        aria-labelledby="conversations"
        className="min-w-0 max-lg:border-t max-lg:border-border max-lg:pt-6"
      >
        <h2 id="conversations" className="mb-3 text-[13px] font-medium text-muted-foreground">
          {t("conversations")}
        </h2>
        <ConversationList meetingId={null} chosen={id} onChoose={open} />
      </aside>
    </div>
  );
}

function ScopeText({ scope }: { scope: Scope }) {
  const t = useTranslations("asking");
  const library = useTranslations("library");
  const format = useFormatter();
  const tags = useTags().data ?? [];
  const tagNames = useTranslations("tags");
  const day = (time: string, back = 0) =>
    format.dateTime(new Date(new Date(time).getTime() - back), { dateStyle: "medium" });
  const parts = [
    scope.meeting_id ? t("scopeMeeting") : null,
    scope.speaker,
    ...scope.tags.map((id) => tags.find((tag) => tag.id === id)?.name ?? tagNames("gone")),
    scope.owner ? library(`owners.${scope.owner}`) : null,
    scope.since ? library("after", { from: day(scope.since) }) : null,
    // The range ends before this moment: its last day is the one before.
    scope.before ? library("until", { to: day(scope.before, 1) }) : null,
  ].filter(Boolean);
  return (
    <p className="text-[13px] text-muted-foreground">
      {t("scopeText", { scope: parts.length > 0 ? parts.join(" · ") : t("scopeAll") })}
    </p>
  );
}
