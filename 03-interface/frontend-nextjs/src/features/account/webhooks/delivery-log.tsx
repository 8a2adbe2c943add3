"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { Pager } from "@/components/pager";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import {
  LOG_SIZE,
  useDeliveries,
  useResend,
  type Delivery,
  type Webhook,
} from "@/features/account/webhooks/webhooks";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** What a webhook was told lately, how it was answered, and the way to send it again. */
export function DeliveryLog({ webhook }: { webhook: Webhook }) {
  const t = useTranslations("webhooks");
  const [page, setPage] = useState(1);
  const log = useDeliveries(webhook.id, page);
  if (log.error && !log.data) return <ProblemNotice error={log.error} onRetry={() => void log.refetch()} />;
  if (!log.data) return <Skeleton className="h-16 w-full rounded-lg" />;
  if (log.data.total === 0) return <p className="text-sm text-muted-foreground">{t("nothing")}</p>;
  return (
    <div>
      <ul
        aria-label={t("logNamed", { name: webhook.name })}
        className="divide-y divide-border rounded-xl border border-border text-sm"
      >
        {log.data.items.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} webhook={webhook} />
        ))}
      </ul>
      <Pager page={page} pages={Math.ceil(log.data.total / LOG_SIZE)} onChange={setPage} />
    </div>
  );
}

function DeliveryRow({ delivery, webhook }: { delivery: Delivery; webhook: Webhook }) {
  const t = useTranslations("webhooks");
  const format = useFormatter();
  const problemText = useProblemText();
  const resend = useResend(webhook.id);
  const at = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: "short", timeStyle: "medium" });
  const { event, status, answer_status: answer, error, attempts, next_at: next } = delivery;
  const outcome = answer !== null ? t("answered", { status: answer }) : error ? t(`errors.${error}`) : null;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2">
      <div className="grid min-w-0 gap-0.5">
        <p>
          {t(`events.${event}`)} · {at(delivery.created_at)}
        </p>
        <p className="text-muted-foreground">
          {[
            t(`statuses.${status}`),
            outcome,
            attempts > 0 ? t("attempts", { count: attempts }) : null,
            status === "waiting" && attempts > 0 && next ? t("next", { date: at(next) }) : null,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
      </div>
      <Button
        variant="ghost"
        aria-label={t("resendNamed", { event: t(`events.${event}`), date: at(delivery.created_at) })}
        disabled={resend.isPending || webhook.disabled_at !== null}
        onClick={() =>
          resend.mutate(delivery.id, { onError: (problem) => void toast.error(problemText(problem)) })
        }
      >
        {t("resend")}
      </Button>
    </li>
  );
}
