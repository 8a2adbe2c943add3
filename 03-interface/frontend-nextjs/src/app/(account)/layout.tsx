import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Logo } from "@/components/logo";
import { LocaleSwitch } from "@/features/shell/locale-switch";
import { SampleTurns } from "@/features/session/sample-turns";

export default function AccountLayout({ children }: { children: ReactNode }) {
  const t = useTranslations("account");
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="flex flex-col px-5 py-5 sm:px-10">
        <header className="flex items-center justify-between">
          <Logo />
          <LocaleSwitch />
        </header>
        <main className="mx-auto my-auto w-full max-w-sm py-10">{children}</main>
      </div>
      <aside
        aria-label={t("pitch")}
        className="hidden flex-col justify-center gap-10 border-l border-border bg-muted/60 px-14 lg:flex xl:px-24"
      >
        <p className="max-w-xl font-serif text-[2.6rem] leading-[1.12] font-medium tracking-tight text-balance">
          {t("pitch")}
        </p>
        <SampleTurns />
      </aside>
    </div>
  );
}
