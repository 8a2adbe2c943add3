"use client";

import { RotateCw } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useRetryFailed, type FailedJob } from "@/features/administration/operations/operations";
import { Nothing, Part, Rows } from "@/features/administration/operations/part";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** What failed, why, and a way to try it again. */
export function FailedJobs({ jobs }: { jobs: readonly FailedJob[] }) {
  const t = useTranslations("operations");
  const failures = useTranslations("failures");
  const problemText = useProblemText();
  const format = useFormatter();
  const retry = useRetryFailed();
  return (
    <Part title={t("failed")}>
      {jobs.length === 0 ? <Nothing>{t("failedNone")}</Nothing> : null}
      {jobs.length > 0 ? (
        <Rows>
          {jobs.map((job) => (
            <li
              key={job.meeting_id}
              className="flex flex-col gap-x-4 gap-y-2 px-4 py-3 sm:flex-row sm:items-center"
            >
              <div className="min-w-0 sm:flex-1">
                <p className="font-medium break-words">
                  <bdi>{job.owner.name}</bdi>
                </p>
                <p>
                  {/* That of the owner would have an administrator upload somebody else's recording. */}
                  {job.failure?.code === "source_missing"
                    ? t("sourceMissing")
                    : failures(job.failure?.code ?? "internal")}
                </p>
                <p className="text-[13px] text-muted-foreground">
                  {[
                    job.ended_at
                      ? format.dateTime(new Date(job.ended_at), { dateStyle: "medium", timeStyle: "short" })
                      : null,
                    job.can_retry ? null : t("noRecording"),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
              {job.can_retry ? (
                <Button
                  size="sm"
                  className="self-start sm:self-center"
                  aria-label={t("retryOf", { name: job.owner.name })}
                  disabled={retry.isPending}
                  isOnce
                  onClick={() =>
                    retry.mutate(job.meeting_id, {
                      onSuccess: () => void toast.success(t("retried")),
                      onError: (error) => void toast.error(problemText(error)),
                    })
                  }
                >
                  <RotateCw />
                  {t("retry")}
                </Button>
              ) : null}
            </li>
          ))}
        </Rows>
      ) : null}
    </Part>
  );
}
