"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef } from "react";
import { editorActionOf, type EditorAction } from "@/features/editing/draft/editor-keys";
import { MAX_TEXT_LENGTH } from "@/lib/limits";

export type EditorState = { text: string; from: number; to: number };

/** What a key led to: the editor has ended, or goes on, with another selection if one is given. */
export type Outcome = "ended" | "goesOn" | readonly [number, number];

type BlockEditorProps = {
  text: string;
  /** The initial selection: characters from and to. */
  selection: readonly [number, number];
  onAct: (action: EditorAction, state: EditorState) => Outcome;
  onLeave: (text: string) => void;
};

/** Elements that may take the focus without ending the correction: those of the player. */
const KEEPS_EDITOR = "[data-keeps-editor]";

/** A paragraph's text as a field: leaving it saves, and keys split, join, play and go on. */
export function BlockEditor({ text, selection, onAct, onLeave }: BlockEditorProps) {
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

  const leave = (value: string) => {
    if (isDone.current) return;
    isDone.current = true;
    onLeave(value);
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
        onBlur={({ currentTarget, relatedTarget }) => {
          if (document.hasFocus() && !relatedTarget?.closest(KEEPS_EDITOR)) leave(currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const { value, selectionStart, selectionEnd } = event.currentTarget;
          const caret = { length: value.length, from: selectionStart, to: selectionEnd };
          const action = editorActionOf(event, caret);
          if (!action || isDone.current) return;
          event.preventDefault();
          const outcome = onAct(action, { text: value, from: selectionStart, to: selectionEnd });
          if (outcome === "ended") isDone.current = true;
          else if (outcome !== "goesOn") event.currentTarget.setSelectionRange(...outcome);
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
