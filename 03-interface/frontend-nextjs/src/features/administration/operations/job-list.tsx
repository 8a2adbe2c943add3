import { useFormatter, useLocale, useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { STEP_OF_STAGE } from "@/entities/meeting/steps";
import { jobState } from "@/features/administration/operations/job-state";
import type { Job, Overview } from "@/features/administration/operations/operations";
import { Nothing, Part, Rows } from "@/features/administration/operations/part";
import { formatSize } from "@/lib/format/size";
import { formatLength } from "@/lib/format/time";

/** What runs, since when, and what waits in which turn. */
export function JobList({ overview }: { overview: Overview }) {
  const t = useTranslations("operations");
  const { jobs, running, waiting, workers } = overview;
  return (
    <Part title={t("running")} text={t("count", { running, waiting })}>
      <p
        role="status"
        className={cn(
          "text-sm",
          workers.length > 0
            ? "text-muted-foreground"
            : "rounded-lg bg-danger-soft px-4 py-3 font-medium text-danger",
        )}
      >
        {t("workers", { count: workers.length, names: workers.join(", ") })}
      </p>
      {jobs.length === 0 ? <Nothing>{t("idle")}</Nothing> : null}
      {jobs.length > 0 ? (
        <Rows>
          {jobs.map((job) => (
            <JobRow key={job.meeting_id} job={job} />
          ))}
        </Rows>
      ) : null}
    </Part>
  );
}

function JobRow({ job }: { job: Job }) {
  const t = useTranslations("operations");
  const steps = useTranslations("progress.steps");
  const format = useFormatter();
  const locale = useLocale();
  const state = jobState(job);
  const at = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: "medium", timeStyle: "short" });
  const said =
    state === "running" && job.stage
      ? `${steps(`${STEP_OF_STAGE[job.stage]}.name`)} · ${format.number(job.fraction, { style: "percent" })}`
      : t(state === "running" ? "begins" : state);
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 px-4 py-3">
      <span className="min-w-0 font-medium break-words">
        <bdi>{job.owner.name}</bdi>
      </span>
      <span>{said}</span>
      <span className="w-full text-[13px] text-muted-foreground">
        {job.duration === null ? formatSize(job.size_bytes, locale) : formatLength(job.duration, locale)}
        {" · "}
        {job.started_at ? t("since", { date: at(job.started_at) }) : t("asked", { date: at(job.asked_at) })}
      </span>
    </li>
  );
}
