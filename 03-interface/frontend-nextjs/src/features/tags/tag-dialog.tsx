"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import { Dialog } from "@/components/ui/dialog";
import { shownState, useTags } from "@/entities/meeting/tags";
import { NewTagForm } from "@/features/tags/new-tag-form";
import { TagDot } from "@/features/tags/tag-chip";
import { useSetTag } from "@/features/tags/use-set-tag";
import type { Meeting } from "@/lib/api/client";

type TagDialogProps = {
  meetings: readonly Meeting[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** One's own tags, to put on these meetings or take off them. */
export function TagDialog({ meetings, open, onOpenChange }: TagDialogProps) {
  const t = useTranslations("tags");
  const query = useTags();
  const own = (query.data ?? []).filter((tag) => tag.own);
  const { set, wanted, forget } = useSetTag();
  const [first] = meetings;
  const title =
    meetings.length === 1 && first
      ? t("titleOf", { title: first.title })
      : t("titleOfMany", { count: meetings.length });
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => {
        forget();
        onOpenChange(isOpen);
      }}
      title={title}
      description={t(meetings.length === 1 ? "dialogLead" : "dialogLeadMany")}
    >
      {own.length === 0 && query.isSuccess ? (
        <p className="text-sm text-muted-foreground">{t("none")}</p>
      ) : null}
      {own.length > 0 ? (
        <ul className="-mx-2 grid max-h-72 grid-cols-[minmax(0,1fr)] overflow-y-auto">
          {own.map((tag) => {
            const state = shownState(meetings, tag, wanted);
            return (
              <li key={tag.id}>
                <label className="flex items-center gap-2.5 rounded-md px-2 py-1.5 text-sm hover:bg-muted">
                  <input
                    type="checkbox"
                    className="size-4 shrink-0 accent-(--primary)"
                    checked={state === "all"}
                    ref={(box) => {
                      if (box) box.indeterminate = state === "some";
                    }}
                    onChange={(event) => set({ tagId: tag.id, isOn: event.target.checked, meetings })}
                  />
                  <TagDot color={tag.color} />
                  <bdi className="truncate">{tag.name}</bdi>
                </label>
              </li>
            );
          })}
        </ul>
      ) : null}
      <NewTagForm onMade={({ id }) => set({ tagId: id, isOn: true, meetings })} />
      <div className="flex border-t border-border pt-4">
        <Link href="/tags" className="rounded-md py-0.5 text-sm underline underline-offset-4">
          {t("manage")}
        </Link>
      </div>
    </Dialog>
  );
}
