import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { Logo } from "@/components/logo";
import { LocaleSwitch } from "@/features/shell/locale-switch";
import { Toaster } from "@/features/shell/toaster";

/** The frame of a page for people without an account: nothing in it leads into the application. */
export default function SharedLayout({ children }: { children: ReactNode }) {
  return (
    <NuqsAdapter>
      <header className="sticky top-0 z-30 border-b border-border bg-background/85 backdrop-blur-md print:hidden">
        <div className="mx-auto flex h-14 max-w-7xl items-center justify-between px-4 sm:px-6">
          <Logo />
          <LocaleSwitch />
        </div>
      </header>
      <main tabIndex={-1} className="outline-none">
        {children}
      </main>
      <Toaster />
    </NuqsAdapter>
  );
}
