"use client";

import { useTranslations } from "next-intl";
import { useId, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import { nextColor, useCreateTag, useTags } from "@/entities/meeting/tags";
import type { Tag } from "@/lib/api/client";
import { MAX_TAG_LENGTH } from "@/lib/limits";
import { useProblemText } from "@/lib/use-problem-text";

/** A field that makes a tag, in a color that few others have. */
export function NewTagForm({ onMade }: { onMade?: (tag: Tag) => void }) {
  const t = useTranslations("tags");
  const problemText = useProblemText();
  const tags = useTags().data ?? [];
  const create = useCreateTag();
  const id = useId();
  const [name, setName] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    create.mutate(
      { name: name.trim(), color: nextColor(tags.filter(({ own }) => own)) },
      {
        onSuccess: (tag) => {
          setName("");
          onMade?.(tag);
        },
      },
    );
  };
  return (
    <form onSubmit={submit} className="grid gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("new")}
      </label>
      <div className="flex gap-2">
        <Input
          id={id}
          autoComplete="off"
          maxLength={MAX_TAG_LENGTH}
          value={name}
          aria-invalid={create.isError}
          aria-describedby={create.isError ? `${id}-note` : undefined}
          onChange={(event) => {
            setName(event.target.value);
            create.reset();
          }}
        />
        <Button type="submit" className="h-10" disabled={create.isPending || name.trim() === ""}>
          {t("make")}
        </Button>
      </div>
      {create.isError ? (
        <p id={`${id}-note`} role="alert" className="text-[13px] text-danger">
          {problemText(create.error)}
        </p>
      ) : null}
    </form>
  );
}
