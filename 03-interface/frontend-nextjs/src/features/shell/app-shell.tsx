"use client";

import { AudioLines, MessageCircleQuestion, Mic, Rows3, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import { Logo } from "@/components/logo";
import { Button } from "@/components/ui/button";
import { useSearchShortcut } from "@/features/library/keyboard/search-keys";
import { UserMenuButton } from "@/features/shell/user-menu-button";
import { useUploadDialog } from "@/features/upload/upload-provider";
import { useIsHydrated } from "@/lib/browser/use-is-hydrated";

const SECTIONS = [
  { path: "/meetings", name: "meetings", Icon: Rows3 },
  { path: "/ask", name: "ask", Icon: MessageCircleQuestion },
  { path: "/voices", name: "voices", Icon: AudioLines },
] as const;

export function AppShell({ children }: { children: ReactNode }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const { chooseFiles, record } = useUploadDialog();
  useSearchShortcut();
  const isBusy = !useIsHydrated();
  return (
    <>
      <a
        href="#main"
        className="fixed top-2 left-2 z-50 -translate-y-20 rounded-lg bg-primary px-4 py-2 text-sm text-primary-foreground focus:translate-y-0 print:hidden"
      >
        {t("skip")}
      </a>
      <header
        aria-busy={isBusy}
        className="sticky top-0 z-30 border-b border-border bg-background/85 backdrop-blur-md print:hidden"
      >
        <div className="mx-auto flex h-14 max-w-7xl items-center gap-2 px-4 sm:gap-5 sm:px-6">
          <Link href="/meetings" aria-label={t("home")} className="flex rounded-md">
            <Logo isCompact />
          </Link>
          <nav aria-label={t("sections")} className="flex gap-1">
            {SECTIONS.map(({ path, name, Icon }) => (
              <Link
                key={path}
                href={path}
                aria-current={pathname === path ? "page" : undefined}
                className={cn(
                  "rounded-lg px-2.5 py-2.5 text-sm font-medium text-muted-foreground transition-colors hover:text-foreground sm:px-3 sm:py-1.5",
                  pathname.startsWith(path) && "bg-muted text-foreground",
                )}
              >
                {/* Three words do not fit a phone. */}
                <Icon aria-hidden className="size-4 sm:hidden" />
                <span className="max-sm:sr-only">{t(name)}</span>
              </Link>
            ))}
          </nav>
          <div className="ml-auto flex items-center gap-2">
            <Button size="sm" onClick={record} aria-label={t("record")}>
              <Mic />
              <span className="max-md:hidden">{t("record")}</span>
            </Button>
            <Button variant="primary" size="sm" onClick={chooseFiles} aria-label={t("upload")}>
              <Upload />
              <span className="max-sm:hidden">{t("upload")}</span>
            </Button>
            <UserMenuButton />
          </div>
        </div>
      </header>
      <main id="main" aria-busy={isBusy} tabIndex={-1} className="outline-none">
        {children}
      </main>
    </>
  );
}
