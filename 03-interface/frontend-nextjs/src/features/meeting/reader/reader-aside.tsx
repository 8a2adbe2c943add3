"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { useRoom } from "@/features/meeting/reader/hooks/use-room";

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
  const room = useRoom();
  useEffect(() => {
    if (isOpen) close.current?.focus();
  }, [isOpen]);
  return (
    <aside
      id={id}
      aria-label={panels}
      onKeyDown={(event) => isOpen && isEscape(event) && onClose()}
      className={cn(
        "min-w-0 lg:order-2 lg:-mb-16 print:hidden",
        isOpen
          ? "max-sm:fixed max-sm:inset-x-0 max-sm:top-14 max-sm:bottom-0 max-sm:z-[15] max-sm:scroll-pt-28 max-sm:scroll-pb-(--player,7rem) max-sm:overflow-y-auto max-sm:overscroll-contain max-sm:bg-background max-sm:px-4"
          : "max-sm:hidden",
      )}
    >
      <div className="sticky top-0 z-20 -mx-4 flex h-14 items-center justify-between bg-background px-4 sm:hidden">
        <h2 className="font-serif text-xl font-medium">{panels}</h2>
        <Button ref={close} variant="ghost" size="icon" aria-label={t("close")} onClick={onClose}>
          <X />
        </Button>
      </div>
      <div
        ref={room}
        // It ends above a folded tray of uploads.
        className="lg:sticky lg:top-14 lg:-mx-2 lg:-mt-6 lg:max-h-[var(--room,calc(100dvh-8rem))] lg:scroll-pt-16 lg:overflow-y-auto lg:px-2 lg:in-[body:has([data-tray=folded])]:max-h-[calc(var(--room,calc(100dvh-8rem))-4.5rem)]"
      >
        {/* Padding of what scrolls would keep its sticky parts away from its edges. */}
        <div className="max-sm:pb-[calc(var(--player,7rem)+1.5rem)] max-sm:in-[body:has([data-tray=folded])]:pb-50 lg:pt-6 lg:pb-4">
          {children}
        </div>
      </div>
    </aside>
  );
}
