"use client";

import {
  Ellipsis,
  KeyRound,
  ShieldOff,
  ShieldCheck,
  ShieldMinus,
  Trash2,
  UserRoundCheck,
  UserRoundX,
} from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuSeparator, MenuTrigger } from "@/components/ui/menu";
import type { Account } from "@/features/administration/accounts";
import { Avatar } from "@/components/avatar";

export type AccountAction =
  | "promoted"
  | "demoted"
  | "disabled"
  | "enabled"
  | "deleted"
  /** A new link in place of an invitation that was not used. */
  | "invited"
  | "reset"
  | "unguarded";

type AccountRowProps = { account: Account; isMe: boolean; onAction: (action: AccountAction) => void };

export function AccountRow({ account, isMe, onAction }: AccountRowProps) {
  const t = useTranslations("accounts");
  const format = useFormatter();
  const isDisabled = account.disabled_at !== null;
  const seen = account.seen_at
    ? t("seen", { date: format.dateTime(new Date(account.seen_at), { dateStyle: "medium" }) })
    : t("never");
  return (
    <li className="flex items-center gap-3.5 px-4 py-3">
      <Avatar name={account.name} className={cn("max-sm:hidden", isDisabled && "opacity-50")} />
      <div className="min-w-0 flex-1">
        <h2 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <bdi className="min-w-0 break-words">{account.name}</bdi>
          {isMe ? <Badge>{t("you")}</Badge> : null}
          {account.role === "admin" ? <Badge>{t("admin")}</Badge> : null}
          {account.has_second_factor ? <Badge>{t("hasFactor")}</Badge> : null}
          {account.link && !isDisabled ? <Badge>{t(waitingFor(account))}</Badge> : null}
          {isDisabled ? <Badge tone="danger">{t("disabled")}</Badge> : null}
        </h2>
        <p className="text-[13px] break-words text-muted-foreground">
          <bdi>{account.email}</bdi> · {seen} · {t("owned", { count: account.meetings })}
        </p>
      </div>
      <Menu modal={false}>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t("menuOf", { name: account.name })}>
            <Ellipsis />
          </Button>
        </MenuTrigger>
        <MenuContent>
          {account.role === "admin" ? (
            <MenuItem onSelect={() => onAction("demoted")}>
              <ShieldMinus />
              {t("demote")}
            </MenuItem>
          ) : (
            <MenuItem onSelect={() => onAction("promoted")}>
              <ShieldCheck />
              {t("promote")}
            </MenuItem>
          )}
          {isMe || isDisabled ? null : (
            <MenuItem onSelect={() => onAction(account.link === "invitation" ? "invited" : "reset")}>
              <KeyRound />
              {t(account.link === "invitation" ? "newInvitation" : "reset")}
            </MenuItem>
          )}
          {account.has_second_factor && !isMe ? (
            <MenuItem onSelect={() => onAction("unguarded")}>
              <ShieldOff />
              {t("removeFactor")}
            </MenuItem>
          ) : null}
          {isDisabled ? (
            <MenuItem onSelect={() => onAction("enabled")}>
              <UserRoundCheck />
              {t("enable")}
            </MenuItem>
          ) : (
            <MenuItem className="text-danger [&_svg]:text-danger" onSelect={() => onAction("disabled")}>
              <UserRoundX />
              {t("disable")}
            </MenuItem>
          )}
          {isMe ? null : (
            <>
              <MenuSeparator />
              <MenuItem className="text-danger [&_svg]:text-danger" onSelect={() => onAction("deleted")}>
                <Trash2 />
                {t("delete")}
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
    </li>
  );
}

function waitingFor({ link, link_expires_at }: Account): "resetPending" | "invited" | "invitedExpired" {
  if (link === "password_reset") return "resetPending";
  return link_expires_at !== null && new Date(link_expires_at) > new Date() ? "invited" : "invitedExpired";
}
