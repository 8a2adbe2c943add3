"use client";

import { Download } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { stateOf, type Receipt } from "@/components/receipts/receipt-state";
import { Button } from "@/components/ui/button";
import { formatSize } from "@/lib/format/size";

/** Return the address of a file with the receipt, made in the browser. */
export function receiptAddress(receipt: Receipt): string {
  return `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt, null, 2))}`;
}

/** What is done is quiet; what a store does not confirm is what an administrator looks for. */
const STATE_STYLES = {
  pending: "text-foreground",
  purged: "text-foreground",
  compacted: "text-muted-foreground",
  unconfirmed: "font-medium text-warning",
} as const;

/** One deletion: of what, when, what went from where, and whether anything is left. */
export function ReceiptItem({ receipt, children }: { receipt: Receipt; children?: ReactNode }) {
  const t = useTranslations("receipts");
  const locale = useLocale();
  const format = useFormatter();
  const at = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: "medium", timeStyle: "short" });
  const { kind, subject_id, deleted_at, purged_at, compacted_at, steps } = receipt;
  const rows = Object.values(receipt.rows).reduce((sum, count) => sum + count, 0);
  const stores = Object.entries(steps).filter(([, step]) => step !== "done");
  const state = stateOf(receipt);
  const since = compacted_at ?? purged_at;
  return (
    <li className="flex flex-col gap-x-4 gap-y-2 px-4 py-3 sm:flex-row">
      <div className="grid min-w-0 gap-0.5 sm:flex-1">
        <p>
          <span className="font-medium">{t(`kinds.${kind}`)}</span> · {at(deleted_at)}
        </p>
        <p className="font-mono text-xs break-all text-muted-foreground">{subject_id}</p>
        <p className="text-muted-foreground">
          {t("gone", {
            rows,
            objects: receipt.objects,
            size: formatSize(receipt.object_bytes, locale),
            vectors: receipt.vectors,
          })}
        </p>
        <p className={STATE_STYLES[state]}>{t(state, { date: since ? at(since) : "" })}</p>
        {stores.length ? (
          <p className="text-muted-foreground">
            {stores
              .map(([store, step]) =>
                t("store", { store: t(`stores.${storeOf(store)}`), step: t(`steps.${step}`) }),
              )
              .join(" · ")}
          </p>
        ) : null}
        {children}
      </div>
      <Button asChild variant="outline" size="sm" className="self-start">
        <a
          href={receiptAddress(receipt)}
          download={`receipt-${receipt.id}.json`}
          aria-label={t("downloadOf", { kind: t(`kinds.${kind}`), date: at(deleted_at) })}
        >
          <Download />
          {t("download")}
        </a>
      </Button>
    </li>
  );
}

const STORES = ["storage", "queue", "tables", "statistics", "log"] as const;

/** Return the store by the name that texts have for it. */
function storeOf(name: string): (typeof STORES)[number] | "other" {
  return STORES.find((store) => store === name) ?? "other";
}
