"use client";

import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import type { Opened } from "@/components/ui/opener";

export type FilterMenuProps<T extends string> = {
  /** Label of the entry that clears the filter; without it there is none. */
  anyLabel?: string;
  choices: readonly { value: T; label: string; note?: string }[];
  value: T | null;
  onChange: (value: T | null) => void;
};

const ANY = "";

export function FilterMenu<T extends string>(props: FilterMenuProps<T> & Opened) {
  const { trigger, anyLabel, choices, value, onChange } = props;
  return (
    <Menu defaultOpen modal={false}>
      <MenuTrigger asChild>{trigger}</MenuTrigger>
      <MenuContent align="start" className="max-h-80 max-w-72">
        <MenuRadioGroup
          value={value ?? ANY}
          onValueChange={(picked) => onChange(picked === ANY ? null : (picked as T))}
        >
          {anyLabel === undefined ? null : <MenuRadioItem value={ANY}>{anyLabel}</MenuRadioItem>}
          {choices.map((choice) => (
            <MenuRadioItem key={choice.value} value={choice.value}>
              <span className="min-w-0 flex-1 truncate">{choice.label}</span>
              {choice.note ? (
                <span className="text-xs text-muted-foreground tabular-nums">{choice.note}</span>
              ) : null}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
