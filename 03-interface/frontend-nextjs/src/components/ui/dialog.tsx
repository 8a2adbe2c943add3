"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/cn";
import { useBackCloses } from "@/lib/browser/use-back-closes";
import { useFocusReturn } from "@/lib/browser/use-focus-return";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string | undefined;
  className?: string;
  /** It begins with something else than a field: the focus goes to the dialog, not to what comes first in it. */
  isFocusedAsWhole?: boolean;
  /** Back closes it on a phone, and does not leave the page. Not for a dialog that leads to another page. */
  closesOnBack?: boolean;
  children: ReactNode;
};

export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  className,
  isFocusedAsWhole = false,
  closesOnBack = false,
  children,
}: DialogProps) {
  const t = useTranslations("common");
  const opener = useFocusReturn(open);
  useBackCloses(open && closesOnBack, () => onOpenChange(false));
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-50 bg-black/45 backdrop-blur-[2px] data-[state=closed]:animate-out data-[state=closed]:fade-out data-[state=open]:animate-in data-[state=open]:fade-in" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onOpenAutoFocus={(event) => {
            if (!isFocusedAsWhole) return;
            event.preventDefault();
            if (event.target instanceof HTMLElement) event.target.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // What it did may have put the focus elsewhere.
            if (document.activeElement === document.body) opener?.focus({ preventScroll: true });
          }}
          onEscapeKeyDown={(event) => {
            // It closes the list of a field first.
            if (document.activeElement?.matches("[role=combobox][aria-expanded=true]"))
              event.preventDefault();
          }}
          className={cn(
            "fixed inset-x-3 bottom-3 z-50 mx-auto grid max-h-[calc(100dvh-1.5rem)] max-w-lg grid-cols-[minmax(0,1fr)] gap-5 overflow-y-auto rounded-2xl border border-border bg-surface-raised p-5 wrap-anywhere shadow-float outline-none data-[state=open]:animate-in data-[state=open]:fade-in data-[state=open]:zoom-in-[0.98] sm:top-1/2 sm:bottom-auto sm:-translate-y-1/2 sm:p-6",
            className,
          )}
        >
          <header className="grid gap-1.5 pr-8">
            <Radix.Title className="font-serif text-xl font-medium tracking-tight">{title}</Radix.Title>
            {description ? (
              <Radix.Description className="text-sm text-muted-foreground">{description}</Radix.Description>
            ) : null}
          </header>
          {children}
          <Radix.Close asChild>
            <Button variant="ghost" size="icon-sm" className="absolute top-4 right-4" aria-label={t("close")}>
              <X />
            </Button>
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The buttons of a long form, which stay in view at the lower edge of the dialog while it scrolls. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <div className="sticky -bottom-5 z-10 -mx-5 -mb-5 flex justify-end gap-2 border-t border-border bg-surface-raised px-5 py-3 sm:-bottom-6 sm:-mx-6 sm:-mb-6 sm:px-6">
      {children}
    </div>
  );
}
