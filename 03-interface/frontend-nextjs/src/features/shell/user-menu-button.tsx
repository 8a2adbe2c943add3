"use client";

import { useTranslations } from "next-intl";
import { Opener } from "@/components/ui/opener";
import { useMe } from "@/entities/session/session";
import { initialsOf } from "@/lib/format/initials";

const load = () => import("@/features/shell/user-menu").then((module) => module.UserMenu);

export function UserMenuButton() {
  const t = useTranslations("shell");
  const me = useMe().data;
  const initials = initialsOf(me?.name ?? "");
  return (
    <Opener
      load={load}
      content={{}}
      trigger={
        <button
          type="button"
          aria-label={initials ? `${t("userMenu")}, ${initials}` : t("userMenu")}
          className="flex size-9 items-center justify-center rounded-full bg-accent-soft text-[13px] font-semibold text-foreground hover:ring-2 hover:ring-border"
        >
          {initials}
        </button>
      }
    />
  );
}
