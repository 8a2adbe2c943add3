"use client";

import { useLocale, useTranslations } from "next-intl";
import { Tooltip } from "@/components/ui/tooltip";

/** The similarity of a recognised speaker to the enrolled voice. */
export function Recognition({ similarity }: { similarity: number | null }) {
  const t = useTranslations("speakers");
  const locale = useLocale();
  if (similarity === null) return null;
  const percent = new Intl.NumberFormat(locale, { style: "percent" }).format(similarity);
  return (
    <Tooltip label={t("recognisedText")}>
      <span tabIndex={0} className="w-fit rounded-sm text-[13px] text-muted-foreground tabular-nums">
        {t("recognised", { percent })}
      </span>
    </Tooltip>
  );
}
