"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { ProblemNotice } from "@/components/problem-notice";
import { Skeleton } from "@/components/ui/skeleton";
import { MEETINGS_KEY } from "@/entities/meeting/meetings";
import { deleteTag, useTags } from "@/entities/meeting/tags";
import { NewTagForm } from "@/features/tags/new-tag-form";
import { TagRow } from "@/features/tags/tag-row";
import type { Tag } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";

/** All tags that one sees: one's own, to change, and those of others. */
export function TagsScreen() {
  const t = useTranslations("tags");
  const queryClient = useQueryClient();
  const tags = useTags();
  const { hidden, remove } = useDelayedDeletion();
  const shown = (tags.data ?? []).filter(({ id }) => !hidden.has(id));
  const handleDelete = ({ id, name }: Tag) =>
    remove(id, t("deleted", { name }), async () => {
      await deleteTag(id);
      await queryClient.invalidateQueries({ queryKey: MEETINGS_KEY });
    });
  return (
    <div className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-8 sm:px-6 sm:py-10">
      <div className="grid max-w-lg min-w-0 gap-1.5">
        <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
        <p className="text-[15px] text-pretty text-muted-foreground">{t("lead")}</p>
      </div>
      <div className="max-w-md">
        <NewTagForm />
      </div>
      {tags.isPending ? <Skeleton className="h-14 w-full rounded-2xl" /> : null}
      {tags.isError && !tags.data ? (
        <ProblemNotice error={tags.error} onRetry={() => void tags.refetch()} />
      ) : null}
      {tags.data && shown.length === 0 ? <p className="text-sm text-muted-foreground">{t("none")}</p> : null}
      <TagSection title={t("own")} tags={shown.filter(({ own }) => own)} onDelete={handleDelete} />
      <TagSection title={t("others")} tags={shown.filter(({ own }) => !own)} onDelete={handleDelete} />
    </div>
  );
}

type TagSectionProps = { title: string; tags: readonly Tag[]; onDelete: (tag: Tag) => void };

function TagSection({ title, tags, onDelete }: TagSectionProps) {
  if (tags.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="mb-2 text-[13px] font-medium text-muted-foreground">{title}</h2>
      <ul className="divide-y divide-border rounded-2xl border border-border bg-surface">
        {tags.map((tag) => (
          <TagRow key={tag.id} tag={tag} onDelete={() => onDelete(tag)} />
        ))}
      </ul>
    </section>
  );
}
