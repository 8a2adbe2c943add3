"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useDeleteMe } from "@/features/account/account";
import type { User } from "@/lib/api/client";
import { useProblemText } from "@/lib/use-problem-text";

/** Deletes the account, once the password was given or, by who has none, the address was typed. */
export function DeleteAccountCard({ me }: { me: User }) {
  const t = useTranslations("profile");
  const accounts = useTranslations("accounts");
  const problemText = useProblemText();
  const remove = useDeleteMe();
  const [isOpen, setOpen] = useState(false);
  const open = (isWanted: boolean) => {
    remove.reset();
    setOpen(isWanted);
  };
  const problem = remove.isError ? problemText(remove.error) : undefined;
  return (
    <SectionCard title={t("deleteTitle")} text={t("deleteText")}>
      <div>
        <Button onClick={() => open(true)} className="text-danger">
          {t("deleteButton")}
        </Button>
      </div>
      <Dialog
        open={isOpen}
        onOpenChange={open}
        title={t("deleteTitle")}
        description={t("deleteText")}
        className="max-w-md"
      >
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const given = String(new FormData(event.currentTarget).get("proof"));
            remove.mutate(me.has_password ? { current_password: given } : { email: given });
          }}
        >
          {me.has_password ? (
            <Field label={t("current")} error={problem}>
              {(control) => (
                <Input {...control} name="proof" type="password" autoComplete="current-password" required />
              )}
            </Field>
          ) : (
            <Field label={t("deleteEmail")} hint={t("deleteEmailHint", { email: me.email })} error={problem}>
              {(control) => <Input {...control} name="proof" type="email" autoComplete="off" required />}
            </Field>
          )}
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={() => open(false)}>
              {accounts("dismiss")}
            </Button>
            <Button type="submit" variant="danger" disabled={remove.isPending || remove.isSuccess}>
              {t("deleteConfirm")}
            </Button>
          </div>
        </form>
      </Dialog>
    </SectionCard>
  );
}
