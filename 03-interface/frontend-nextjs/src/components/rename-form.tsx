"use client";

import { useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { lengthOf, TitleNote } from "@/components/title-note";
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
  const [text, setText] = useState(title);
  const noteId = useId();
  const isDone = useRef(false);
  const isTooLong = lengthOf(text) > maxLength;
  const finish = (wanted: string | null) => {
    if (isDone.current) return;
    isDone.current = true;
    const trimmed = wanted?.trim();
    onDone(trimmed && trimmed !== title ? trimmed : null);
  };
  // What is too long is neither cut nor lost: the field stays open until it fits.
  const keep = () => isTooLong || finish(text);
  const note = isTooLong ? (
    t("titleTooLong", { max: maxLength, count: lengthOf(text) })
  ) : label === undefined ? (
    <TitleNote title={text} />
  ) : null;
  return (
    <span className="relative z-10 block min-w-0 flex-1">
      <input
        aria-label={label ?? t("newTitle")}
        dir="auto"
        aria-describedby={noteId}
        aria-invalid={isTooLong || undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        ref={focusOnce}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
          if (event.key === "Escape") finish(null);
        }}
        className={cn(
          "-mx-1.5 w-full rounded-md border border-border-strong bg-surface px-1.5 font-medium aria-invalid:border-danger",
          className,
        )}
      />
      <span
        id={noteId}
        role="status"
        className={cn("block text-[13px]", isTooLong ? "text-danger" : "text-muted-foreground")}
      >
        {note}
      </span>
    </span>
  );
}

/** Select the text when the field appears, after a frame: the menu that opened it still holds the focus. */
function focusOnce(input: HTMLInputElement | null): void {
  requestAnimationFrame(() => input?.select());
}
