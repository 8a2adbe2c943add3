"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import type { Group, NewGroup } from "@/features/administration/groups/groups";
import { useProblemText } from "@/lib/use-problem-text";

const MAX_NAME = 50;
const MAX_SIGN_ON_GROUP = 300;

type GroupDialogProps = {
  title: string;
  /** The group that is changed; none for a new one. */
  group?: Group;
  open: boolean;
  change: UseMutationResult<unknown, Error, NewGroup>;
  onOpenChange: (open: boolean) => void;
  onDone: (name: string) => void;
};

/** Asks for a group's name, and for the provider's group that fills it. */
export function GroupDialog({ title, group, open, change, onOpenChange, onDone }: GroupDialogProps) {
  const t = useTranslations("groups");
  const problemText = useProblemText();
  const handleOpen = (isOpen: boolean) => {
    change.reset();
    onOpenChange(isOpen);
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get("name")).trim();
    const signOnGroup = String(form.get("sign_on_group")).trim();
    change.mutate(
      { name, sign_on_group: signOnGroup || null },
      {
        onSuccess: () => {
          handleOpen(false);
          onDone(name);
        },
      },
    );
  };
  return (
    <Dialog open={open} onOpenChange={handleOpen} title={title} className="max-w-md">
      <form onSubmit={submit} className="grid gap-4">
        <Field label={t("name")} error={change.error ? problemText(change.error) : undefined}>
          {(control) => (
            <Input
              {...control}
              name="name"
              required
              maxLength={MAX_NAME}
              defaultValue={group?.name}
              placeholder={t("nameExample")}
              autoComplete="off"
            />
          )}
        </Field>
        <Field label={t("signOnGroup")} hint={t("signOnHint")}>
          {(control) => (
            <Input
              {...control}
              name="sign_on_group"
              maxLength={MAX_SIGN_ON_GROUP}
              defaultValue={group?.sign_on_group ?? ""}
              autoComplete="off"
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={() => handleOpen(false)}>
            {t("dismiss")}
          </Button>
          <Button type="submit" variant="primary" disabled={change.isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
