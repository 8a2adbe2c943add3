"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { cn } from "@/components/cn";
import { MAX_TITLE_LENGTH } from "@/lib/limits";

type RenameFormProps = {
  title: string;
  /** Name of the field, where it is not the title of a meeting. */
  label?: string;
  maxLength?: number;
  className?: string;
  onDone: (title: string | null) => void;
};

/** The title as a field: Enter and blur keep the change, Escape discards it (null). */
export function RenameForm(props: RenameFormProps) {
  const { title, label, maxLength = MAX_TITLE_LENGTH, className, onDone } = props;
  const t = useTranslations("meetings");
  const isDone = useRef(false);
  const finish = (text: string | null) => {
    if (isDone.current) return;
    isDone.current = true;
    const wanted = text?.trim();
    onDone(wanted && wanted !== title ? wanted : null);
  };
  return (
    <input
      aria-label={label ?? t("newTitle")}
      defaultValue={title}
      maxLength={maxLength}
      ref={(input) => {
        // Wait for a frame: the menu that opened this still holds the focus.
        requestAnimationFrame(() => input?.select());
      }}
      onBlur={(event) => finish(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === "Enter") finish(event.currentTarget.value);
        if (event.key === "Escape") finish(null);
      }}
      className={cn(
        "relative z-10 -mx-1.5 w-full rounded-md border border-border-strong bg-surface px-1.5 font-medium",
        className,
      )}
    />
  );
}
