"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { SectionCard } from "@/components/section-card";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useDeleteMe } from "@/features/account/account";
import { useProblemText } from "@/lib/use-problem-text";

/** Deletes the account, once the password was given. */
export function DeleteAccountCard() {
  const t = useTranslations("profile");
  const accounts = useTranslations("accounts");
  const problemText = useProblemText();
  const remove = useDeleteMe();
  const [isOpen, setOpen] = useState(false);
  const open = (isWanted: boolean) => {
    remove.reset();
    setOpen(isWanted);
  };
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
            remove.mutate(String(new FormData(event.currentTarget).get("current")));
          }}
        >
          <Field label={t("current")} error={remove.isError ? problemText(remove.error) : undefined}>
            {(control) => (
              <Input {...control} name="current" type="password" autoComplete="current-password" required />
            )}
          </Field>
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
