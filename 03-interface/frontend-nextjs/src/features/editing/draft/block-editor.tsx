"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { MAX_TEXT_LENGTH } from "@/lib/limits";

type BlockEditorProps = {
  text: string;
  /** The initial selection: characters from and to. */
  selection: readonly [number, number];
  /** The text is null when the edit was discarded. */
  onDone: (text: string | null, by: "key" | "leaving") => void;
};

/** A paragraph's text as a field: Enter and blur save, Escape discards. */
export function BlockEditor({ text, selection, onDone }: BlockEditorProps) {
  const t = useTranslations("editing");
  const hintId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isDone = useRef(false);
  const [from, to] = selection;

  useEffect(() => {
    const element = field.current;
    if (!element) return;
    fit(element);
    element.focus({ preventScroll: true });
    element.setSelectionRange(from, to);
    const warn = (event: BeforeUnloadEvent) => element.value !== text && event.preventDefault();
    window.addEventListener("beforeunload", warn);
    // Turning a phone changes the line breaks.
    const turned = () => fit(element);
    window.addEventListener("resize", turned);
    return () => {
      window.removeEventListener("beforeunload", warn);
      window.removeEventListener("resize", turned);
    };
  }, [text, from, to]);

  const finish = (value: string | null, by: "key" | "leaving") => {
    if (isDone.current) return;
    isDone.current = true;
    onDone(value, by);
  };
  return (
    <div className="-mx-2.5 -my-1 rounded-lg bg-surface px-2.5 py-1 shadow-float ring-1 ring-border-strong focus-within:ring-2 focus-within:ring-ring max-sm:mr-0">
      <textarea
        ref={field}
        aria-label={t("textOf")}
        aria-describedby={hintId}
        defaultValue={text}
        rows={1}
        maxLength={MAX_TEXT_LENGTH}
        onInput={(event) => fit(event.currentTarget)}
        onBlur={(event) => document.hasFocus() && finish(event.currentTarget.value, "leaving")}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Enter") {
            event.preventDefault();
            finish(event.currentTarget.value, "key");
          }
          if (event.key === "Escape") {
            event.preventDefault();
            finish(null, "key");
          }
        }}
        className="block w-full resize-none overflow-hidden bg-transparent text-[17px] leading-[1.7] outline-none"
      />
      <p id={hintId} className="pb-0.5 text-xs text-muted-foreground">
        {t("editHint")}
      </p>
    </div>
  );
}

/** Set the height of the field to that of its text. */
function fit(element: HTMLTextAreaElement): void {
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight}px`;
}
