"use client";

import { useTranslations } from "next-intl";
import { useEffect, useId, useRef, useState } from "react";
import { cn } from "@/components/cn";
import { ErrorText } from "@/components/error-text";
import { Button } from "@/components/ui/button";
import { formatClock } from "@/lib/format/time";

export type ItemFields = { text: string; owner: string | null; due: string | null; due_date: string | null };

type ItemFormProps = {
  text: string;
  /** What is seen over the field; where it stands in the place of its line, that says it. */
  label?: string;
  /** Only actions have them. */
  action?: { owner: string | null; due: string | null; due_date: string | null };
  /** The second of the recording that a new line can refer to. */
  second?: number;
  isSaving: boolean;
  /** Why it was not saved: the form stays as it was written. */
  error: unknown;
  onSave: (fields: ItemFields, start: number | null) => void;
  onDismiss: () => void;
};

const control = "w-full rounded-lg border border-border-strong/60 bg-surface px-2 py-1.5 text-sm";

/** A form for one item. Control and Enter save it, Escape leaves it as it was. */
export function ItemForm({ text, label, action, second = 0, ...props }: ItemFormProps) {
  const { isSaving, error, onSave, onDismiss } = props;
  const t = useTranslations("minutes");
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [written, setWritten] = useState(text);
  const [owner, setOwner] = useState(action?.owner ?? "");
  const [due, setDue] = useState(action?.due ?? "");
  const [dueDate, setDueDate] = useState(action?.due_date ?? "");
  const [isLinked, setLinked] = useState(true);
  useEffect(() => form.current?.scrollIntoView({ block: "nearest" }), []);
  const save = () => {
    if (!written.trim() || isSaving) return;
    const fields = {
      text: written.trim(),
      owner: owner.trim() || null,
      due: due.trim() || null,
      due_date: dueDate || null,
    };
    onSave(fields, isLinked && second > 0 ? second : null);
  };
  return (
    <form
      ref={form}
      className="mt-1 grid scroll-my-16 gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape" && !isSaving) onDismiss();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <label htmlFor={id} className={cn("text-[13px] font-medium", label === undefined && "sr-only")}>
        {label ?? t("text")}
      </label>
      <textarea
        id={id}
        autoFocus
        dir="auto"
        value={written}
        maxLength={2000}
        rows={3}
        onChange={(event) => setWritten(event.target.value)}
        className={control}
      />
      {action ? (
        <div className="grid grid-cols-2 gap-2">
          <input
            aria-label={t("owner")}
            placeholder={t("owner")}
            value={owner}
            maxLength={200}
            onChange={(event) => setOwner(event.target.value)}
            className={control}
          />
          <input
            type="date"
            aria-label={t("dueDate")}
            value={dueDate}
            onChange={(event) => setDueDate(event.target.value)}
            className={control}
          />
          <input
            aria-label={t("due")}
            placeholder={t("due")}
            value={due}
            maxLength={200}
            onChange={(event) => setDue(event.target.value)}
            className={cn(control, "col-span-2")}
          />
        </div>
      ) : null}
      {second > 0 ? (
        <label className="flex items-center gap-2 text-[13px]">
          <input
            type="checkbox"
            checked={isLinked}
            onChange={(event) => setLinked(event.target.checked)}
            className="size-4 accent-primary"
          />
          {t("from", { time: formatClock(second) })}
        </label>
      ) : null}
      <ErrorText error={error} />
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" disabled={!written.trim() || isSaving}>
          {t("save")}
        </Button>
        <Button size="sm" variant="ghost" disabled={isSaving} onClick={onDismiss}>
          {t("dismiss")}
        </Button>
      </div>
    </form>
  );
}
