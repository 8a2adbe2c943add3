"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { parseAsInteger, useQueryState } from "nuqs";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Pager } from "@/components/pager";
import { ProblemNotice } from "@/components/problem-notice";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useMe } from "@/entities/session/session";
import {
  PAGE_SIZE,
  pageWithin,
  useKeys,
  useRevokeKey,
  type OwnedKey,
} from "@/features/administration/keys/keys";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

export function KeysScreen() {
  const t = useTranslations("keys");
  const [page, setPage] = useQueryState("page", parseAsInteger.withDefault(1));
  const keys = useKeys(Math.max(1, page));
  const within = keys.data && !keys.isPlaceholderData ? pageWithin(page, keys.data.total) : page;
  useEffect(() => {
    // The last key of the last page may have been revoked.
    if (within !== page) void setPage(within, { history: "replace" });
  }, [within, page, setPage]);
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8 sm:px-6 sm:py-10">
      <header className="grid gap-1.5">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        <p className="text-[15px] text-muted-foreground">{t("lead")}</p>
      </header>
      {keys.isPending ? <Skeleton className="h-48 w-full rounded-2xl" /> : null}
      {keys.error ? <ProblemNotice error={keys.error} onRetry={() => void keys.refetch()} /> : null}
      {keys.data?.total === 0 ? <p className="py-10 text-center text-muted-foreground">{t("none")}</p> : null}
      {keys.data?.items.length ? (
        <ul
          aria-label={t("title")}
          className="divide-y divide-border rounded-2xl border border-border bg-surface text-sm"
        >
          {keys.data.items.map((key) => (
            <KeyRow key={key.id} held={key} />
          ))}
        </ul>
      ) : null}
      <Pager
        page={page}
        pages={Math.ceil((keys.data?.total ?? 0) / PAGE_SIZE)}
        onChange={(chosen) => void setPage(chosen, { history: "push" })}
      />
    </div>
  );
}

function KeyRow({ held }: { held: OwnedKey }) {
  const t = useTranslations("tokens");
  const keys = useTranslations("keys");
  const [asks, setAsks] = useState(false);
  const isOwn = useMe().data?.id === held.owner_id;
  const format = useFormatter();
  const now = useNow();
  const problemText = useProblemText();
  const revoke = useRevokeKey();
  const day = (at: string) => format.dateTime(new Date(at), { dateStyle: "medium" });
  const handleRevoke = () => {
    setAsks(false);
    revoke.mutate(held.id, {
      onSuccess: () => void toast.success(t("revoked")),
      onError: (error) => void toast.error(problemText(error)),
    });
  };
  const isOver = new Date(held.expires_at) <= now;
  return (
    <li className="flex flex-col gap-x-4 gap-y-2 px-4 py-3 sm:flex-row sm:items-center">
      <div className="grid min-w-0 gap-0.5 sm:flex-1">
        <p className="wrap-anywhere">
          <bdi className="font-medium">{held.owner_name}</bdi> · <bdi>{held.name}</bdi>{" "}
          <span className="font-mono whitespace-nowrap text-muted-foreground">…{held.ending}</span>{" "}
          {isOver ? <Badge tone="danger">{t("expired", { date: day(held.expires_at) })}</Badge> : null}
        </p>
        <p className="wrap-anywhere text-muted-foreground">
          <bdi>{held.owner_email}</bdi>
        </p>
        <p className="text-muted-foreground">
          {[
            t(`scopes.${held.scope}`),
            ...(isOver ? [] : [t("expires", { date: day(held.expires_at) })]),
            held.last_used_at ? t("used", { date: day(held.last_used_at) }) : t("unused"),
          ].join(" · ")}
        </p>
      </div>
      <Button
        variant="outline"
        className="self-start sm:self-center"
        aria-label={t("revokeNamed", { name: held.name, ending: held.ending })}
        disabled={revoke.isPending}
        isOnce
        onClick={isOwn ? handleRevoke : () => setAsks(true)}
      >
        {t("revoke")}
      </Button>
      {asks ? (
        <ConfirmDialog
          title={keys("revokeTitle", { name: held.name, owner: held.owner_name })}
          text={keys("revokeText")}
          submit={t("revoke")}
          onConfirm={handleRevoke}
          onClose={() => setAsks(false)}
        />
      ) : null}
    </li>
  );
}
