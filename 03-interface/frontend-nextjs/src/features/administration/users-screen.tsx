"use client";

import { Search, Settings2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsInteger, parseAsString, useQueryStates } from "nuqs";
import { Pager } from "@/components/pager";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import { AccountList } from "@/features/administration/account-list";
import { PAGE_SIZE, useAccounts } from "@/features/administration/accounts";
import { InviteButton } from "@/features/administration/invite-button";
import { InstanceSwitches } from "@/features/administration/instance-switches";
import { ProblemNotice } from "@/components/problem-notice";

const PLACE = { page: parseAsInteger.withDefault(1), q: parseAsString.withDefault("") };

export function UsersScreen() {
  const t = useTranslations("accounts");
  const [{ page, q }, setPlace] = useQueryStates(PLACE);
  const accounts = useAccounts(page, q.trim());
  return (
    <div className="mx-auto max-w-4xl px-4 py-8 sm:px-6 sm:py-10">
      <div className="mb-6 flex flex-wrap items-end justify-between gap-4">
        <div className="grid gap-1.5">
          <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
          <p className="text-[15px] text-muted-foreground">{t("lead")}</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <a href="#settings">
              <Settings2 />
              {t("settings")}
            </a>
          </Button>
          <InviteButton />
        </div>
      </div>
      <div className="mb-3 flex flex-wrap items-center justify-between gap-3">
        <label className="relative w-full sm:w-80">
          <span className="sr-only">{t("search")}</span>
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted-foreground"
          />
          <Input
            type="search"
            className="pl-9"
            placeholder={t("search")}
            value={q}
            onChange={(event) => void setPlace({ q: event.target.value || null, page: null })}
          />
        </label>
        <p role="status" className="text-[13px] text-muted-foreground">
          {accounts.data ? t("count", { count: accounts.data.total }) : null}
        </p>
      </div>
      {accounts.isPending ? <Skeleton className="h-48 w-full rounded-2xl" /> : null}
      {accounts.isError && !accounts.data ? (
        <ProblemNotice error={accounts.error} onRetry={() => void accounts.refetch()} />
      ) : null}
      {accounts.data?.total === 0 ? (
        <p className="py-10 text-center text-muted-foreground">{t("none")}</p>
      ) : null}
      {accounts.data?.items.length ? <AccountList accounts={accounts.data.items} /> : null}
      <Pager
        page={page}
        pages={Math.ceil((accounts.data?.total ?? 0) / PAGE_SIZE)}
        onChange={(chosen) => void setPlace({ page: chosen }, { history: "push" })}
      />
      <h2 id="settings" className="mt-12 mb-3 font-serif text-2xl font-medium tracking-tight">
        {t("settings")}
      </h2>
      <InstanceSwitches />
    </div>
  );
}
