"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { GroupDialog } from "@/features/administration/groups/group-dialog";
import { GroupRow } from "@/features/administration/groups/group-row";
import { useGroups, useMakeGroup } from "@/features/administration/groups/groups";
import { toast } from "@/lib/toast";

/** All groups: who is in them, and how much is shared with them. */
export function GroupsScreen() {
  const t = useTranslations("groups");
  const groups = useGroups();
  const make = useMakeGroup();
  const [isMaking, setMaking] = useState(false);
  return (
    <div className="mx-auto grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8 sm:px-6 sm:py-10">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <header className="grid max-w-2xl gap-1.5">
          <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
          <p className="text-[15px] text-muted-foreground">{t("lead")}</p>
        </header>
        <Button variant="primary" onClick={() => setMaking(true)}>
          <Plus />
          {t("make")}
        </Button>
      </div>
      {groups.isPending ? <Skeleton className="h-48 w-full rounded-2xl" /> : null}
      {groups.error ? <ProblemNotice error={groups.error} onRetry={() => void groups.refetch()} /> : null}
      {groups.data?.length === 0 ? (
        <p className="py-10 text-center text-muted-foreground">{t("none")}</p>
      ) : null}
      {groups.data?.length ? (
        <ul
          aria-label={t("title")}
          className="divide-y divide-border rounded-2xl border border-border bg-surface text-sm"
        >
          {groups.data.map((group) => (
            <GroupRow key={group.id} group={group} />
          ))}
        </ul>
      ) : null}
      <GroupDialog
        title={t("make")}
        open={isMaking}
        change={make}
        onOpenChange={setMaking}
        onDone={(name) => void toast.success(t("made", { name }))}
      />
    </div>
  );
}
