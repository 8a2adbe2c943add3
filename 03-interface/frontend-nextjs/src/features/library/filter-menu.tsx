"use client";

import { ChevronDown } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";

type FilterButtonProps = ComponentProps<typeof Button> & {
  icon: ReactNode;
  label: string;
  /** What is chosen; the button bears it in place of its own name. */
  value?: string | undefined;
};

export function FilterButton({ icon, label, value, className, ...props }: FilterButtonProps) {
  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={value === undefined ? label : `${label}, ${value}`}
      className={cn(
        "max-w-52 gap-1.5 text-muted-foreground aria-expanded:bg-muted",
        value !== undefined && "bg-accent-soft text-foreground hover:bg-accent-soft",
        className,
      )}
      {...props}
    >
      {icon}
      <span className="truncate">{value ?? label}</span>
      <ChevronDown className="!size-3.5 opacity-60" />
    </Button>
  );
}

type FilterMenuProps<T extends string> = {
  icon: ReactNode;
  label: string;
  /** The choice that is none. */
  anyLabel?: string;
  choices: readonly { value: T; label: string; note?: string }[];
  value: T | null;
  onChange: (value: T | null) => void;
  /** A choice that need not be seen to be known. */
  usual?: T;
};

const ANY = "";

/** One choice of several, or none. */
export function FilterMenu<T extends string>(props: FilterMenuProps<T>) {
  const { icon, label, anyLabel, choices, value, onChange, usual } = props;
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Menu modal={false}>
      <MenuTrigger asChild>
        <FilterButton
          icon={icon}
          label={label}
          value={value === null || value === usual ? undefined : (chosen?.label ?? value)}
        />
      </MenuTrigger>
      <MenuContent className="max-h-80 max-w-72">
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
