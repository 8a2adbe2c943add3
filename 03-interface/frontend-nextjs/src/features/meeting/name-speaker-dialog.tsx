"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import type { Person } from "@/features/transcript/speakers";
import { ConsentFields, consentOf } from "@/features/voices/consent-fields";
import { useVoices } from "@/features/voices/voices";

type NameSpeakerDialogProps = {
  person: Person | null;
  label: string;
  isPending: boolean;
  onClose: () => void;
  onSubmit: (name: string, consent: string) => void;
};

/** "This is …": the name of a speaker, with those of known voices to choose from. */
export function NameSpeakerDialog({ person, label, isPending, onClose, onSubmit }: NameSpeakerDialogProps) {
  const t = useTranslations("speakers");
  const known = useVoices().data ?? [];
  const listId = useId();
  return (
    <Dialog
      open={person !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("nameTitle", { name: label })}
      description={t("nameText")}
      className="max-w-md"
    >
      <form
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          const form = new FormData(event.currentTarget);
          onSubmit(String(form.get("name")).trim(), consentOf(form));
        }}
      >
        <Field label={t("name")}>
          {(control) => (
            <Input
              {...control}
              name="name"
              list={listId}
              defaultValue={person?.name ?? ""}
              maxLength={200}
              required
              pattern=".*\S.*"
              autoComplete="off"
              autoFocus
            />
          )}
        </Field>
        <datalist id={listId}>
          {known.map((voice) => (
            <option key={voice.id} value={voice.name} />
          ))}
        </datalist>
        <ConsentFields />
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={onClose}>
            {t("dismiss")}
          </Button>
          <Button type="submit" variant="primary" disabled={isPending}>
            {t("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
