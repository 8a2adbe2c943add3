"use client";

import { CircleHelp } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { EvidenceChip, type Playing } from "@/features/asking/answer/evidence-chip";
import type { Claim } from "@/lib/api/client";

/** A sentence of an answer with what it rests on. One that could not be checked looks so and says why. */
export function ClaimView({ claim, onPlay }: { claim: Claim; onPlay: Playing | null }) {
  const t = useTranslations("asking");
  const format = useFormatter();
  const doubts = useTranslations("minutes.doubts");
  if (claim.withheld) return <li className="text-sm text-muted-foreground italic">{t("withheld")}</li>;
  const isDoubtful = !claim.checked;
  return (
    <li
      data-checked={claim.checked}
      className={cn(
        "grid grid-cols-[minmax(0,1fr)] gap-1.5",
        isDoubtful && "border-l-2 border-dashed border-border-strong pl-3",
      )}
    >
      <p
        dir="auto"
        className={cn(
          "text-[15px] leading-relaxed break-words",
          isDoubtful && "text-muted-foreground italic",
        )}
      >
        {claim.text}
      </p>
      {claim.evidence.length > 0 ? (
        <div className="flex flex-wrap gap-1.5">
          {claim.evidence.map((one) => (
            <EvidenceChip key={`${one.meeting_id}-${one.start}`} evidence={one} onPlay={onPlay} />
          ))}
        </div>
      ) : null}
      {isDoubtful ? (
        <p className="flex items-start gap-1.5 text-xs">
          <CircleHelp aria-hidden className="mt-px size-3.5 shrink-0 text-warning" />
          <span>
            <span className="font-medium">{t("unchecked")}</span>{" "}
            {format.list(
              claim.reasons.map((reason) => (reason === "changed" ? t("changed") : doubts(reason))),
            )}
          </span>
        </p>
      ) : null}
    </li>
  );
}
