"use client";

import { Command } from "cmdk";
import { Check, ChevronDown, Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Field } from "@/components/ui/field";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { listLanguages, type Language } from "@/features/upload/options/languages";

type LanguageFieldProps = {
  /** Empty for automatic detection. */
  value: string;
  onChange: (code: string) => void;
  /** Whether it can be left to the machine; otherwise nothing is chosen at first. */
  isOptional?: boolean;
  hint?: string;
};

/** A choice of language, filtered by typing. */
export function LanguageField({ value, onChange, isOptional = true, hint }: LanguageFieldProps) {
  const t = useTranslations("upload");
  const locale = useLocale();
  const [isOpen, setIsOpen] = useState(false);
  const { first, others } = useMemo(() => listLanguages(locale), [locale]);
  const chosen =
    [...first, ...others].find(({ code }) => code === value)?.name ??
    t(isOptional ? "automatic" : "languageChoose");
  const pick = (code: string) => {
    onChange(code);
    setIsOpen(false);
  };
  const group = (languages: Language[]) =>
    languages.map(({ code, name }) => (
      <LanguageItem
        key={code}
        name={name}
        keyword={code}
        isChosen={code === value}
        onPick={() => pick(code)}
      />
    ));
  return (
    <Field label={t("language")} hint={hint ?? t("languageHint")}>
      {({ id, "aria-describedby": describedBy }) => (
        <Popover open={isOpen} onOpenChange={setIsOpen}>
          <PopoverTrigger
            id={id}
            aria-describedby={describedBy}
            aria-label={`${t("language")}, ${chosen}`}
            className="flex h-10 w-full items-center justify-between gap-2 rounded-lg border border-border-strong/60 bg-surface pr-2.5 pl-3 text-left text-[15px] transition-colors hover:border-border-strong"
          >
            <span className="truncate">{chosen}</span>
            <ChevronDown className="size-4 shrink-0 text-muted-foreground" />
          </PopoverTrigger>
          <PopoverContent
            isInline
            align="start"
            className="w-(--radix-popover-trigger-width) min-w-56 overflow-hidden border-border-strong p-0"
          >
            <Command loop label={t("language")} filter={matches}>
              <div className="flex items-center gap-2 border-b border-border px-3">
                <Search className="size-4 shrink-0 text-muted-foreground" />
                <Command.Input
                  placeholder={t("languageFind")}
                  className="h-10 w-full bg-transparent text-[15px] outline-none placeholder:text-muted-foreground"
                />
              </div>
              <Command.List className="max-h-60 overflow-y-auto overscroll-contain p-1">
                <Command.Empty className="px-3 py-4 text-center text-sm text-muted-foreground">
                  {t("languageNone")}
                </Command.Empty>
                {isOptional ? (
                  <LanguageItem
                    name={t("automatic")}
                    keyword=""
                    isChosen={value === ""}
                    onPick={() => pick("")}
                  />
                ) : null}
                {group(first)}
                <Command.Separator className="-mx-1 my-1 h-px bg-border" />
                {group(others)}
              </Command.List>
            </Command>
          </PopoverContent>
        </Popover>
      )}
    </Field>
  );
}

type LanguageItemProps = { name: string; keyword: string; isChosen: boolean; onPick: () => void };

function LanguageItem({ name, keyword, isChosen, onPick }: LanguageItemProps) {
  return (
    <Command.Item
      value={name}
      keywords={[keyword]}
      onSelect={onPick}
      className="flex cursor-default items-center justify-between gap-2 rounded-md px-2.5 py-1.5 text-sm select-none data-[selected=true]:bg-muted"
    >
      {name}
      {isChosen ? <Check className="size-4 text-muted-foreground" /> : null}
    </Command.Item>
  );
}

/** Return a score: 1 for a match at the beginning or of the code, 0.5 inside the name. Accents are ignored. */
function matches(name: string, search: string, keywords?: string[]): number {
  const sought = fold(search);
  const folded = fold(name);
  if (folded.startsWith(sought) || keywords?.includes(sought)) return 1;
  return folded.includes(sought) ? 0.5 : 0;
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
