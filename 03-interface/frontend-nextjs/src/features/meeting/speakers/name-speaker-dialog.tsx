"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Field, Input } from "@/components/ui/field";
import type { Person } from "@/entities/transcript/speakers/speakers";
import { ConsentFields, consentOf } from "@/features/voices/consent-fields";
import { useVoices } from "@/features/voices/voices";
import { MAX_NAME_LENGTH } from "@/lib/limits";

type Naming = {
  /** Null takes the name away. */
  name: string | null;
  /** How the person consented to the enrolment of their voice; null without enrolment. */
  consent: string | null;
};

type NameSpeakerDialogProps = {
  person: Person | null;
  label: string;
  people: readonly Person[];
  onClose: () => void;
  onName: (naming: Naming) => void;
  onMerge: (into: string) => void;
};

/** Asks for the name of a speaker, and optionally enrols their voice for later meetings. */
export function NameSpeakerDialog({
  person,
  label,
  people,
  onClose,
  onName,
  onMerge,
}: NameSpeakerDialogProps) {
  const t = useTranslations("speakers");
  return (
    <Dialog
      closesOnBack
      open={person !== null}
      onOpenChange={(open) => !open && onClose()}
      title={t("nameTitle", { name: label })}
      description={t("nameText")}
      className="max-w-md"
    >
      {person ? (
        <NameForm person={person} people={people} onClose={onClose} onName={onName} onMerge={onMerge} />
      ) : null}
    </Dialog>
  );
}

type NameFormProps = Omit<NameSpeakerDialogProps, "label" | "person"> & { person: Person };

function NameForm({ person, people, onClose, onName, onMerge }: NameFormProps) {
  const t = useTranslations("speakers");
  const known = useVoices().data ?? [];
  const listId = useId();
  const textId = useId();
  const [name, setName] = useState(person.name ?? "");
  const [remembers, setRemembers] = useState(false);
  const namesake = people.find((other) => other.id !== person.id && other.name === name.trim());
  return (
    <form
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        const form = new FormData(event.currentTarget);
        onName({ name: name.trim(), consent: remembers ? consentOf(form) : null });
      }}
    >
      <Field label={t("name")}>
        {(control) => (
          <Input
            {...control}
            value={name}
            onChange={(event) => setName(event.target.value)}
            list={listId}
            maxLength={MAX_NAME_LENGTH}
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
      {namesake ? (
        <div className="grid justify-items-start gap-2.5 rounded-lg bg-muted p-3 text-sm">
          <p>{t("mergeInstead", { name: name.trim() })}</p>
          <Button size="sm" onClick={() => onMerge(namesake.id)}>
            {t("mergeWith", { name: name.trim() })}
          </Button>
        </div>
      ) : null}
      <label className="flex cursor-pointer items-start gap-3 text-sm">
        <input
          type="checkbox"
          aria-describedby={textId}
          checked={remembers}
          onChange={(event) => setRemembers(event.target.checked)}
          className="mt-0.5 size-4 shrink-0 accent-primary"
        />
        <span className="grid gap-0.5">
          <span className="font-medium">{t("remember")}</span>
          <span id={textId} className="text-[13px] text-muted-foreground">
            {t("rememberText")}
          </span>
        </span>
      </label>
      {remembers ? <ConsentFields /> : null}
      <div className="flex flex-wrap justify-end gap-2">
        {person.name === null ? null : (
          <Button
            variant="ghost"
            className="mr-auto -ml-3"
            onClick={() => onName({ name: null, consent: null })}
          >
            {t("unname")}
          </Button>
        )}
        <Button variant="ghost" onClick={onClose}>
          {t("dismiss")}
        </Button>
        <Button type="submit" variant="primary">
          {t("save")}
        </Button>
      </div>
    </form>
  );
}
