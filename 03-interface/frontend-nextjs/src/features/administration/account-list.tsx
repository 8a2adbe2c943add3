"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useMe } from "@/entities/session/session";
import { AccountRow, type AccountAction } from "@/features/administration/account-row";
import { useChangeAccount, type Account, type AccountChange } from "@/features/administration/accounts";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

const CHANGES: Record<AccountAction, AccountChange> = {
  promoted: { role: "admin" },
  demoted: { role: "user" },
  disabled: { disabled: true },
  enabled: { disabled: false },
};

export function AccountList({ accounts }: { accounts: readonly Account[] }) {
  const t = useTranslations("accounts");
  const problemText = useProblemText();
  const me = useMe().data;
  const change = useChangeAccount();
  const [disabling, setDisabling] = useState<Account | null>(null);
  const perform = (account: Account, action: AccountAction) =>
    change.mutate(
      { id: account.id, change: CHANGES[action] },
      {
        onSuccess: () => void toast.success(t(`done.${action}`, { name: account.name })),
        onError: (error) => void toast.error(problemText(error)),
        onSettled: () => setDisabling(null),
      },
    );
  return (
    <>
      <ul className="divide-y divide-border rounded-2xl border border-border bg-surface">
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            isMe={account.id === me?.id}
            onAction={(action) => (action === "disabled" ? setDisabling(account) : perform(account, action))}
          />
        ))}
      </ul>
      <Dialog
        open={disabling !== null}
        onOpenChange={(isOpen) => !isOpen && setDisabling(null)}
        title={t("disableTitle", { name: disabling?.name ?? "" })}
        description={t("disableText")}
        className="max-w-md"
      >
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={() => setDisabling(null)}>
            {t("dismiss")}
          </Button>
          <Button
            variant="danger"
            disabled={change.isPending}
            onClick={() => disabling && perform(disabling, "disabled")}
          >
            {t("disable")}
          </Button>
        </div>
      </Dialog>
    </>
  );
}
