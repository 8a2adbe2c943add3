"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { useSearchKeys } from "@/features/library/keyboard/search-keys";
import { preloadResults } from "@/features/library/search/preload";
import { useSearchText } from "@/lib/browser/use-search-text";
import { MAX_SEARCH_LENGTH } from "@/lib/limits";

type SearchBoxProps = {
  searched: string;
  onSearch: (text: string) => void;
  /** Called by the down arrow, to move the focus into the list. */
  onLeave: () => void;
};

/** The search of titles and transcripts; `/` and Ctrl+K focus it. */
export function SearchBox({ searched, onSearch, onLeave }: SearchBoxProps) {
  const t = useTranslations("library");
  const [text, setText] = useSearchText(searched, onSearch);
  const input = useRef<HTMLInputElement>(null);
  useSearchKeys(() => {
    input.current?.focus();
    input.current?.select();
  });
  return (
    <div role="search" className="relative flex min-w-0 flex-1 basis-72 items-center sm:max-w-md">
      <Search className="pointer-events-none absolute left-3 size-4 text-muted-foreground" aria-hidden />
      <Input
        ref={input}
        type="text"
        enterKeyHint="search"
        value={text}
        maxLength={MAX_SEARCH_LENGTH}
        aria-label={t("search")}
        aria-keyshortcuts="/ Control+K"
        placeholder={t("search")}
        className={cn("pl-9", text ? "pr-10" : "sm:pr-9")}
        onFocus={preloadResults}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") {
            event.preventDefault();
            onLeave();
          }
          if (event.key !== "Escape") return;
          if (text) setText("");
          else event.currentTarget.blur();
        }}
      />
      {text ? (
        <Button
          variant="ghost"
          size="icon-sm"
          className="absolute right-1"
          aria-label={t("clearSearch")}
          onClick={() => {
            setText("");
            input.current?.focus();
          }}
        >
          <X />
        </Button>
      ) : (
        <kbd
          aria-hidden
          className="pointer-events-none absolute right-3 rounded border border-border px-1.5 font-mono text-xs text-muted-foreground max-sm:hidden"
        >
          /
        </kbd>
      )}
    </div>
  );
}
