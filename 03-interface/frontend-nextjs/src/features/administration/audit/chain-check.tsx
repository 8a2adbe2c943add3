"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/copying/copy-button";
import { Button } from "@/components/ui/button";
import { useCheck } from "@/features/administration/audit/audit";
import { useProblemText } from "@/lib/use-problem-text";

/** A button that has the chain checked, and what was found. */
export function ChainCheck() {
  const t = useTranslations("audit.check");
  const problemText = useProblemText();
  const check = useCheck();
  const broken = check.data?.broken;
  const head = check.data ? `${check.data.head_seq}:${check.data.head_hash}` : "";
  return (
    <section aria-label={t("title")} className="rounded-2xl border border-border bg-surface p-4 text-sm">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 flex-1 basis-64 text-muted-foreground">{t("lead")}</p>
        <Button size="sm" onClick={() => check.mutate()} disabled={check.isPending}>
          {t("start")}
        </Button>
      </div>
      {/* Never hidden: screen readers tell what changes in a region, not what comes with it. */}
      <div role="status">
        {check.data && !broken ? (
          <>
            <p className="mt-2 font-medium">{t("whole", { count: check.data.entries })}</p>
            <p className="text-[13px] break-all text-muted-foreground">
              {t("head")} <code>{head}</code>
            </p>
            <CopyButton text={head} className="mt-2" />
          </>
        ) : null}
      </div>
      {broken ? (
        <p role="alert" className="mt-2 font-medium text-danger">
          {t("broken", { seq: broken.seq })} {t(`faults.${broken.fault}`)}
        </p>
      ) : null}
      {check.error ? (
        <p role="alert" className="mt-2 text-danger">
          {problemText(check.error)}
        </p>
      ) : null}
    </section>
  );
}
