"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Copy, Pencil, Plus, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { useTemplates } from "@/features/minutes/minutes";
import { TemplateDialog } from "@/features/minutes/templates/template-dialog";
import { deleteTemplate, TEMPLATES_KEY } from "@/features/minutes/templates/templates";
import type { Template } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
import { isolate } from "@/lib/format/isolate";

/** The templates of minutes: one's own, those that others share, and the product's, to copy. */
export function TemplatesScreen() {
  const t = useTranslations("templates");
  const queryClient = useQueryClient();
  const templates = useTemplates(useLocale());
  const { hidden, remove } = useDelayedDeletion();
  const [form, setForm] = useState<{ from: Template | null } | null>(null);
  const shown = templates.data?.filter(({ id }) => !hidden.has(id)) ?? [];
  const handleDelete = (template: Template) =>
    remove(template.id, t("deleted", { name: template.template.name }), async () => {
      await deleteTemplate(template.id);
      await queryClient.invalidateQueries({ queryKey: TEMPLATES_KEY });
    });
  const list = (title: string, rows: Template[], none: string | null) =>
    rows.length > 0 || none ? (
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <h2 className="text-[13px] font-medium text-muted-foreground">{title}</h2>
        {rows.length === 0 ? <p className="text-sm text-muted-foreground">{none}</p> : null}
        {rows.length > 0 ? (
          <ul className="divide-y divide-border rounded-2xl border border-border bg-surface">
            {rows.map((template) => (
              <TemplateRow
                key={template.id}
                template={template}
                onOpen={() => setForm({ from: template })}
                onDelete={() => handleDelete(template)}
              />
            ))}
          </ul>
        ) : null}
      </section>
    ) : null;
  return (
    <div className="mx-auto max-w-3xl px-4 py-8 sm:px-6 sm:py-10">
      <div className="mb-6 flex flex-wrap items-center justify-between gap-4">
        <div className="grid max-w-lg min-w-0 gap-1.5">
          <h1 className="font-serif text-3xl font-medium tracking-tight">{t("title")}</h1>
          <p className="text-[15px] text-pretty text-muted-foreground">{t("lead")}</p>
        </div>
        <Button variant="primary" onClick={() => setForm({ from: null })}>
          <Plus />
          {t("new")}
        </Button>
      </div>
      {templates.isPending ? <Skeleton className="h-40 w-full rounded-2xl" /> : null}
      {templates.isError && !templates.data ? (
        <ProblemNotice error={templates.error} onRetry={() => void templates.refetch()} />
      ) : null}
      {templates.data ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8">
          {list(
            t("own"),
            shown.filter(({ own }) => own),
            t("none"),
          )}
          {list(
            t("shared"),
            shown.filter(({ own, id }) => !own && isMade(id)),
            null,
          )}
          {list(
            t("builtIn"),
            shown.filter(({ id }) => !isMade(id)),
            null,
          )}
        </div>
      ) : null}
      {form ? <TemplateDialog from={form.from} onClose={() => setForm(null)} /> : null}
    </div>
  );
}

/** Return whether somebody made the template: the product's have names for ids. */
function isMade(id: string): boolean {
  return id.includes("-");
}

type TemplateRowProps = { template: Template; onOpen: () => void; onDelete: () => void };

function TemplateRow({ template: { template, own, shared }, onOpen, onDelete }: TemplateRowProps) {
  const t = useTranslations("templates");
  const { name } = template;
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <h3 className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <bdi className="min-w-0 break-words">{name}</bdi>
          {own && shared ? (
            <span className="shrink-0 rounded-full bg-muted px-2 py-0.5 text-xs font-medium text-muted-foreground">
              {t("isShared")}
            </span>
          ) : null}
        </h3>
        <p className="text-[13px] text-muted-foreground">
          {template.sections.map(({ title }) => isolate(title)).join(" · ")}
        </p>
      </div>
      <Button
        size="icon-sm"
        variant="ghost"
        aria-label={t(own ? "changeOf" : "copy", { name })}
        onClick={onOpen}
      >
        {own ? <Pencil /> : <Copy />}
      </Button>
      {own ? (
        <Button size="icon-sm" variant="ghost" aria-label={t("delete", { name })} onClick={onDelete}>
          <Trash2 />
        </Button>
      ) : null}
    </li>
  );
}
