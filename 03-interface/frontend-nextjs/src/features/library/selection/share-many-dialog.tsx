"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { PermissionSelect } from "@/features/sharing/permission-select";
import { isNobody, NOBODY, shareWith } from "@/features/sharing/who";
import { WhoField } from "@/features/sharing/who-field";
import type { Meeting, Permission } from "@/lib/api/client";
import { forEach } from "@/lib/many/for-each";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type ShareManyDialogProps = {
  meetings: readonly Meeting[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Shares the chosen meetings with one person or group, and says of each where that failed. */
export function ShareManyDialog({ meetings, open, onOpenChange }: ShareManyDialogProps) {
  const t = useTranslations("selection");
  const common = useTranslations("common");
  const sharing = useTranslations("sharing");
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [who, setWho] = useState(NOBODY);
  const [permission, setPermission] = useState<Permission>("read");
  const share = useMutation({
    mutationFn: () => forEach(meetings, ({ id }) => shareWith(id, who, permission)),
    onSuccess: (failures) => {
      const done = meetings.length - failures.length;
      if (done > 0) toast.success(t("shared", { count: done, email: who.text.trim() }));
      if (failures.length > 0) return;
      setWho(NOBODY);
      onOpenChange(false);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: MEETINGS_KEY }),
  });
  const failures = share.data ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isNobody(who)) share.mutate();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        share.reset();
        onOpenChange(isOpen);
      }}
      title={t("shareTitle", { count: meetings.length })}
      description={t("shareLead", { count: meetings.length })}
    >
      <form ref={form} onSubmit={submit} className="grid gap-4">
        <Field label={sharing("email")}>
          {(control) => (
            <WhoField
              {...control}
              beside={form}
              required
              value={who}
              onChange={(chosen) => {
                setWho(chosen);
                share.reset();
              }}
            />
          )}
        </Field>
        <div className="flex flex-wrap justify-between gap-2">
          <PermissionSelect
            label={sharing("permission")}
            value={permission}
            onChange={setPermission}
            className="w-auto"
          />
          <Button type="submit" variant="primary" className="h-10" disabled={share.isPending}>
            {sharing("submit")}
          </Button>
        </div>
      </form>
      {failures.length > 0 ? (
        <div role="alert" className="grid gap-1 text-sm text-danger">
          <p className="font-medium">{t("notShared", { count: failures.length })}</p>
          <ul className="grid gap-0.5">
            {failures.map(({ item, error }) => (
              <li key={item.id}>{common("failedFor", { name: item.title, reason: problemText(error) })}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Dialog>
  );
}
