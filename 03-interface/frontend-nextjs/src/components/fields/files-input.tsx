"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState, type ComponentProps } from "react";
import { cn } from "@/components/cn";

/**
 * A field for files, labelled in the application's language instead of the browser's. The native input lies over it
 * invisibly, so that clicks, keys, dropped files and validation messages work as usual.
 */
export function FilesInput({ onChange, ...props }: ComponentProps<"input">) {
  const t = useTranslations("common");
  const [names, setNames] = useState<readonly string[]>([]);
  return (
    <span className="relative flex h-11 items-center gap-3 rounded-lg border border-border-strong/60 bg-surface px-2 text-sm hover:border-border-strong has-focus-visible:outline-2 has-focus-visible:-outline-offset-1 has-focus-visible:outline-ring has-aria-invalid:border-danger">
      <span className="flex shrink-0 items-center gap-2 rounded-md bg-muted px-2.5 py-1.5 font-medium">
        <FileUp aria-hidden className="size-4" />
        {t("chooseFiles")}
      </span>
      <span className={cn("min-w-0 truncate", names.length === 0 && "text-muted-foreground")}>
        {names.length > 0 ? names.join(", ") : t("noFile")}
      </span>
      <input
        {...props}
        type="file"
        className="absolute inset-0 cursor-pointer opacity-0"
        onChange={(event) => {
          setNames(Array.from(event.target.files ?? [], ({ name }) => name));
          onChange?.(event);
        }}
      />
    </span>
  );
}
