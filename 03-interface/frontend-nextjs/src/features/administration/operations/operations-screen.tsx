"use client";

import { useTranslations } from "next-intl";
import { Skeleton } from "@/components/ui/skeleton";
import { FailedJobs } from "@/features/administration/operations/failed-jobs";
import { Holds } from "@/features/administration/operations/holds";
import { JobList } from "@/features/administration/operations/job-list";
import { useOverview } from "@/features/administration/operations/operations";
import { SettingsTable } from "@/features/administration/operations/settings-table";
import { StorageTable } from "@/features/administration/operations/storage-table";
import { ProblemNotice } from "@/components/problem-notice";

export function OperationsScreen() {
  const t = useTranslations("operations");
  const { data, error, isPending, refetch } = useOverview();
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-8 px-4 py-8 wrap-anywhere sm:px-6 sm:py-10">
      <header className="grid gap-1.5">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        <p className="text-[15px] text-muted-foreground">{t("lead")}</p>
      </header>
      {isPending ? <Skeleton className="h-48 w-full rounded-2xl" /> : null}
      {error ? <ProblemNotice error={error} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <JobList overview={data} />
          <FailedJobs jobs={data.failed} />
          <StorageTable overview={data} />
        </>
      ) : null}
      <Holds isToldAbove={error !== null} />
      <SettingsTable />
    </div>
  );
}
