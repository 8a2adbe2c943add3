"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ErrorText } from "@/components/error-text";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { finished, MAX_SECTIONS, moved, newSection } from "@/features/minutes/templates/section-draft";
import { SectionFields } from "@/features/minutes/templates/section-fields";
import { useSaveTemplate } from "@/features/minutes/templates/templates";
import type { Template } from "@/lib/api/client";

const MAX_NAME = 80;

type TemplateDialogProps = {
  /** The template to start from; null for an empty one. */
  from: Template | null;
  onClose: () => void;
};

/** A form for a template of one's own: one that is changed, a copy of another, or a new one. */
export function TemplateDialog({ from, onClose }: TemplateDialogProps) {
  const t = useTranslations("templates");
  const save = useSaveTemplate();
  const isOwn = from?.own ?? false;
  const [name, setName] = useState(
    from ? (isOwn ? from.template.name : t("copyOf", { name: from.template.name })) : "",
  );
  const [sections, setSections] = useState(from ? [...from.template.sections] : [newSection([])]);
  const [isShared, setShared] = useState(isOwn && (from?.shared ?? false));
  const body = finished(name, sections, isShared);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(isOwn ? "change" : "new")}
      description={isOwn ? t("formText") : undefined}
      className="max-w-xl"
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (body) save.mutate({ id: isOwn && from ? from.id : null, body }, { onSuccess: onClose });
        }}
      >
        <Field label={t("name")}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={MAX_NAME}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        {sections.map((section, at) => (
          <SectionFields
            key={section.key}
            section={section}
            number={at + 1}
            onChange={(changed) => setSections(sections.map((one, place) => (place === at ? changed : one)))}
            onUp={at > 0 ? () => setSections(moved(sections, at, -1)) : null}
            onDown={at < sections.length - 1 ? () => setSections(moved(sections, at, 1)) : null}
            onRemove={
              sections.length > 1 ? () => setSections(sections.filter((one) => one !== section)) : null
            }
          />
        ))}
        {sections.length < MAX_SECTIONS ? (
          <Button
            size="sm"
            className="w-fit"
            onClick={() => setSections([...sections, newSection(sections)])}
          >
            <Plus />
            {t("addSection")}
          </Button>
        ) : null}
        <label className="flex items-center gap-3 text-sm">
          <Switch checked={isShared} onCheckedChange={setShared} />
          {t("share")}
        </label>
        <ErrorText error={save.error} />
        <DialogFooter>
          <Button variant="ghost" onClick={onClose}>
            {t("dismiss")}
          </Button>
          <Button type="submit" variant="primary" disabled={!body || save.isPending}>
            {t("save")}
          </Button>
        </DialogFooter>
      </form>
    </Dialog>
  );
}
