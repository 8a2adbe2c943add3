"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "@/components/cn";
import { reveal, ScrollRow } from "@/components/ui/scroll-row";
import { ADMIN_PAGES } from "@/features/shell/admin-pages";

/** The way between the pages of administration, over each of them. */
export function AdminNav() {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const here = useRef<HTMLAnchorElement>(null);
  // The page that is open is seen, however many stand before it.
  useEffect(() => reveal(here.current), [pathname]);
  return (
    <nav aria-label={t("administration")} className="border-b border-border bg-surface print:hidden">
      <ScrollRow className="mx-auto max-w-6xl gap-1 px-4 py-1.5 sm:px-6">
        {ADMIN_PAGES.map(([name]) => {
          const isHere = pathname === `/admin/${name}`;
          return (
            <Link
              key={name}
              href={`/admin/${name}`}
              prefetch={false}
              aria-current={isHere ? "page" : undefined}
              ref={isHere ? here : undefined}
              className={cn(
                "rounded-lg px-3 py-1.5 text-sm whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground",
                isHere && "bg-muted font-medium text-foreground",
              )}
            >
              {t(name)}
            </Link>
          );
        })}
      </ScrollRow>
    </nav>
  );
}
