"use client";

import { Pencil, Trash2, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { GroupDialog } from "@/features/administration/groups/group-dialog";
import { useChangeGroup, useDeleteGroup, type Group } from "@/features/administration/groups/groups";
import { MembersDialog } from "@/features/administration/groups/members-dialog";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

export function GroupRow({ group }: { group: Group }) {
  const t = useTranslations("groups");
  const problemText = useProblemText();
  const change = useChangeGroup(group.id);
  const remove = useDeleteGroup(group.id);
  const [dialog, setDialog] = useState<"members" | "change" | "delete" | null>(null);
  const close = () => setDialog(null);
  const handleDelete = () =>
    remove.mutate(undefined, {
      onSuccess: () => void toast.success(t("deleted", { name: group.name })),
      onError: (error) => void toast.error(problemText(error)),
      onSettled: close,
    });
  return (
    <li className="flex flex-col gap-x-4 gap-y-2 px-4 py-3 sm:flex-row sm:items-center">
      <div className="grid min-w-0 gap-0.5 sm:flex-1">
        <p className="font-medium wrap-anywhere">
          <bdi>{group.name}</bdi>
        </p>
        <p className="wrap-anywhere text-muted-foreground">
          {t("members", { count: group.members })} · {t("meetings", { count: group.meetings })}
          {group.sign_on_group ? <> · {t("filledBy", { group: group.sign_on_group })}</> : null}
        </p>
      </div>
      <div className="flex items-center gap-1">
        <Button
          size="sm"
          aria-label={t("membersOf", { name: group.name })}
          onClick={() => setDialog("members")}
        >
          <Users />
          {t("showMembers")}
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("changeOf", { name: group.name })}
          onClick={() => setDialog("change")}
        >
          <Pencil />
        </Button>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={t("deleteOf", { name: group.name })}
          onClick={() => setDialog("delete")}
        >
          <Trash2 />
        </Button>
      </div>
      <GroupDialog
        title={t("changeOf", { name: group.name })}
        group={group}
        open={dialog === "change"}
        change={change}
        onOpenChange={close}
        onDone={() => void toast.success(t("changed"))}
      />
      {dialog === "members" ? <MembersDialog group={group} onClose={close} /> : null}
      {dialog === "delete" ? (
        <ConfirmDialog
          title={t("deleteTitle", { name: group.name })}
          text={t("deleteText", { members: group.members, meetings: group.meetings })}
          submit={t("delete")}
          isPending={remove.isPending}
          onConfirm={handleDelete}
          onClose={close}
        />
      ) : null}
    </li>
  );
}
