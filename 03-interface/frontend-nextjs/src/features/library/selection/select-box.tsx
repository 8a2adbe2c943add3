"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";

type SelectBoxProps = { title: string; isSelected: boolean; onToggle: (isRange: boolean) => void };

/** The box of a row: with Shift, all rows from the last one become like it. */
export function SelectBox({ title, isSelected, onToggle }: SelectBoxProps) {
  const t = useTranslations("selection");
  const isRange = useRef(false);
  return (
    // The label makes the box easy to hit with a finger.
    <label className="relative z-10 -my-1 -ml-2 flex size-9 shrink-0 items-center justify-center">
      <input
        type="checkbox"
        aria-label={t("select", { title })}
        checked={isSelected}
        className="size-4 accent-(--primary)"
        onClick={(event) => {
          isRange.current = event.shiftKey;
        }}
        onChange={() => onToggle(isRange.current)}
      />
    </label>
  );
}
