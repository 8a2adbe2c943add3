"use client";

import { UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { NameSpeakerDialog } from "@/features/meeting/name-speaker-dialog";
import { Recognition } from "@/features/meeting/recognition";
import type { LearntNames } from "@/features/meeting/use-learnt-names";
import type { Person } from "@/features/transcript/speakers";
import type { Meeting } from "@/lib/api/client";
import { formatLength } from "@/lib/time";

type SpeakersPanelProps = {
  meeting: Meeting;
  people: readonly Person[];
  nameOf: (speaker: string) => string;
  learnt: LearntNames;
};

export function SpeakersPanel({ people, nameOf, learnt }: SpeakersPanelProps) {
  const t = useTranslations("speakers");
  const [naming, setNaming] = useState<Person | null>(null);
  if (people.length === 0) return null;
  return (
    <section aria-label={t("title")} className="lg:sticky lg:top-20">
      <h2 className="mb-3 text-[13px] font-medium text-muted-foreground">{t("title")}</h2>
      <div aria-hidden className="mb-4 flex h-1.5 gap-0.5 overflow-hidden rounded-full">
        {people.map(({ id, color, share }) => (
          <span key={id} style={{ background: color, flexGrow: share }} />
        ))}
      </div>
      <ul className="flex gap-1 max-lg:-mx-4 max-lg:overflow-x-auto max-lg:px-4 lg:flex-col">
        {people.map((person) => (
          <PersonRow
            key={person.id}
            person={person}
            name={nameOf(person.id)}
            isKnown={person.name !== null || learnt.names.has(person.id)}
            onName={() => setNaming(person)}
          />
        ))}
      </ul>
      {learnt.names.size > 0 ? (
        <div className="mt-4 grid gap-3 rounded-xl border border-border bg-surface p-4 text-sm">
          <p className="text-muted-foreground">{t("applyText", { count: learnt.names.size })}</p>
          <Button variant="primary" size="sm" disabled={learnt.isApplying} onClick={learnt.apply}>
            {t("apply")}
          </Button>
        </div>
      ) : null}
      <NameSpeakerDialog
        person={naming}
        label={naming ? nameOf(naming.id) : ""}
        isPending={learnt.enrol.isPending}
        onClose={() => setNaming(null)}
        onSubmit={(name, consent) =>
          naming &&
          learnt.enrol.mutate({ speaker: naming.id, name, consent }, { onSettled: () => setNaming(null) })
        }
      />
    </section>
  );
}

type PersonRowProps = { person: Person; name: string; isKnown: boolean; onName: () => void };

function PersonRow({ person, name, isKnown, onName }: PersonRowProps) {
  const t = useTranslations("speakers");
  const locale = useLocale();
  const share = new Intl.NumberFormat(locale, { style: "percent" }).format(person.share);
  return (
    <li className="flex items-center gap-3 rounded-xl px-2 py-2 hover:bg-muted/60 max-lg:shrink-0 lg:-mx-2">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full text-[13px] font-semibold text-background"
        style={{ background: person.color }}
      >
        {isKnown ? name.charAt(0).toUpperCase() : person.number}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium max-lg:max-w-44">{name}</p>
        <p className="text-[13px] text-muted-foreground tabular-nums">
          {t("talk", { time: formatLength(person.seconds, locale), share })}
        </p>
        <Recognition similarity={person.similarity} />
      </div>
      <Button
        variant="ghost"
        size="sm"
        className="text-muted-foreground"
        aria-label={t("nameOf", { name })}
        onClick={onName}
      >
        <UserPlus />
        {isKnown ? null : <span>{t("thisIs")}</span>}
      </Button>
    </li>
  );
}
