"use client";

import { useTranslations } from "next-intl";

type SelectAllProps = { selected: number; count: number; onToggle: () => void };

/** The box above the list, for all meetings of the page. */
export function SelectAll({ selected, count, onToggle }: SelectAllProps) {
  const t = useTranslations("selection");
  return (
    <label className="mb-2 ml-4.25 flex w-fit items-center gap-2.5 py-1 pr-2 text-[13px] text-muted-foreground sm:ml-4.75">
      <input
        type="checkbox"
        checked={selected === count}
        ref={(box) => {
          if (box) box.indeterminate = selected > 0 && selected < count;
        }}
        className="size-4 accent-(--primary)"
        onChange={onToggle}
      />
      {t("all")}
    </label>
  );
}
