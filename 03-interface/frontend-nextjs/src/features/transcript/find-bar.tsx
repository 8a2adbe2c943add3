"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { RefObject } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import type { Finding } from "@/features/transcript/use-find";

export function FindBar({
  finding,
  inputRef,
}: {
  finding: Finding;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const t = useTranslations("transcript");
  const { query, matches, current, search, step } = finding;
  const isFound = matches.length > 0;
  return (
    <div role="search" className="relative flex min-w-0 flex-1 items-center sm:max-w-sm sm:min-w-40">
      <Search className="pointer-events-none absolute left-3 size-4 text-muted-foreground" />
      <Input
        ref={inputRef}
        type="text"
        value={query}
        aria-label={t("find")}
        placeholder={t("find")}
        className={cn("h-9 pl-9 text-sm", query && (isFound ? "pr-36" : "pr-44"))}
        onChange={(event) => search(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
          if (event.key === "Escape") {
            search("");
            event.currentTarget.blur();
          }
        }}
      />
      {query ? (
        <div className="absolute right-1 flex items-center">
          <span role="status" className="pr-1 text-xs text-muted-foreground tabular-nums">
            {t("matches", { current: current + 1, count: matches.length })}
          </span>
          <Button
            variant="ghost"
            size="icon-sm"
            className="size-7"
            aria-label={t("previousMatch")}
            disabled={!isFound}
            onClick={() => step(-1)}
          >
            <ChevronUp />
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            className="size-7"
            aria-label={t("nextMatch")}
            disabled={!isFound}
            onClick={() => step(1)}
          >
            <ChevronDown />
          </Button>
          <Button
            variant="ghost"
            size="icon-sm"
            className="size-7"
            aria-label={t("clearFind")}
            onClick={() => search("")}
          >
            <X />
          </Button>
        </div>
      ) : null}
    </div>
  );
}
