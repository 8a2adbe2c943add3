"use client";

import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Field, Input, Select } from "@/components/ui/field";
import { KINDS, type SectionDraft } from "@/features/minutes/templates/section-draft";

const MAX_TITLE = 80;
const MAX_INSTRUCTIONS = 500;

type SectionFieldsProps = {
  section: SectionDraft;
  number: number;
  onChange: (section: SectionDraft) => void;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  onRemove: (() => void) | null;
};

/** The fields of one section: its title, what its lines are, and what belongs into it. */
export function SectionFields({ section, number, onChange, onUp, onDown, onRemove }: SectionFieldsProps) {
  const t = useTranslations("templates");
  return (
    <fieldset className="grid gap-3 rounded-xl border border-border p-3">
      <legend className="px-1 text-[13px] font-medium text-muted-foreground">
        {t("section", { number })}
      </legend>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t("title_of")}>
          {(control) => (
            <Input
              {...control}
              value={section.title}
              maxLength={MAX_TITLE}
              onChange={(event) => onChange({ ...section, title: event.target.value })}
            />
          )}
        </Field>
        <Field label={t("kind")}>
          {(control) => (
            <Select
              {...control}
              value={section.kind}
              onChange={(event) => onChange({ ...section, kind: event.target.value as SectionDraft["kind"] })}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t(`kinds.${kind}`)}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <Field label={t("instructions")} hint={number === 1 ? t("instructionsHint") : undefined}>
        {(control) => (
          <textarea
            {...control}
            value={section.instructions}
            maxLength={MAX_INSTRUCTIONS}
            rows={2}
            onChange={(event) => onChange({ ...section, instructions: event.target.value })}
            className="field-sizing-content w-full rounded-lg border border-border-strong/60 bg-surface px-3 py-2 text-[15px]"
          />
        )}
      </Field>
      <div className="flex justify-end gap-1">
        <MoveButton label={t("up", { number })} onMove={onUp}>
          <ArrowUp />
        </MoveButton>
        <MoveButton label={t("down", { number })} onMove={onDown}>
          <ArrowDown />
        </MoveButton>
        {onRemove ? (
          <Button size="icon-sm" variant="ghost" aria-label={t("remove", { number })} onClick={onRemove}>
            <Trash2 />
          </Button>
        ) : null}
      </div>
    </fieldset>
  );
}

type MoveButtonProps = { label: string; onMove: (() => void) | null; children: ReactNode };

/** A button that stays, and keeps the focus, where the section cannot be moved any further. */
function MoveButton({ label, onMove, children }: MoveButtonProps) {
  return (
    <Button
      size="icon-sm"
      variant="ghost"
      className="aria-disabled:cursor-default aria-disabled:opacity-50 aria-disabled:hover:bg-transparent"
      aria-label={label}
      aria-disabled={onMove === null}
      onClick={() => onMove?.()}
    >
      {children}
    </Button>
  );
}
