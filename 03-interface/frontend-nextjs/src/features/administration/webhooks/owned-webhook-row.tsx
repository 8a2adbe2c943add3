"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Pager } from "@/components/pager";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import {
  LOG_SIZE,
  useAnyDeliveries,
  useSwitchWebhook,
  type OwnedWebhook,
} from "@/features/administration/webhooks/all-webhooks";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** One webhook of anybody's, with its state, its deliveries and a switch. */
export function OwnedWebhookRow({ webhook }: { webhook: OwnedWebhook }) {
  const t = useTranslations("webhooks");
  const all = useTranslations("allWebhooks");
  const format = useFormatter();
  const problemText = useProblemText();
  const [shows, setShows] = useState(false);
  const toggle = useSwitchWebhook();
  const named = { name: webhook.name, owner: webhook.owner_name };
  const { id, name, disabled_at: disabledAt, disabled_reason: reason, failing_since: failing } = webhook;
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  const why =
    reason === null || reason === "owner" || reason === "secret_lost"
      ? all(`reasons.${reason ?? "owner"}`)
      : t(`reasons.${reason}`);
  return (
    <li className="grid gap-3 px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 gap-0.5">
          <p className="break-words">
            <bdi className="font-medium">{webhook.owner_name}</bdi> · <bdi>{name}</bdi>
          </p>
          <p className="break-all text-muted-foreground">
            {webhook.url} · <bdi>{webhook.owner_email}</bdi>
          </p>
          <p className="text-muted-foreground">
            {webhook.events.map((each) => t(`events.${each}`)).join(" · ")}
            {webhook.everyone ? ` · ${t("everyone")}` : ""}
          </p>
          {disabledAt ? (
            <p className="text-danger">{t("disabled", { date: day(disabledAt), reason: why })}</p>
          ) : failing ? (
            <p className="text-danger">{t("failing", { date: day(failing) })}</p>
          ) : null}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            variant="outline"
            aria-label={all("logNamed", named)}
            aria-expanded={shows}
            onClick={() => setShows(!shows)}
          >
            {t("log")}
          </Button>
          <Button
            variant="outline"
            aria-label={all(disabledAt ? "enableNamed" : "disableNamed", named)}
            disabled={toggle.isPending}
            onClick={() =>
              toggle.mutate(
                { id, enabled: disabledAt !== null },
                {
                  onSuccess: () => void toast.success(all(disabledAt ? "enabled" : "disabled")),
                  onError: (error) => void toast.error(problemText(error)),
                },
              )
            }
          >
            {t(disabledAt ? "enable" : "disable")}
          </Button>
        </div>
      </div>
      {shows ? <Log webhook={webhook} /> : null}
    </li>
  );
}

function Log({ webhook }: { webhook: OwnedWebhook }) {
  const t = useTranslations("webhooks");
  const all = useTranslations("allWebhooks");
  const format = useFormatter();
  const [page, setPage] = useState(1);
  const log = useAnyDeliveries(webhook.id, page);
  if (log.error && !log.data) return <ProblemNotice error={log.error} onRetry={() => void log.refetch()} />;
  if (!log.data) return <Skeleton className="h-16 w-full rounded-lg" />;
  if (log.data.total === 0) return <p className="text-muted-foreground">{t("nothing")}</p>;
  return (
    <div>
      <ul
        aria-label={all("logNamed", { name: webhook.name, owner: webhook.owner_name })}
        className="divide-y divide-border"
      >
        {log.data.items.map(({ id, event, created_at, status, answer_status: answer, error, attempts }) => (
          <li key={id} className="py-2">
            {t(`events.${event}`)} ·{" "}
            {format.dateTime(new Date(created_at), { dateStyle: "short", timeStyle: "medium" })}
            <span className="block text-muted-foreground">
              {[
                t(`statuses.${status}`),
                answer !== null ? t("answered", { status: answer }) : error ? t(`errors.${error}`) : null,
                attempts > 0 ? t("attempts", { count: attempts }) : null,
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
          </li>
        ))}
      </ul>
      <Pager page={page} pages={Math.ceil(log.data.total / LOG_SIZE)} onChange={setPage} />
    </div>
  );
}
