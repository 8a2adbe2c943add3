"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import { SectionCard } from "@/components/section-card";
import { useUsage } from "@/features/account/account";
import { formatSize } from "@/lib/format/size";

const KINDS = ["jobs", "stored_bytes", "bytes_today", "minutes_today"] as const;

/** What the account has used of what each user is allowed. */
export function UsageCard() {
  const t = useTranslations("usage");
  const locale = useLocale();
  const format = useFormatter();
  const usage = useUsage().data;
  if (!usage) return null;
  const amount = (kind: (typeof KINDS)[number], value: number) =>
    kind.includes("bytes") ? formatSize(value, locale) : format.number(value);
  return (
    <SectionCard title={t("title")} text={t("text")}>
      <dl className="grid gap-4 sm:grid-cols-2">
        {KINDS.map((kind) => {
          const { used, allowed } = usage[kind];
          const shown = { used: amount(kind, used), allowed: amount(kind, allowed ?? 0) };
          return (
            <div key={kind} className="grid gap-1">
              <dt className="text-sm text-muted-foreground">{t(kind)}</dt>
              <dd className="text-[15px] tabular-nums">
                {allowed === null ? t("unlimited", shown) : t("of", shown)}
              </dd>
              {allowed === null ? null : (
                <div aria-hidden className="h-1.5 overflow-hidden rounded-full bg-muted">
                  <div
                    className="h-full rounded-full bg-foreground/70"
                    style={{ width: `${Math.min(100, (100 * used) / allowed)}%` }}
                  />
                </div>
              )}
            </div>
          );
        })}
      </dl>
    </SectionCard>
  );
}
