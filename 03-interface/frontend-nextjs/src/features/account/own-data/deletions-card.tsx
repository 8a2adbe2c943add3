"use client";

import { useTranslations } from "next-intl";
import { SectionCard } from "@/components/section-card";
import { ReceiptItem } from "@/components/receipts/receipt-item";
import { useOwnErasures } from "@/features/account/own-data/own-data";

/** What was deleted of the user's lately, and whether anything is left of it. */
export function DeletionsCard() {
  const t = useTranslations("receipts");
  const items = useOwnErasures().data?.items;
  if (!items?.length) return null;
  return (
    <SectionCard title={t("ownTitle")} text={t("ownText")}>
      <ul aria-label={t("ownTitle")} className="divide-y divide-border text-sm [&>li]:px-0">
        {items.map((receipt) => (
          <ReceiptItem key={receipt.id} receipt={receipt} />
        ))}
      </ul>
    </SectionCard>
  );
}
