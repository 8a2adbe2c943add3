"use client";

import { UserRoundPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { useInvite, type MadeLink } from "@/features/administration/accounts";
import { LinkDialog } from "@/features/administration/link-dialog";
import { ProblemError } from "@/lib/api/problem";
import { MAX_NAME_LENGTH } from "@/lib/limits";
import { useProblemText } from "@/lib/use-problem-text";

/** Creates an account and shows the link by which its owner joins. */
export function InviteButton() {
  const t = useTranslations("accounts");
  const account = useTranslations("account");
  const problemText = useProblemText();
  const invite = useInvite();
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<{ link: MadeLink; name: string } | null>(null);
  const wrong = invite.error instanceof ProblemError ? invite.error.fields.map(({ field }) => field) : [];
  const other = invite.isError && wrong.length === 0 ? problemText(invite.error) : undefined;
  const open = (isWanted: boolean) => {
    invite.reset();
    setOpen(isWanted);
  };
  return (
    <>
      <Button variant="primary" onClick={() => open(true)}>
        <UserRoundPlus />
        {t("invite")}
      </Button>
      <Dialog open={isOpen} onOpenChange={open} title={t("inviteTitle")} description={t("inviteText")}>
        <form
          className="grid gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const form = new FormData(event.currentTarget);
            const name = String(form.get("name")).trim();
            invite.mutate(
              { name, email: String(form.get("email")).trim(), role: form.has("admin") ? "admin" : "user" },
              {
                onSuccess: (link) => {
                  setOpen(false);
                  setMade({ link, name });
                },
              },
            );
          }}
        >
          <Field label={account("name")} error={wrong.includes("name") ? account("nameWrong") : undefined}>
            {(control) => (
              <Input {...control} name="name" autoComplete="off" maxLength={MAX_NAME_LENGTH} required />
            )}
          </Field>
          <Field label={account("email")} error={wrong.includes("email") ? account("emailWrong") : other}>
            {(control) => <Input {...control} name="email" type="email" autoComplete="off" required />}
          </Field>
          <label className="flex items-center gap-2.5 text-sm">
            <input type="checkbox" name="admin" className="size-4 shrink-0 accent-primary" />
            {t("asAdmin")}
          </label>
          <div className="flex justify-end gap-2">
            <Button variant="ghost" onClick={() => open(false)}>
              {t("dismiss")}
            </Button>
            <Button type="submit" variant="primary" disabled={invite.isPending}>
              {t("inviteSubmit")}
            </Button>
          </div>
        </form>
      </Dialog>
      <LinkDialog made={made} onClose={() => setMade(null)} />
    </>
  );
}
