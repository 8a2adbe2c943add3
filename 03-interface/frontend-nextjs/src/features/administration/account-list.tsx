"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { useMe } from "@/entities/session/session";
import { AccountRow, type AccountAction } from "@/features/administration/account-row";
import {
  useChangeAccount,
  useDeleteAccount,
  useReloadAccounts,
  useRemoveSecondFactor,
  useRenewLink,
  type Account,
  type AccountChange,
  type MadeLink,
} from "@/features/administration/accounts";
import { DepartureDialog } from "@/features/administration/departure-dialog";
import { LinkDialog } from "@/features/administration/link-dialog";
import { ProblemError } from "@/lib/api/problem";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

const CHANGES: Record<"promoted" | "demoted" | "disabled" | "enabled", AccountChange> = {
  promoted: { role: "admin" },
  demoted: { role: "user" },
  disabled: { disabled: true },
  enabled: { disabled: false },
};

type Asked = { account: Account; action: "disabled" | "deleted" | "reset" | "unguarded" };

export function AccountList({ accounts }: { accounts: readonly Account[] }) {
  const t = useTranslations("accounts");
  const problemText = useProblemText();
  const me = useMe().data;
  const change = useChangeAccount();
  const remove = useDeleteAccount();
  const renew = useRenewLink();
  const unguard = useRemoveSecondFactor();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [made, setMade] = useState<{ link: MadeLink; name: string } | null>(null);
  const close = () => setAsked(null);
  const onError = (error: Error) => void toast.error(problemText(error));
  const reload = useReloadAccounts();
  /** Close the dialog, or let it ask about meetings that the list did not know yet. */
  const settle = (error: Error | null) => {
    if (error instanceof ProblemError && error.code === "owns_meetings") void reload();
    else close();
  };
  const leaving = asked && (accounts.find(({ id }) => id === asked.account.id) ?? asked.account);

  const perform = (account: Account, action: keyof typeof CHANGES, more: AccountChange = {}) =>
    change.mutate(
      { id: account.id, change: { ...CHANGES[action], ...more } },
      {
        onSuccess: () => void toast.success(t(`done.${action}`, { name: account.name })),
        onError,
        onSettled: (_account, error) => settle(error),
      },
    );
  const renewLink = ({ id, name }: Account) =>
    renew.mutate(id, { onSuccess: (link) => setMade({ link, name }), onError, onSettled: close });
  const handle = (account: Account, action: AccountAction) => {
    if (action === "invited") renewLink(account);
    else if (action === "promoted" || action === "demoted" || action === "enabled") perform(account, action);
    else {
      setAsked({ account, action });
      void reload();
    }
  };
  return (
    <>
      <ul className="divide-y divide-border rounded-2xl border border-border bg-surface">
        {accounts.map((account) => (
          <AccountRow
            key={account.id}
            account={account}
            isMe={account.id === me?.id}
            onAction={(action) => handle(account, action)}
          />
        ))}
      </ul>
      {leaving && (asked.action === "disabled" || asked.action === "deleted") ? (
        <DepartureDialog
          account={leaving}
          deletes={asked.action === "deleted"}
          isPending={change.isPending || remove.isPending}
          onClose={close}
          onConfirm={(belongings) => {
            const { account } = asked;
            if (asked.action === "disabled") perform(account, "disabled", belongings ? { belongings } : {});
            else if (belongings)
              // Callbacks of `mutate` are forgotten with the list, which goes with its last account.
              void remove.mutateAsync({ id: account.id, belongings }).then(
                () => {
                  toast.success(t("deleted", { name: account.name }));
                  close();
                },
                (error: Error) => {
                  onError(error);
                  settle(error);
                },
              );
          }}
        />
      ) : null}
      {asked?.action === "reset" ? (
        <ConfirmDialog
          title={t("resetTitle", { name: asked.account.name })}
          text={t("resetText")}
          submit={t("reset")}
          isPending={renew.isPending}
          onClose={close}
          onConfirm={() => renewLink(asked.account)}
        />
      ) : null}
      {asked?.action === "unguarded" ? (
        <ConfirmDialog
          title={t("removeFactorTitle", { name: asked.account.name })}
          text={t("removeFactorText")}
          submit={t("removeFactor")}
          isPending={unguard.isPending}
          onClose={close}
          onConfirm={() =>
            unguard.mutate(asked.account.id, {
              onSuccess: () => void toast.success(t("factorRemoved", { name: asked.account.name })),
              onError,
              onSettled: close,
            })
          }
        />
      ) : null}
      <LinkDialog made={made} onClose={() => setMade(null)} />
    </>
  );
}
