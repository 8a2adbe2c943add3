"use client";

import { AudioLines, FilterX, Mic, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { MeetingList } from "@/features/meetings/meeting-list";
import { PAGE_SIZE, useMeetingsPage } from "@/features/meetings/meetings";
import { meetingsQuery } from "@/features/meetings/meetings-query";
import { Pager } from "@/features/meetings/pager";
import { StatusFilter } from "@/features/meetings/status-filter";
import { useUploadDialog } from "@/features/upload/upload-provider";
import { useProblemText } from "@/lib/use-problem-text";

export function MeetingsScreen() {
  const t = useTranslations("meetings");
  const problemText = useProblemText();
  const [{ page, status }, setQuery] = useQueryStates(meetingsQuery);
  const meetings = useMeetingsPage(page, status);
  const isEmpty = meetings.data?.total === 0;
  return (
    <div className="mx-auto max-w-5xl px-4 py-8 sm:px-6 sm:py-10">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        {isEmpty && status === null ? null : (
          <StatusFilter
            status={status}
            onChange={(chosen) => void setQuery({ status: chosen, page: null })}
          />
        )}
      </div>
      {meetings.isPending ? <ListSkeleton /> : null}
      {meetings.isError && !meetings.data ? (
        <p role="alert" className="rounded-lg bg-danger-soft px-4 py-3 text-sm text-danger">
          {problemText(meetings.error)}
        </p>
      ) : null}
      {isEmpty ? <Nothing isFiltered={status !== null} onReset={() => void setQuery(null)} /> : null}
      {meetings.data && !isEmpty ? (
        <>
          <MeetingList meetings={meetings.data.items} />
          <Pager
            page={page}
            pages={Math.ceil(meetings.data.total / PAGE_SIZE)}
            onChange={(chosen) => void setQuery({ page: chosen })}
          />
        </>
      ) : null}
    </div>
  );
}

function Nothing({ isFiltered, onReset }: { isFiltered: boolean; onReset: () => void }) {
  const t = useTranslations("meetings");
  const { chooseFiles, record } = useUploadDialog();
  if (isFiltered) {
    return (
      <EmptyState
        icon={<FilterX />}
        title={t("noneFiltered")}
        action={<Button onClick={onReset}>{t("showAll")}</Button>}
      >
        {t("noneFilteredText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<AudioLines />}
      title={t("none")}
      action={
        <>
          <Button variant="primary" size="lg" onClick={chooseFiles}>
            <Upload />
            {t("chooseRecording")}
          </Button>
          <Button size="lg" onClick={record}>
            <Mic />
            {t("record")}
          </Button>
        </>
      }
    >
      {t("noneText")}
    </EmptyState>
  );
}

function ListSkeleton() {
  return (
    <div className="grid gap-3" aria-busy>
      {Array.from({ length: 5 }, (_, index) => (
        <div key={index} className="flex items-center gap-4 rounded-xl border border-border bg-surface p-4">
          <Skeleton className="size-10 rounded-lg" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-3 w-1/4" />
          </div>
        </div>
      ))}
    </div>
  );
}
