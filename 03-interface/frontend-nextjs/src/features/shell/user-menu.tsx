"use client";

import { LogOut, NotepadText, Tags, UserRound } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useTheme } from "next-themes";
import Link from "next/link";
import {
  Menu,
  MenuContent,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
  MenuTrigger,
} from "@/components/ui/menu";
import type { Opened } from "@/components/ui/opener";
import { useMe, useSignOut } from "@/entities/session/session";
import { ADMIN_PAGES } from "@/features/shell/admin-pages";
import { useLocaleChoice } from "@/features/shell/use-locale-choice";
import { LOCALES, type Locale } from "@/i18n/locale";

const THEMES = ["system", "light", "dark"] as const;

/** The menu of the account, theme, language and sign-out. */
export function UserMenu({ trigger }: Opened) {
  const t = useTranslations("shell");
  const me = useMe().data;
  const signOut = useSignOut();
  const { theme, setTheme } = useTheme();
  const locale = useLocale();
  const { choose } = useLocaleChoice();
  return (
    <Menu defaultOpen>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent>
        <MenuLabel className="pb-2">
          <bdi className="block text-sm text-foreground">{me?.name}</bdi>
          {me?.email}
        </MenuLabel>
        <MenuItem asChild>
          <Link href="/account">
            <UserRound />
            {t("account")}
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href="/tags">
            <Tags />
            {t("tags")}
          </Link>
        </MenuItem>
        <MenuItem asChild>
          <Link href="/templates">
            <NotepadText />
            {t("templates")}
          </Link>
        </MenuItem>
        {me?.role === "admin" ? (
          <>
            <MenuSeparator />
            <MenuLabel>{t("administration")}</MenuLabel>
            {ADMIN_PAGES.map(([name, Icon]) => (
              <MenuItem key={name} asChild>
                <Link href={`/admin/${name}`}>
                  <Icon />
                  {t(name)}
                </Link>
              </MenuItem>
            ))}
          </>
        ) : null}
        <MenuSeparator />
        <MenuLabel>{t("theme")}</MenuLabel>
        <MenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
          {THEMES.map((name) => (
            <MenuRadioItem key={name} value={name}>
              {t(`themes.${name}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuLabel>{t("language")}</MenuLabel>
        <MenuRadioGroup value={locale} onValueChange={(value) => choose(value as Locale)}>
          {LOCALES.map((name) => (
            <MenuRadioItem key={name} value={name} lang={name}>
              {t(`locales.${name}`)}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
        <MenuSeparator />
        <MenuItem onSelect={() => signOut.mutate()}>
          <LogOut />
          {t("logout")}
        </MenuItem>
      </MenuContent>
    </Menu>
  );
}
