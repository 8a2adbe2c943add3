"use client";

import { Download } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import type { components } from "@/lib/api/schema";
import { formatSize } from "@/lib/format/size";

export type Receipt = components["schemas"]["Receipt"];

/** Return the address of a file with the receipt, made in the browser. */
export function receiptAddress(receipt: Receipt): string {
  return `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(receipt, null, 2))}`;
}

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
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3 first:pt-3">
      <div className="grid min-w-0 gap-0.5">
        <p>
          <span className="font-medium">{t(`kinds.${kind}`)}</span> · {at(deleted_at)}
        </p>
        <p className="font-mono text-[13px] break-all text-muted-foreground">{subject_id}</p>
        <p className="text-muted-foreground">
          {t("gone", {
            rows,
            objects: receipt.objects,
            size: formatSize(receipt.object_bytes, locale),
            vectors: receipt.vectors,
          })}
        </p>
        <p className={compacted_at ? "text-muted-foreground" : "text-foreground"}>
          {compacted_at
            ? t("compacted", { date: at(compacted_at) })
            : t(purged_at ? "purged" : "pending", { date: purged_at ? at(purged_at) : "" })}
        </p>
        {stores.length ? (
          <p className="text-muted-foreground">
            {stores
              .map(([store, step]) => `${t(`stores.${storeOf(store)}`)}: ${t(`steps.${step}`)}`)
              .join(" · ")}
          </p>
        ) : null}
        {children}
      </div>
      <Button asChild variant="outline" size="sm">
        <a
          href={receiptAddress(receipt)}
          download={`receipt-${receipt.id}.json`}
          aria-label={t("downloadOf", { kind: t(`kinds.${kind}`), date: at(deleted_at) })}
        >
          <Download />
          JSON
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
