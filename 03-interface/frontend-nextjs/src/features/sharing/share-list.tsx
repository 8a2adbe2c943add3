"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { PermissionSelect } from "@/features/sharing/permission-select";
import { useChangeShare, useUnshare } from "@/features/sharing/shares";
import type { Sharing } from "@/lib/api/client";
import { initialsOf } from "@/lib/format/initials";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type ShareListProps = { meetingId: string; sharing: Sharing; canManage: boolean };

/** Everybody with access to a meeting, and their permissions. */
export function ShareList({ meetingId, sharing, canManage }: ShareListProps) {
  const t = useTranslations("sharing");
  const problemText = useProblemText();
  const change = useChangeShare(meetingId);
  const remove = useUnshare(meetingId);
  const options = { onError: (error: Error) => void toast.error(problemText(error)) };
  return (
    <ul
      aria-label={t("people")}
      className="-m-1.5 grid max-h-72 grid-cols-[minmax(0,1fr)] overflow-y-auto p-1.5"
    >
      <PersonRow name={sharing.owner_name}>
        <span className="text-sm text-muted-foreground">{t("owner")}</span>
      </PersonRow>
      {sharing.shares.map(({ user_id: userId, name, email, permission }) => (
        <PersonRow key={userId} name={name} email={email}>
          {canManage ? (
            <>
              <PermissionSelect
                label={t("permissionOf", { name })}
                value={permission}
                disabled={change.isPending}
                className="h-8 w-auto border-transparent px-2 pr-8 text-sm max-sm:-ml-2"
                onChange={(chosen) => change.mutate({ userId, permission: chosen }, options)}
              />
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("remove", { name })}
                disabled={remove.isPending}
                onClick={() => remove.mutate(userId, options)}
              >
                <X />
              </Button>
            </>
          ) : (
            <span className="text-sm text-muted-foreground">{t(`permissions.${permission}`)}</span>
          )}
        </PersonRow>
      ))}
    </ul>
  );
}

function PersonRow({ name, email, children }: { name: string; email?: string | null; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 py-1.5">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-muted text-xs font-semibold"
      >
        {initialsOf(name)}
      </span>
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate text-sm font-medium">{name}</p>
        {email ? <p className="truncate text-[13px] text-muted-foreground">{email}</p> : null}
      </div>
      <div className="flex shrink-0 items-center gap-1 max-sm:ml-11">{children}</div>
    </li>
  );
}
