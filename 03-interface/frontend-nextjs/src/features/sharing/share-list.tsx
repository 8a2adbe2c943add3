"use client";

import { Users, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { PermissionSelect } from "@/features/sharing/permission-select";
import { useChangeShare, useShareMeeting, useUnshare, useUnshareGroup } from "@/features/sharing/shares";
import type { Permission, Sharing } from "@/lib/api/client";
import { initialsOf } from "@/lib/format/initials";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type ShareListProps = { meetingId: string; sharing: Sharing; canManage: boolean };

/** Everybody with access to a meeting, groups first, and their permissions. */
export function ShareList({ meetingId, sharing, canManage }: ShareListProps) {
  const t = useTranslations("sharing");
  const problemText = useProblemText();
  const change = useChangeShare(meetingId);
  const remove = useUnshare(meetingId);
  const changeGroup = useShareMeeting(meetingId);
  const removeGroup = useUnshareGroup(meetingId);
  const options = { onError: (error: Error) => void toast.error(problemText(error)) };
  return (
    <ul
      aria-label={t("people")}
      // On a phone the whole dialog scrolls: a list that scrolls in it would hide people.
      className="-m-1.5 grid grid-cols-[minmax(0,1fr)] p-1.5 sm:max-h-72 sm:overflow-y-auto"
    >
      <PersonRow name={sharing.owner_name}>
        <span className="text-sm text-muted-foreground">{t("owner")}</span>
      </PersonRow>
      {sharing.groups.map(({ group_id: groupId, name, members, permission }) => (
        <PersonRow key={groupId} name={name} note={t("members", { count: members })} icon={<Users />}>
          <GivenRight
            name={name}
            permission={permission}
            canManage={canManage}
            isPending={changeGroup.isPending || removeGroup.isPending}
            onChange={(chosen) =>
              changeGroup.mutate({ who: { text: name, groupId }, permission: chosen }, options)
            }
            onRemove={() => removeGroup.mutate(groupId, options)}
          />
        </PersonRow>
      ))}
      {sharing.shares.map(({ user_id: userId, name, email, permission }) => (
        <PersonRow key={userId} name={name} note={email}>
          <GivenRight
            name={name}
            permission={permission}
            canManage={canManage}
            isPending={change.isPending || remove.isPending}
            onChange={(chosen) => change.mutate({ userId, permission: chosen }, options)}
            onRemove={() => remove.mutate(userId, options)}
          />
        </PersonRow>
      ))}
    </ul>
  );
}

type GivenRightProps = {
  name: string;
  permission: Permission;
  canManage: boolean;
  isPending: boolean;
  onChange: (permission: Permission) => void;
  onRemove: () => void;
};

function GivenRight({ name, permission, canManage, isPending, onChange, onRemove }: GivenRightProps) {
  const t = useTranslations("sharing");
  if (!canManage) {
    return <span className="text-sm text-muted-foreground">{t(`permissions.${permission}`)}</span>;
  }
  return (
    <>
      <PermissionSelect
        label={t("permissionOf", { name })}
        value={permission}
        disabled={isPending}
        className="h-8 w-auto border-transparent px-2 pr-8 text-sm max-sm:-ml-2"
        onChange={onChange}
      />
      <Button
        variant="ghost"
        size="icon-sm"
        isOnce
        aria-label={t("remove", { name })}
        disabled={isPending}
        onClick={onRemove}
      >
        <X />
      </Button>
    </>
  );
}

type PersonRowProps = { name: string; note?: string | null; icon?: ReactNode; children: ReactNode };

function PersonRow({ name, note, icon, children }: PersonRowProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 py-1.5">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-muted text-xs font-semibold [&_svg]:size-4"
      >
        {icon ?? initialsOf(name)}
      </span>
      <div className="min-w-0 flex-1 basis-40">
        <p className="truncate text-sm font-medium">
          <bdi>{name}</bdi>
        </p>
        {note ? <p className="truncate text-[13px] text-muted-foreground">{note}</p> : null}
      </div>
      <div className="flex shrink-0 items-center gap-1 max-sm:ml-11">{children}</div>
    </li>
  );
}
