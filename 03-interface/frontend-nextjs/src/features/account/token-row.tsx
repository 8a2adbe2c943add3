"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useRevokeToken } from "@/features/account/tokens";
import type { ApiToken } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** One token: its name and end, its last use, and the way to revoke it. */
export function TokenRow({ token, onRevoked }: { token: ApiToken; onRevoked?: () => void }) {
  const t = useTranslations("tokens");
  const format = useFormatter();
  const problemText = useProblemText();
  const now = useNow();
  const revoke = useRevokeToken();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium" });
  const isOver = new Date(token.expires_at) <= now;
  const handleRevoke = () => {
    // Callbacks of `mutate` are forgotten with the row, which is gone before they are called.
    void revoke.mutateAsync(token.id).then(
      () => {
        onRevoked?.();
        toast.success(t("revoked"));
      },
      (error: unknown) => void toast.error(problemText(error)),
    );
  };
  return (
    <li className="flex flex-col gap-3 py-3 sm:flex-row sm:items-center">
      <div className="grid min-w-0 gap-0.5 sm:flex-1">
        <p className="wrap-anywhere">
          <bdi>{token.name}</bdi>{" "}
          <span className="font-mono text-sm whitespace-nowrap text-muted-foreground">…{token.ending}</span>{" "}
          {isOver ? <Badge tone="danger">{t("expired", { date: day(token.expires_at) })}</Badge> : null}
        </p>
        <p className="text-sm text-muted-foreground">
          {[
            t(`scopes.${token.scope}`),
            ...(isOver ? [] : [t("expires", { date: day(token.expires_at) })]),
            token.last_used_at ? t("used", { date: day(token.last_used_at) }) : t("unused"),
          ].join(" · ")}
        </p>
      </div>
      <Button
        variant="outline"
        isOnce
        className="self-start sm:self-center"
        aria-label={t("revokeNamed", { name: token.name, ending: token.ending })}
        disabled={revoke.isPending}
        onClick={handleRevoke}
      >
        {t("revoke")}
      </Button>
    </li>
  );
}
