"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

export type ItemFields = { text: string; owner: string | null; due: string | null; due_date: string | null };

type ItemFormProps = {
  text: string;
  /** Only actions have them. */
  action?: { owner: string | null; due: string | null; due_date: string | null };
  onSave: (fields: ItemFields) => void;
  onDismiss: () => void;
};

const control = "w-full rounded-lg border border-border-strong/60 bg-surface px-2 py-1.5 text-sm";

/** A form for one item. Control and Enter save it, Escape leaves it as it was. */
export function ItemForm({ text, action, onSave, onDismiss }: ItemFormProps) {
  const t = useTranslations("minutes");
  const [written, setWritten] = useState(text);
  const [owner, setOwner] = useState(action?.owner ?? "");
  const [due, setDue] = useState(action?.due ?? "");
  const [dueDate, setDueDate] = useState(action?.due_date ?? "");
  const save = () => {
    if (!written.trim()) return;
    onSave({
      text: written.trim(),
      owner: owner.trim() || null,
      due: due.trim() || null,
      due_date: dueDate || null,
    });
  };
  return (
    <form
      className="mt-1 grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onDismiss();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
      }}
    >
      <textarea
        autoFocus
        aria-label={t("text")}
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
            className={control}
          />
        </div>
      ) : null}
      <div className="flex gap-2">
        <Button type="submit" size="sm" variant="primary" disabled={!written.trim()}>
          {t("save")}
        </Button>
        <Button size="sm" variant="ghost" onClick={onDismiss}>
          {t("dismiss")}
        </Button>
      </div>
    </form>
  );
}
