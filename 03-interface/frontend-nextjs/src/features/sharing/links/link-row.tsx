"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useRevokeLink } from "@/features/sharing/links/links";
import type { GuestLink } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type LinkRowProps = { meetingId: string; link: GuestLink; onRevoked: () => void };

/** One link: for whom it is, until when, its use, and the way to revoke it. */
export function LinkRow({ meetingId, link, onRevoked }: LinkRowProps) {
  const t = useTranslations("guestLinks");
  const format = useFormatter();
  const problemText = useProblemText();
  const now = useNow();
  const revoke = useRevokeLink(meetingId);
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium" });
  const moment = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  const isOver = new Date(link.expires_at) <= now;
  const name = link.name ?? t("unnamed", { date: moment(link.created_at) });
  const facts = [
    t(isOver ? "expired" : "expires", { date: day(link.expires_at) }),
    ...(link.has_password ? [t(link.is_locked ? "locked" : "withPassword")] : []),
    ...(link.exports ? [t("withExports")] : []),
    link.last_used_at ? t("used", { count: link.uses, date: moment(link.last_used_at) }) : t("unused"),
  ];
  return (
    <li className="flex items-center justify-between gap-3 py-2.5">
      <div className="grid min-w-0 gap-0.5">
        <p className="text-sm font-medium wrap-anywhere">
          <bdi>{name}</bdi>
        </p>
        <p className="text-[13px] text-muted-foreground">{facts.join(" · ")}</p>
      </div>
      <Button
        variant="outline"
        size="sm"
        isOnce
        aria-label={t(isOver ? "deleteNamed" : "revokeNamed", { name })}
        disabled={revoke.isPending}
        onClick={() =>
          // Callbacks of `mutate` are forgotten with the row, which is gone before they are called.
          void revoke.mutateAsync(link.id).then(
            () => {
              onRevoked();
              toast.success(t(isOver ? "deleted" : "revoked"));
            },
            (error: unknown) => toast.error(problemText(error)),
          )
        }
      >
        {t(isOver ? "delete" : "revoke")}
      </Button>
    </li>
  );
}
