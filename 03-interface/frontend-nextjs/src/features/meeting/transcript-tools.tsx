"use client";

import { useTranslations } from "next-intl";
import { Switch } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import { FindBar } from "@/features/transcript/find-bar";
import type { Finding } from "@/features/transcript/use-find";

type TranscriptToolsProps = {
  finding: Finding;
  inputRef: RefObject<HTMLInputElement | null>;
  marksDoubt: boolean;
  onMarksDoubt: (marks: boolean) => void;
  children: ReactNode;
};

export function TranscriptTools(props: TranscriptToolsProps) {
  const { finding, inputRef, marksDoubt, onMarksDoubt, children } = props;
  const t = useTranslations("transcript");
  return (
    <div className="sticky top-14 z-10 -mx-4 flex items-center justify-between gap-3 border-b border-border bg-background/90 px-4 py-2.5 backdrop-blur-md">
      <FindBar finding={finding} inputRef={inputRef} />
      {children}
      <label className="flex shrink-0 cursor-pointer items-center gap-2 text-[13px] text-muted-foreground">
        <span className="max-xl:sr-only">{t("marksDoubt")}</span>
        <Switch.Root
          checked={marksDoubt}
          onCheckedChange={onMarksDoubt}
          className="h-5 w-9 rounded-full border border-border-strong bg-muted transition-colors data-[state=checked]:border-primary data-[state=checked]:bg-primary"
        >
          <Switch.Thumb className="block size-3.5 translate-x-0.5 rounded-full bg-muted-foreground transition-transform data-[state=checked]:translate-x-[18px] data-[state=checked]:bg-primary-foreground" />
        </Switch.Root>
      </label>
    </div>
  );
}
