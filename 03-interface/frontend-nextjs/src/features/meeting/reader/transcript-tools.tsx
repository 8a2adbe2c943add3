"use client";

import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/cn";
import { Switch } from "@/components/ui/switch";
import { FindBar } from "@/features/transcript/find-bar";
import type { Finding } from "@/features/transcript/use-find";

export type AsideControl = {
  id: string;
  isOpen: boolean;
  /** The panels cover the transcript, which nothing reaches then. */
  isCovering: boolean;
  onOpen: () => void;
};

type TranscriptToolsProps = {
  finding: Finding;
  inputRef: RefObject<HTMLInputElement | null>;
  marksDoubt: boolean;
  onMarksDoubt: (marks: boolean) => void;
  aside: AsideControl;
  /** There are no words to find or to mark. */
  isSilent: boolean;
  children: ReactNode;
};

export function TranscriptTools(props: TranscriptToolsProps) {
  const { finding, inputRef, marksDoubt, onMarksDoubt, aside, isSilent, children } = props;
  const t = useTranslations("transcript");
  const panels = useTranslations("meeting")("panels");
  return (
    <div className="sticky top-14 z-10 -mx-4 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-b border-border bg-background/90 px-4 py-1 backdrop-blur-md sm:py-2.5 print:hidden">
      {isSilent ? null : <FindBar finding={finding} inputRef={inputRef} />}
      {/* On a phone there is room either for the search or for the other tools, whose trouble takes a line of its own. */}
      <div
        className={cn(
          "flex shrink-0 items-center gap-3 max-sm:contents lg:gap-5",
          finding.query && "max-sm:hidden",
        )}
      >
        {children}
        {/* The short label is a word of the whole one, which names the switch; on a phone it stands above it. */}
        {isSilent ? null : (
          <label className="flex shrink-0 cursor-pointer items-center gap-2 text-[13px] text-muted-foreground max-sm:flex-col max-sm:gap-0.5 max-sm:text-[11px] max-sm:leading-none">
            <span className="max-xl:sr-only">{t("marksDoubt")}</span>
            <span aria-hidden className="xl:hidden">
              {t("uncertain")}
            </span>
            <Switch checked={marksDoubt} onCheckedChange={onMarksDoubt} />
          </label>
        )}
        <Button
          size="icon"
          className="ml-auto sm:hidden"
          aria-label={panels}
          aria-expanded={aside.isOpen}
          aria-controls={aside.id}
          onClick={aside.onOpen}
        >
          <UsersRound />
        </Button>
      </div>
    </div>
  );
}
