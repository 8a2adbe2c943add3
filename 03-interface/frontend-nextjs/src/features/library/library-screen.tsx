"use client";

import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useQueryStates } from "nuqs";
import { useRef, useState } from "react";
import { cn } from "@/components/cn";
import { Pager } from "@/components/pager";
import { Skeleton } from "@/components/ui/skeleton";
import { isFiltered, meetingsQuery, WITHOUT_FILTERS, type ListChange } from "@/entities/meeting/list-query";
import { PAGE_SIZE, useMeetingsPage } from "@/entities/meeting/meetings";
import { ListFilters } from "@/features/library/filters/list-filters";
import { useListKeys } from "@/features/library/keyboard/list-keys";
import { MeetingList } from "@/features/library/list/meeting-list";
import { NoMeetings } from "@/features/library/list/no-meetings";
import { SearchBox } from "@/features/library/search/search-box";
import { SelectAll } from "@/features/library/selection/select-all";
import { latest } from "@/features/library/selection/selection";
import type { SelectionDialog } from "@/features/library/selection/selection-dialogs";
import { useSelection } from "@/features/library/selection/use-selection";
import { useMeetingActions } from "@/features/meeting-actions/use-meeting-actions";
import type { ListedMeeting } from "@/lib/api/client";
import { ProblemNotice } from "@/components/problem-notice";
import { loadPart } from "@/lib/browser/load-part";

const SelectionBar = dynamic(
  () =>
    loadPart(() =>
      import("@/features/library/selection/selection-bar").then((module) => module.SelectionBar),
    ),
  { ssr: false },
);

const SelectionDialogs = dynamic(
  () =>
    loadPart(() =>
      import("@/features/library/selection/selection-dialogs").then((module) => module.SelectionDialogs),
    ),
  { ssr: false },
);

const PassageList = dynamic(
  () => loadPart(() => import("@/features/library/search/passage-list").then((module) => module.PassageList)),
  { ssr: false },
);

/** The meetings that a dialog was opened for; the dialog is null once it is closed. */
type Held = { meetings: readonly ListedMeeting[]; dialog: SelectionDialog | null };

export function MeetingsScreen() {
  const t = useTranslations("meetings");
  const library = useTranslations("library");
  const [query, setQuery] = useQueryStates(meetingsQuery);
  const meetings = useMeetingsPage(query);
  const list = useRef<HTMLDivElement>(null);
  const { focusFirst } = useListKeys(list);
  const total = meetings.data?.total;
  const actions = useMeetingActions();
  const shown = (meetings.data?.items ?? []).filter(({ id }) => !actions.hidden.has(id));
  const selection = useSelection(shown);
  const [held, setHeld] = useState<Held | null>(null);
  const isBlank = total === 0 && !isFiltered(query);
  // Back returns to the list before a filter; the letters of a search are no places to return to.
  const change = (change: ListChange) =>
    void setQuery({ page: null, ...change }, { history: "q" in change ? "replace" : "push" });
  return (
    <div className="mx-auto max-w-5xl px-4 py-8 sm:px-6 sm:py-10">
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        <Link
          href="/import"
          className="ml-auto rounded-md py-0.5 text-sm text-muted-foreground underline-offset-4 hover:underline"
        >
          {library("import")}
        </Link>
        {isBlank ? null : (
          <SearchBox searched={query.q} onSearch={(q) => change({ q: q || null })} onLeave={focusFirst} />
        )}
      </div>
      {isBlank ? null : <ListFilters query={query} onChange={change} />}
      <p
        role="status"
        className={cn("mb-3 text-[13px] text-muted-foreground", (!query.q || total === 0) && "sr-only")}
      >
        {total === undefined || meetings.isPlaceholderData ? "" : library("results", { count: total })}
      </p>
      {meetings.isPending ? <ListSkeleton /> : null}
      {meetings.isError && !meetings.data ? (
        <ProblemNotice error={meetings.error} onRetry={() => void meetings.refetch()} />
      ) : null}
      {total === 0 ? <NoMeetings query={query} onReset={() => void setQuery(WITHOUT_FILTERS)} /> : null}
      {meetings.data && total !== 0 ? (
        <div ref={list} className={cn("transition-opacity", meetings.isPlaceholderData && "opacity-60")}>
          {shown.length > 0 ? (
            <SelectAll
              selected={selection.selected.length}
              count={shown.length}
              onToggle={selection.toggleAll}
            />
          ) : null}
          <MeetingList
            meetings={shown}
            actions={actions}
            selection={selection}
            searched={query}
            isByDay={query.sort === "newest" || query.sort === "oldest"}
          />
          <Pager
            page={query.page}
            pages={Math.ceil(meetings.data.total / PAGE_SIZE)}
            onChange={(page) => {
              void setQuery({ page }, { history: "push" });
              window.scrollTo({ top: 0 });
            }}
          />
          {selection.selected.length > 0 ? (
            <SelectionBar
              meetings={selection.selected}
              onDialog={(dialog) => setHeld({ meetings: selection.selected, dialog })}
              onClear={selection.clear}
            />
          ) : null}
        </div>
      ) : null}
      {held ? (
        <SelectionDialogs
          meetings={latest(held.meetings, meetings.data?.items ?? [])}
          dialog={held.dialog}
          onClose={() => setHeld({ ...held, dialog: null })}
        />
      ) : null}
      {query.q ? <PassageList query={query} /> : null}
    </div>
  );
}

function ListSkeleton() {
  return (
    <div className="grid gap-3" aria-busy>
      {Array.from({ length: 5 }, (_, index) => (
        <div
          key={index}
          className="flex items-center gap-4 rounded-xl border border-border bg-surface px-4 py-3"
        >
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
