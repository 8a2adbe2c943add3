"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";

type ReaderAsideProps = {
  id: string;
  /** On a phone, it covers the transcript while it is open; elsewhere it is always beside or above it. */
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
};

const FIELDS = "input:not([type=checkbox]), textarea, select, [contenteditable]";

/** Return whether a key is an Escape that nothing within takes: no field, and no menu or dialog that it closes. */
function isEscape({ key, target, currentTarget, defaultPrevented }: KeyboardEvent<HTMLElement>): boolean {
  return (
    key === "Escape" &&
    !defaultPrevented &&
    target instanceof Element &&
    // Events of menus and dialogs come up here from elsewhere in the document.
    currentTarget.contains(target) &&
    !target.matches(FIELDS)
  );
}

/** The people, the minutes, the questions and the comments of a meeting, beside its transcript. */
export function ReaderAside({ id, isOpen, onClose, children }: ReaderAsideProps) {
  const t = useTranslations("common");
  const panels = useTranslations("meeting")("panels");
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isOpen) close.current?.focus();
  }, [isOpen]);
  return (
    <aside
      id={id}
      aria-label={panels}
      onKeyDown={(event) => isOpen && isEscape(event) && onClose()}
      className={cn(
        "min-w-0 lg:order-2 print:hidden",
        isOpen
          ? "max-sm:fixed max-sm:inset-x-0 max-sm:top-14 max-sm:bottom-0 max-sm:z-[15] max-sm:overflow-y-auto max-sm:overscroll-contain max-sm:bg-background max-sm:px-4 max-sm:pt-3 max-sm:pb-40"
          : "max-sm:hidden",
      )}
    >
      <div className="mb-2 flex items-center justify-between sm:hidden">
        <h2 className="font-serif text-xl font-medium">{panels}</h2>
        <Button ref={close} variant="ghost" size="icon" aria-label={t("close")} onClick={onClose}>
          <X />
        </Button>
      </div>
      <div className="lg:sticky lg:top-20 lg:-mx-2 lg:max-h-[calc(100dvh-12rem)] lg:overflow-y-auto lg:px-2">
        {children}
      </div>
    </aside>
  );
}
