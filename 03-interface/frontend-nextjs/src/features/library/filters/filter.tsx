"use client";

import type { ReactNode } from "react";
import { Opener } from "@/components/ui/opener";
import { FilterButton } from "@/features/library/filters/filter-button";
import type { FilterMenuProps } from "@/features/library/filters/filter-menu";

type FilterProps<T extends string> = FilterMenuProps<T> & {
  icon: ReactNode;
  label: string;
  /** The default choice, for which the button shows its label only. */
  usual?: T;
};

/** A filter with one choice of several, or none. */
export function Filter<T extends string>({ icon, label, usual, ...menu }: FilterProps<T>) {
  const { choices, value } = menu;
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Opener
      load={() => import("@/features/library/filters/filter-menu").then((module) => module.FilterMenu<T>)}
      content={menu}
      trigger={
        <FilterButton
          icon={icon}
          label={label}
          value={value === null || value === usual ? undefined : (chosen?.label ?? value)}
        />
      }
    />
  );
}
