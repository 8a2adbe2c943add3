"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { PermissionSelect } from "@/features/sharing/permission-select";
import { shareMeeting } from "@/features/sharing/shares";
import type { Meeting, Permission } from "@/lib/api/client";
import { forEach } from "@/lib/many/for-each";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

type ShareManyDialogProps = {
  meetings: readonly Meeting[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Shares the chosen meetings with one person, and says of each where that failed. */
export function ShareManyDialog({ meetings, open, onOpenChange }: ShareManyDialogProps) {
  const t = useTranslations("selection");
  const common = useTranslations("common");
  const sharing = useTranslations("sharing");
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const [email, setEmail] = useState("");
  const [permission, setPermission] = useState<Permission>("read");
  const share = useMutation({
    mutationFn: () => forEach(meetings, ({ id }) => shareMeeting(id, { email: email.trim(), permission })),
    onSuccess: (failures) => {
      const done = meetings.length - failures.length;
      if (done > 0) toast.success(t("shared", { count: done, email: email.trim() }));
      if (failures.length > 0) return;
      setEmail("");
      onOpenChange(false);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: MEETINGS_KEY }),
  });
  const failures = share.data ?? [];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    share.mutate();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        share.reset();
        onOpenChange(isOpen);
      }}
      title={t("shareTitle", { count: meetings.length })}
      description={sharing("lead")}
    >
      <form onSubmit={submit} className="grid gap-4">
        <Field label={sharing("email")}>
          {(control) => (
            <Input
              {...control}
              type="email"
              required
              autoComplete="off"
              value={email}
              onChange={(event) => {
                setEmail(event.target.value);
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
