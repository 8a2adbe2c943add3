"use client";

import { useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { ReceiptItem } from "@/components/receipts/receipt-item";
import { idIn, KINDS, useReceipts } from "@/features/administration/receipts/receipts";

const PLACE = {
  id: parseAsString.withDefault(""),
  kind: parseAsStringLiteral(KINDS),
  before: parseAsString.withDefault(""),
};

/** Receipts of all deletions, with the way to find that of one meeting, voice or account. */
export function ReceiptsScreen() {
  const t = useTranslations("receipts");
  const [sought, setSought] = useQueryStates(PLACE);
  const receipts = useReceipts(sought);
  const pages = receipts.data?.pages ?? [];
  const items = pages.flatMap((page) => page.items);
  const isFiltered = sought.id !== "" || sought.kind !== null || sought.before !== "";
  const waiting = pages[0]?.waiting ?? 0;
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8 sm:px-6 sm:py-10">
      <header className="grid gap-1.5">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        <p className="text-[15px] text-muted-foreground">{t("lead")}</p>
      </header>
      <search className="grid grid-cols-2 items-start gap-3 sm:grid-cols-4">
        <div className="col-span-2">
          <Field label={t("id")} error={sought.id && !idIn(sought.id) ? t("idWrong") : undefined}>
            {(control) => (
              <Input
                {...control}
                type="search"
                autoComplete="off"
                value={sought.id}
                onChange={(event) => void setSought({ id: event.target.value || null })}
              />
            )}
          </Field>
        </div>
        <Field label={t("kind")}>
          {(control) => (
            <Select
              {...control}
              value={sought.kind ?? ""}
              onChange={(event) =>
                void setSought({ kind: KINDS.find((kind) => kind === event.target.value) ?? null })
              }
            >
              <option value="">{t("allKinds")}</option>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kinds.${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label={t("until")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              className="min-w-0"
              value={sought.before}
              onChange={(event) => void setSought({ before: event.target.value || null })}
            />
          )}
        </Field>
      </search>
      {receipts.isPending ? <Skeleton className="h-48 w-full rounded-2xl" /> : null}
      {receipts.error ? (
        <ProblemNotice error={receipts.error} onRetry={() => void receipts.refetch()} />
      ) : null}
      <p role="status" className="text-[13px] text-muted-foreground">
        {receipts.data
          ? t(items.length ? "waiting" : isFiltered ? "noMatch" : "none", { count: waiting })
          : null}
      </p>
      {items.length ? (
        <ul
          aria-label={t("title")}
          className="divide-y divide-border rounded-2xl border border-border bg-surface text-sm"
        >
          {items.map((receipt) => (
            <ReceiptItem key={receipt.id} receipt={receipt}>
              {receipt.owner_id && receipt.kind !== "account" ? (
                <p className="text-[13px] text-muted-foreground">
                  {t.rich("ownerOf", {
                    id: () => <code className="font-mono text-xs break-all">{receipt.owner_id}</code>,
                  })}
                </p>
              ) : null}
            </ReceiptItem>
          ))}
        </ul>
      ) : null}
      {receipts.hasNextPage ? (
        <Button
          className="justify-self-center"
          disabled={receipts.isFetchingNextPage}
          onClick={() => void receipts.fetchNextPage()}
        >
          {t("more")}
        </Button>
      ) : null}
    </div>
  );
}
