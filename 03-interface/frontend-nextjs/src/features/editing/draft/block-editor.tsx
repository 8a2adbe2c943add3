"use client";

import { useTranslations } from "next-intl";
import { useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { editorActionOf, isDoneOnce, type EditorAction } from "@/features/editing/draft/editor-keys";
import type { Live, Selection } from "@/features/editing/draft/open-draft";
import { MAX_TEXT_LENGTH } from "@/lib/limits";
import { KEEPS_EDITOR } from "@/lib/open-field";
import { useIsMac } from "@/lib/browser/use-is-mac";
import { useUnsaved } from "@/lib/unsaved";

type BlockEditorProps = {
  /** Return the text and selection to begin with. */
  read: () => Live;
  /** Return whether there is something to save. */
  isChanged: () => boolean;
  onWrite: (text: string, selection: Selection) => void;
  /** Do what a key asks for; return another selection, if there is one. */
  onAct: (action: EditorAction) => Selection | null;
  onLeave: () => void;
};

/** A paragraph's text as a field: leaving it saves, and keys split, join, play and go on. */
export function BlockEditor({ read, isChanged, onWrite, onAct, onLeave }: BlockEditorProps) {
  const t = useTranslations("editing");
  const common = useTranslations("common");
  const hintId = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const isMac = useIsMac();
  const [begun] = useState(read);

  useEffect(() => {
    const element = field.current;
    if (!element) return;
    fit(element);
    element.focus({ preventScroll: true });
    element.setSelectionRange(...begun.selection);
    // Turning a phone changes the line breaks.
    const turned = () => fit(element);
    window.addEventListener("resize", turned);
    return () => window.removeEventListener("resize", turned);
  }, [begun]);

  useUnsaved(isChanged);
  /** From the player, the keyboard or the pointer may go elsewhere without coming back to the field. */
  const leaveFor = useEffectEvent(({ target }: Event) => {
    const element = field.current;
    if (document.activeElement === element) return;
    if (target instanceof Element && target !== element && !target.closest(KEEPS_EDITOR)) onLeave();
  });
  useEffect(() => {
    document.addEventListener("focusin", leaveFor);
    document.addEventListener("pointerdown", leaveFor);
    return () => {
      document.removeEventListener("focusin", leaveFor);
      document.removeEventListener("pointerdown", leaveFor);
    };
  }, []);

  const write = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) =>
    onWrite(value, [selectionStart, selectionEnd]);
  return (
    <div className="-mx-2.5 -my-1 rounded-lg bg-surface px-2.5 py-1 shadow-float ring-1 ring-border-strong focus-within:ring-2 focus-within:ring-ring max-sm:mr-0">
      <textarea
        ref={field}
        data-open-field
        dir="auto"
        aria-label={t("textOf")}
        aria-describedby={hintId}
        defaultValue={begun.text}
        rows={1}
        maxLength={MAX_TEXT_LENGTH}
        onInput={({ currentTarget }) => {
          fit(currentTarget);
          write(currentTarget);
        }}
        onSelect={({ currentTarget }) => write(currentTarget)}
        onBlur={({ relatedTarget }) => {
          if (document.hasFocus() && !relatedTarget?.closest(KEEPS_EDITOR)) onLeave();
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          const element = event.currentTarget;
          write(element);
          const { value, selectionStart: from, selectionEnd: to } = element;
          const caret = {
            length: value.length,
            from,
            to,
            isChanged: isChanged(),
            isTouched: read().isTouched,
          };
          const action = editorActionOf(event, caret, isMac);
          if (!action) return;
          event.preventDefault();
          if (event.repeat && isDoneOnce(action)) return;
          const selection = onAct(action);
          if (!selection) return;
          element.setSelectionRange(...selection);
          write(element);
        }}
        className="block w-full resize-none overflow-hidden bg-transparent text-[17px] leading-[1.7] outline-none"
      />
      <p id={hintId} className="pb-0.5 text-xs text-muted-foreground max-sm:hidden pointer-coarse:hidden">
        {t(isMac ? "editHintMac" : "editHint")}
      </p>
      {/* Where there are no keys for it. A press leaves the focus in the field: leaving it saves. */}
      <div
        data-keeps-editor
        className="hidden justify-end gap-2 pt-1 pb-0.5 max-sm:flex pointer-coarse:flex"
        onMouseDown={(event) => event.preventDefault()}
      >
        <Button variant="ghost" size="sm" onClick={() => onAct("discard")}>
          {common("dismiss")}
        </Button>
        <Button variant="primary" size="sm" onClick={() => onAct("save")}>
          {t("save")}
        </Button>
      </div>
    </div>
  );
}

/** Set the height of the field to that of its text. */
function fit(element: HTMLTextAreaElement): void {
  element.style.height = "auto";
  element.style.height = `${element.scrollHeight}px`;
}
