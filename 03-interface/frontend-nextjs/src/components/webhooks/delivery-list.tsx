"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Pager } from "@/components/pager";
import { ProblemNotice } from "@/components/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import type { components } from "@/lib/api/schema";

export type Delivery = components["schemas"]["Delivery"];

/** Deliveries on a page of the list. */
export const LOG_SIZE = 10;

type DeliveryListProps = {
  label: string;
  /** A page of deliveries, as it is queried. */
  log: {
    data?: { total: number; items: readonly Delivery[] };
    error: Error | null;
    refetch: () => Promise<unknown>;
  };
  page: number;
  onPage: (page: number) => void;
  /** What can be done with one; nothing without it. */
  action?: (delivery: Delivery) => ReactNode;
};

/** What a webhook was told lately, and how it was answered. */
export function DeliveryList({ label, log, page, onPage, action }: DeliveryListProps) {
  const t = useTranslations("webhooks");
  if (log.error && !log.data) return <ProblemNotice error={log.error} onRetry={() => void log.refetch()} />;
  if (!log.data) return <Skeleton className="h-16 w-full rounded-lg" />;
  if (log.data.total === 0) return <p className="text-sm text-muted-foreground">{t("nothing")}</p>;
  return (
    <div>
      <ul aria-label={label} className="divide-y divide-border rounded-xl border border-border text-sm">
        {log.data.items.map((delivery) => (
          <li
            key={delivery.id}
            className="flex flex-col items-start justify-between gap-x-4 gap-y-2 px-3 py-2 sm:flex-row sm:items-center"
          >
            <Told delivery={delivery} />
            {action?.(delivery)}
          </li>
        ))}
      </ul>
      <Pager page={page} pages={Math.ceil(log.data.total / LOG_SIZE)} onChange={onPage} />
    </div>
  );
}

/** Return the moment of a delivery as people read it. */
export function useDeliveryTime() {
  const format = useFormatter();
  return (moment: string) => format.dateTime(new Date(moment), { dateStyle: "medium", timeStyle: "medium" });
}

function Told({ delivery }: { delivery: Delivery }) {
  const t = useTranslations("webhooks");
  const at = useDeliveryTime();
  const { event, status, answer_status: answer, error, attempts, next_at: next } = delivery;
  const facts = [
    answer !== null ? t("answered", { status: answer }) : error ? t(`errors.${error}`) : null,
    attempts > 0 ? t("attempts", { count: attempts }) : null,
    status === "waiting" && attempts > 0 && next ? t("next", { date: at(next) }) : null,
  ].filter((fact) => fact !== null);
  return (
    <div className="grid min-w-0 gap-0.5">
      <p>
        {t(`events.${event}`)} · {at(delivery.created_at)}
      </p>
      <p className="text-muted-foreground">
        <span className={status === "failed" ? "font-medium text-danger" : undefined}>
          {t(`statuses.${status}`)}
        </span>
        {facts.map((fact) => ` · ${fact}`).join("")}
      </p>
    </div>
  );
}
