"use client";

import { useTranslations } from "next-intl";
import { useState, type FormEvent, type ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { MAX_COMMENT_LENGTH } from "@/lib/limits";
import { useUnsaved } from "@/lib/unsaved";

type CommentFormProps = {
  /** What is saved. */
  text: string;
  /** What was written before, and is not saved. */
  begun?: string | undefined;
  isBusy: boolean;
  error?: string | undefined;
  /** Asked in place of the buttons. */
  question?: ReactNode;
  onWrite: (text: string) => void;
  onSave: (text: string) => void;
  onDismiss: () => void;
};

/** The text of a comment; Ctrl+Enter saves it. The page objects to its end while there is something to save. */
export function CommentForm(props: CommentFormProps) {
  const { text, begun = text, isBusy, error, question, onWrite, onSave, onDismiss } = props;
  const t = useTranslations("comments");
  const [value, setValue] = useState(begun);
  useUnsaved(() => value.trim() !== text.trim());
  const save = () => {
    if (!isBusy) onSave(value.trim());
  };
  return (
    <form
      className="grid gap-3"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        aria-label={t("text")}
        dir="auto"
        value={value}
        rows={4}
        maxLength={MAX_COMMENT_LENGTH}
        aria-invalid={error !== undefined}
        // The dialog or the row has been opened to write.
        autoFocus
        className="w-full rounded-lg border border-border-strong/60 bg-surface px-3 py-2 text-[15px] hover:border-border-strong"
        onChange={(event) => {
          setValue(event.target.value);
          onWrite(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            save();
          }
        }}
      />
      {error ? (
        <p role="alert" className="text-[13px] text-danger">
          {error}
        </p>
      ) : null}
      {question ?? (
        // Its own key: a button of the question must not become the one that saves while it is being clicked.
        <div key="buttons" className="flex justify-end gap-2">
          <Button variant="ghost" disabled={isBusy} onClick={onDismiss}>
            {t("dismiss")}
          </Button>
          <Button type="submit" variant="primary" disabled={isBusy}>
            {t("save")}
          </Button>
        </div>
      )}
    </form>
  );
}
