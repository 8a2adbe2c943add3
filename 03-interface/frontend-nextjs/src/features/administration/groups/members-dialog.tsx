"use client";

import { User, UserMinus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDeferredValue, useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Pager } from "@/components/pager";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/fields/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Skeleton } from "@/components/ui/skeleton";
import {
  PAGE_SIZE,
  useAddMember,
  useFoundAccounts,
  useMembers,
  useRemoveMember,
  type Group,
  type Member,
} from "@/features/administration/groups/groups";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** Who is in a group; administrators add and remove them here. */
export function MembersDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const t = useTranslations("groups");
  const problemText = useProblemText();
  const [page, setPage] = useState(1);
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState<Member | null>(null);
  const members = useMembers(group.id, page);
  const found = useFoundAccounts(useDeferredValue(typed.trim()));
  const add = useAddMember(group.id);
  const remove = useRemoveMember(group.id);
  const onError = (error: Error) => void toast.error(problemText(error));
  const pages = Math.ceil((members.data?.total ?? 0) / PAGE_SIZE);
  // Whoever stood alone on the last page has left.
  if (pages > 0 && page > pages) setPage(pages);
  const present = new Set(members.data?.items.map(({ user_id: id }) => id));
  const options = (typed.trim() === "" ? [] : (found.data?.items ?? []))
    .filter(({ id }) => !present.has(id))
    .map(({ id, name, email }) => ({ key: id, label: name, detail: email, icon: <User aria-hidden /> }));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("membersOf", { name: group.name })}
      description={group.sign_on_group ? t("filledNote", { group: group.sign_on_group }) : t("membersNote")}
    >
      <Field label={t("add")}>
        {(control) => (
          <Combobox
            {...control}
            value={typed}
            options={options}
            listLabel={t("found")}
            placeholder={t("addHint")}
            onType={setTyped}
            onPick={({ key }) => {
              setTyped("");
              add.mutate(key, { onError });
            }}
          />
        )}
      </Field>
      {members.isPending ? <Skeleton className="h-11" /> : null}
      {members.isError ? <p className="text-sm text-danger">{problemText(members.error)}</p> : null}
      {members.data?.total === 0 ? <p className="text-sm text-muted-foreground">{t("nobody")}</p> : null}
      {members.data?.items.length ? (
        <ul aria-label={t("membersOf", { name: group.name })} className="grid grid-cols-[minmax(0,1fr)]">
          {members.data.items.map((member) => (
            <li key={member.user_id} className="flex items-center gap-3 py-1.5">
              <div className="min-w-0 flex-1">
                <p className="text-sm font-medium wrap-anywhere">
                  <bdi>{member.name}</bdi>
                </p>
                <p className="text-[13px] wrap-anywhere text-muted-foreground">{member.email}</p>
                {member.disabled || member.by_sign_on ? (
                  <p className="mt-0.5 flex flex-wrap gap-1">
                    {member.disabled ? <Badge tone="danger">{t("disabled")}</Badge> : null}
                    {member.by_sign_on ? <Badge>{t("bySignOn")}</Badge> : null}
                  </p>
                ) : null}
              </div>
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={t("remove", { name: member.name })}
                disabled={remove.isPending}
                onClick={() => setAsked(member)}
              >
                <UserMinus />
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <Pager page={page} pages={pages} onChange={setPage} />
      {asked ? (
        <ConfirmDialog
          title={t("removeTitle", { name: asked.name, group: group.name })}
          text={t(asked.by_sign_on ? "removeTextSignOn" : "removeText")}
          submit={t("removeSubmit")}
          isPending={remove.isPending}
          onConfirm={() => remove.mutate(asked.user_id, { onError, onSettled: () => setAsked(null) })}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Dialog>
  );
}
