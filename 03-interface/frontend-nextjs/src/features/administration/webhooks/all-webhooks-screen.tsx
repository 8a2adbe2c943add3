"use client";

import { useTranslations } from "next-intl";
import { parseAsInteger, useQueryState } from "nuqs";
import { Pager } from "@/components/pager";
import { ProblemNotice } from "@/components/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { PAGE_SIZE, useAllWebhooks } from "@/features/administration/webhooks/all-webhooks";
import { OwnedWebhookRow } from "@/features/administration/webhooks/owned-webhook-row";

/** Everybody's webhooks: whose, to which host, and whether they work. */
export function AllWebhooksScreen() {
  const t = useTranslations("allWebhooks");
  const [page, setPage] = useQueryState("page", parseAsInteger.withDefault(1));
  const webhooks = useAllWebhooks(Math.max(1, page));
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8 sm:px-6 sm:py-10">
      <header className="grid gap-1.5">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        <p className="text-[15px] text-muted-foreground">{t("lead")}</p>
      </header>
      {webhooks.isPending ? <Skeleton className="h-48 w-full rounded-2xl" /> : null}
      {webhooks.error ? (
        <ProblemNotice error={webhooks.error} onRetry={() => void webhooks.refetch()} />
      ) : null}
      {webhooks.data?.total === 0 ? (
        <p className="py-10 text-center text-muted-foreground">{t("none")}</p>
      ) : null}
      {webhooks.data?.items.length ? (
        <ul
          aria-label={t("title")}
          className="divide-y divide-border rounded-2xl border border-border bg-surface text-sm"
        >
          {webhooks.data.items.map((webhook) => (
            <OwnedWebhookRow key={webhook.id} webhook={webhook} />
          ))}
        </ul>
      ) : null}
      <Pager
        page={page}
        pages={Math.ceil((webhooks.data?.total ?? 0) / PAGE_SIZE)}
        onChange={(chosen) => void setPage(chosen, { history: "push" })}
      />
    </div>
  );
}
