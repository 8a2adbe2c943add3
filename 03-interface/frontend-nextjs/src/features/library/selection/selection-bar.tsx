"use client";

import { Tags, Trash2, Users, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { BundleMenu } from "@/features/library/selection/bundle-menu";
import type { SelectionDialog } from "@/features/library/selection/selection-dialogs";
import { useRemoveMany } from "@/features/library/selection/use-remove-many";
import type { ListedMeeting } from "@/lib/api/client";

/** Four columns, each with the icon above the word. */
const ON_PHONES = "max-sm:h-auto max-sm:flex-col max-sm:gap-1 max-sm:px-1 max-sm:py-1.5 max-sm:text-xs";

type SelectionBarProps = {
  meetings: readonly ListedMeeting[];
  onDialog: (dialog: SelectionDialog) => void;
  onClear: () => void;
};

/** What can be done with the chosen meetings, below the list. */
export function SelectionBar({ meetings, onDialog, onClear }: SelectionBarProps) {
  const t = useTranslations("selection");
  const tags = useTranslations("tags");
  const sharing = useTranslations("sharing");
  const list = useTranslations("meetings");
  const removeMany = useRemoveMany();
  return (
    <section
      aria-label={t("actions")}
      className="sticky bottom-3 z-20 mx-auto mt-4 flex w-fit max-w-full items-center gap-1 rounded-2xl border border-border bg-surface-raised p-1.5 shadow-float max-sm:grid max-sm:w-full max-sm:grid-cols-4"
    >
      <p role="status" className="px-2.5 text-sm font-medium tabular-nums max-sm:col-span-3">
        {t("count", { count: meetings.length })}
      </p>
      <Button variant="ghost" size="sm" className={ON_PHONES} onClick={() => onDialog("tags")}>
        <Tags />
        {tags("title")}
      </Button>
      <BundleMenu meetings={meetings} className={ON_PHONES} />
      <Button variant="ghost" size="sm" className={ON_PHONES} onClick={() => onDialog("share")}>
        <Users />
        {sharing("share")}
      </Button>
      <Button
        variant="ghost"
        size="sm"
        className={cn("text-danger", ON_PHONES)}
        onClick={() => {
          removeMany(meetings);
          onClear();
        }}
      >
        <Trash2 />
        {list("delete")}
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        className="max-sm:col-start-4 max-sm:row-start-1 max-sm:justify-self-end"
        aria-label={t("clear")}
        onClick={onClear}
      >
        <X />
      </Button>
    </section>
  );
}
