"use client";

import { Tags, Trash2, Users, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { BundleMenu } from "@/features/library/selection/bundle-menu";
import type { SelectionDialog } from "@/features/library/selection/selection-dialogs";
import { useRemoveMany } from "@/features/library/selection/use-remove-many";
import type { ListedMeeting } from "@/lib/api/client";

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
      className="sticky bottom-3 z-20 mx-auto mt-4 flex w-fit max-w-full flex-wrap items-center justify-center gap-1 rounded-2xl border border-border bg-surface-raised p-1.5 shadow-float"
    >
      <p role="status" className="px-2.5 text-sm font-medium tabular-nums">
        {t("count", { count: meetings.length })}
      </p>
      <Button variant="ghost" size="sm" onClick={() => onDialog("tags")}>
        <Tags />
        {tags("title")}
      </Button>
      <BundleMenu meetings={meetings} />
      <Button variant="ghost" size="sm" onClick={() => onDialog("share")}>
        <Users />
        {sharing("share")}
      </Button>
      <Button
        variant="ghost"
        size="sm"
        className="text-danger"
        onClick={() => {
          removeMany(meetings);
          onClear();
        }}
      >
        <Trash2 />
        {list("delete")}
      </Button>
      <Button variant="ghost" size="icon-sm" aria-label={t("clear")} onClick={onClear}>
        <X />
      </Button>
    </section>
  );
}
